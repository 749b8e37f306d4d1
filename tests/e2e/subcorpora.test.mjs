// Texts with names: given from what is filtered, found or picked; combined; renamed; compared; kept,
// saved and opened; the same wherever one goes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, caught, click, findings, give, id, inAddress, launch, name, onDisk, open, ready, saved, search, shot } from "./harness.mjs";

const counted = (page, hook, wanted) =>
  page.waitForFunction((hook, wanted) => document.querySelector(hook)?.dataset.count === String(wanted), { timeout: 5000 }, id(hook), wanted);
const count = (page, hook) => page.$eval(id(hook), (it) => Number(it.dataset.count));
const rows = (page) =>
  page.$$eval(id("named-row"), (rows) => rows.map(({ dataset }) => [dataset.name, dataset.count]));
const named = (page, wanted) =>
  page.waitForFunction(
    (hook, wanted) => JSON.stringify([...document.querySelectorAll(hook)].map((it) => it.dataset.name)) === wanted,
    { timeout: 5000 }, id("named-row"), JSON.stringify(wanted));
const chosen = (page, wanted) =>
  page.waitForFunction((hook, wanted) => document.querySelector(hook)?.value === wanted, { timeout: 5000 }, id("within"), wanted);
const answer = (page, method, options) =>
  page.evaluate(async (method, options) => (await kashf.ready)[method](options), method, options);

async function give_name(page, words, found = false) {
  await click(page, id("name-texts"));
  await page.waitForSelector(id("name"));
  await page.$eval(id("name"), (it) => it.select());
  await page.type(id("name"), words);
  if (found) await click(page, id("name-found"));
  await click(page, id("name-keep"));
  await page.waitForFunction((hook) => !document.querySelector(hook), {}, id("name"));
}

for (const browserName of browsers) {
  describe(`subcorpora in ${browserName}`, () => {
    let browser;
    before(async () => (browser = await launch(browserName)));
    after(async () => browser?.close());

    async function at(t, fragment, width = 1280, height = 900) {
      const seen = await open(t, browser, "about:blank");
      await seen.page.setViewport({ width, height });
      await seen.page.goto(onDisk(`${name}.html`));
      await seen.page.evaluate(() => localStorage.clear());
      await seen.page.goto("about:blank");
      await seen.page.goto(onDisk(`${name}.html`) + fragment);
      await ready(seen.page);
      return seen;
    }

    test("texts get names, are joined, and are the same in every view", async (t) => {
      const { page, errors } = await at(t, "#lang=en&view=words&in=fa");
      await page.waitForSelector(id("name-texts"));
      await page.waitForFunction((hook) => Number(document.querySelector(hook)?.dataset.count) > 0, {}, id("result-count"));
      const persian = await count(page, "result-count");
      await give_name(page, "Persian & more");
      // It stands where the filter stood, counts the same, and is in the address.
      await counted(page, "result-count", persian);
      await chosen(page, "nPersian & more");
      await page.waitForFunction(() => decodeURIComponent(location.hash).includes("within=name=Persian%20%26%20more&in=fa"));
      // Another, of what a query finds.
      await page.goto("about:blank");
      await page.goto(`${onDisk(`${name}.html`)}#lang=en&view=concordance&q=NATO`);
      await ready(page);
      await page.waitForSelector(id("kwic-row"));
      const lines = await count(page, "result-count");
      await give_name(page, "NATO", true);
      await counted(page, "result-count", lines);
      // Both are there, with how many texts they are; two are made one in three ways.
      await click(page, id("named-open"));
      await named(page, ["NATO", "Persian & more"]);
      await page.waitForFunction((hook) => [...document.querySelectorAll(hook)].every((it) => it.dataset.count), {}, id("named-row"));
      const sizes = Object.fromEntries(await rows(page));
      const texts = async (within) => (await answer(page, "documents", { filter: { within }, limit: 0 })).total;
      const nato = { name: "NATO", query: "NATO" };
      const fa = { name: "Persian & more", filter: { lang: ["fa"] } };
      assert.equal(Number(sizes.NATO), await texts([nato]));
      assert.equal(Number(sizes["Persian & more"]), await texts([fa]));
      for (const [way, title, expected] of [
        ["0", "NATO and Persian & more", await texts([nato, fa])],
        ["1", "NATO or Persian & more", await texts([{ or: [nato, fa] }])],
        ["2", "NATO without Persian & more", await texts([{ and: [nato], not: [fa] }])],
      ]) {
        await page.select(id("combine-one"), "NATO");
        await page.select(id("combine-other"), "Persian & more");
        await page.select(id("combine-way"), way);
        await click(page, id("combine-keep"));
        await page.waitForFunction((hook, title, expected) => [...document.querySelectorAll(hook)].some((it) => it.dataset.name === title && it.dataset.count === expected), { timeout: 5000 }, id("named-row"), title, String(expected));
        await chosen(page, `n${title}`);
      }
      await shot(page, `${browserName}-named-en`);
      assert.deepEqual(await findings(page), []);
      // Renamed where it is chosen; taken back; removed; saved; opened.
      const last = `[data-name="NATO without Persian & more"]`;
      await click(page, `${last} ${id("named-rename")}`);
      await page.waitForSelector(id("named-new-name"));
      await page.$eval(id("named-new-name"), (it) => it.select());
      await page.type(id("named-new-name"), "Rest");
      await page.keyboard.press("Enter");
      await named(page, ["NATO", "NATO and Persian & more", "NATO or Persian & more", "Persian & more", "Rest"]);
      await chosen(page, "nRest");
      await click(page, `[data-name="NATO or Persian & more"] ${id("named-remove")}`);
      const left = ["NATO", "NATO and Persian & more", "Persian & more", "Rest"];
      await named(page, left);
      await click(page, id("named-undo"));
      await named(page, ["NATO", "NATO and Persian & more", "NATO or Persian & more", "Persian & more", "Rest"]);
      await click(page, id("named-redo"));
      await named(page, left);
      await caught(page);
      const file = await saved(page, "named-save");
      const parsed = JSON.parse(file);
      assert.deepEqual([parsed.format, parsed.version, parsed.subcorpora.length], ["kashf subcorpora", 1, 4]);
      assert.deepEqual(parsed.subcorpora[3], { name: "Rest", and: [nato], not: [fa] });
      // Kept over another visit; gone where nothing is kept, until the file is opened.
      const total = await count(page, "result-count");
      await inAddress(page, "name=Rest");
      await page.reload();
      await ready(page);
      await page.waitForSelector(`${id("within")} option[value="nRest"]`);
      await counted(page, "result-count", total);
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await ready(page);
      await counted(page, "result-count", total);
      // What the address chooses holds all the same.
      await chosen(page, "c");
      await click(page, id("named-open"));
      await page.waitForSelector(id("named"));
      await give(page, "named-file", "{}");
      await page.waitForSelector(id("error"));
      // Nor does one bring the page down that is nested without end.
      const deep = `{"format":"kashf subcorpora","version":1,"subcorpora":[${'{"name":"x","and":['.repeat(50_000)}${"]}".repeat(50_000)}]}`;
      await give(page, "named-file", deep);
      await page.waitForFunction((hook) => document.querySelector(hook)?.textContent.includes("200"), { timeout: 5000 }, id("error"));
      await give(page, "named-file", file);
      await named(page, left);
      await chosen(page, "nRest");
      const lavrov = (filter) =>
        page.evaluate(async (filter) => (await (await kashf.ready).search("Lavrov", { filter })).total, filter);
      // The same texts on every screen.
      await page.select(id("within"), "nNATO");
      const expected = await texts([nato]);
      for (const [view, hook] of [["texts", "text-count"], ["timeline", "text-count"]]) {
        await click(page, id(`view-${view}`));
        await counted(page, hook, expected);
      }
      await page.evaluate(() => (location.hash = location.hash.replace(/view=[a-z]+/, "view=search").replace(/q=[^&]*/, "q=Lavrov")));
      await page.waitForSelector(id("results"));
      await counted(page, "result-count", await lavrov({ within: [nato] }));
      await page.waitForSelector(id("within"));
      await page.select(id("within"), "");
      await counted(page, "result-count", await lavrov({}));
      assert.deepEqual(errors, []);
    });

    test("texts are picked one by one", async (t) => {
      const { page, errors } = await at(t, "#lang=fa&view=texts");
      await page.waitForSelector(id("pick"));
      await click(page, id("pick"));
      await page.waitForSelector(id("tick"));
      const ids = await page.$$eval(id("text-row"), (all) => all.map((it) => it.dataset.doc));
      for (const doc of [ids[0], ids[2], ids[3], ids[2]]) await click(page, `[data-doc="${doc}"] ${id("tick")}`);
      await counted(page, "picked", 2);
      await shot(page, `${browserName}-picked-fa`);
      assert.deepEqual(await findings(page), []);
      await give_name(page, "برگزیده");
      await counted(page, "text-count", 2);
      assert.deepEqual(await page.$$eval(id("text-row"), (all) => all.map((it) => it.dataset.doc)), [ids[0], ids[3]]);
      assert.deepEqual(errors, []);
    });

    test("two are compared, in one picture", async (t) => {
      const fa = "within=name%3Dfa%26in%3Dfa";
      const { page, errors } = await at(t, `#lang=fa&view=words&${fa}`);
      await page.waitForSelector(`${id("plot")} svg`);
      await page.select(id("against"), "others");
      await page.waitForSelector(`${id("plot")} .pl__two`);
      // The same counts as for a script.
      const here = { filter: { lang: ["fa"] } };
      const told = await answer(page, "words", { within: here, against: { not: [here] }, limit: 3 });
      const shown = await page.$$eval('.grid [role="row"]', (all) => all.slice(1, 4).map((row) => [...row.querySelectorAll("[data-value]")].map((it) => Number(it.dataset.value))));
      const expected = told.rows.map(({ count, documents, perMillion, against }) => [count, documents, perMillion, against, (1e6 * against) / told.against.tokens]);
      for (const [row, numbers] of expected.entries())
        numbers.forEach((number, at) => assert.ok(Math.abs(shown[row][at] - number) < 1e-3 * Math.max(1, number), `${shown[row]} ${numbers}`));
      await shot(page, `${browserName}-beside-words-fa`);
      assert.deepEqual(await findings(page), []);
      // Over time: a line for each, and figures of both.
      await page.evaluate(() => (location.hash = "#lang=ar&view=dispersion&q=لاوروف&parts=months&in=fa&against=name%3DAr%26in%3Dar"));
      await page.waitForFunction(() => document.querySelector(".pl__line--1") && document.querySelector(".pl__line--2"));
      assert.equal((await page.$$(id("beside"))).length, 2);
      await page.waitForFunction((hook) => document.querySelectorAll(`${hook} dd`).length > 10, {}, id("beside"));
      await shot(page, `${browserName}-beside-lines-ar`);
      assert.deepEqual(await findings(page), []);
      await page.evaluate(() => (location.hash = location.hash.replace("parts=months", "parts=texts")));
      await page.waitForFunction(() => document.querySelectorAll(`[data-testid="plot"] .pl__strip`).length > 2);
      await shot(page, `${browserName}-beside-strips-ar`);
      // What texts are like, side by side; keywords of one against the other.
      await page.evaluate(() => (location.hash = "#lang=en&view=profile&parts=sources&in=fa&against=others"));
      await page.waitForFunction((hook) => document.querySelectorAll(hook).length === 2 && document.querySelector(".pl__two"), {}, id("beside"));
      await shot(page, `${browserName}-beside-profile-en`);
      await page.evaluate(() => (location.hash = "#lang=en&view=keywords&in=fa&chance=1&against=in%3Den"));
      await page.waitForSelector(`${id("plot")} svg`);
      const keys = await answer(page, "keywords", { within: here, against: { filter: { lang: ["en"] } }, chance: 1, measures: ["g2"], limit: 1 });
      await counted(page, "result-count", keys.total);
      assert.deepEqual(errors, []);
    });

    test("what stands near and in a row is compared, and all is saved", async (t) => {
      const { page, errors } = await at(t, "#lang=en&view=collocates&q=Lavrov&least=1&within=name%3DEnglish%26in%3Den&against=in%3Dfa");
      await page.waitForSelector(`${id("plot")} .pl__two`);
      const within = { filter: { lang: ["en"] } };
      const against = { filter: { lang: ["fa"] } };
      const near = await page.evaluate(async (options) => (await kashf.ready).collocates("Lavrov", options), { within, against, least: 1, limit: 5 });
      assert.ok(near.against.node > 0);
      const cells = () => page.$$eval('.grid [role="row"]', (all) => all.slice(1, 6).map((row) => [...row.querySelectorAll("[data-value]")].map((it) => it.dataset.value)));
      const shown = await cells();
      assert.equal(shown.length, near.rows.length);
      for (const [at, row] of shown.entries()) {
        const { together, measures } = near.rows[at].against;
        assert.deepEqual(row.slice(-2), [String(together), measures[0] === null ? "" : String(measures[0])]);
      }
      const words = await page.$eval(id("result-count"), (it) => it.textContent);
      assert.match(words, new RegExp(`${near.node} hits .* \\| Persian: ${near.against.node} hits`));
      await shot(page, `${browserName}-beside-collocates-en`);
      assert.deepEqual(await findings(page), []);
      await page.evaluate(() => (location.hash = "#lang=fa&view=ngrams&least=2&in=fa&against=others"));
      const here = { filter: { lang: ["fa"] } };
      const rows = await answer(page, "ngrams", { within: here, against: { not: [here] }, size: 3, least: 2, limit: 3 });
      await counted(page, "result-count", rows.total);
      const expected = rows.rows.map(({ count, documents, against }) => [count, documents, against].map(String));
      await page.waitForFunction((expected) => JSON.stringify([...document.querySelectorAll('.grid [role="row"]')].slice(1, 4).map((row) => [0, 1, 3].map((at) => row.querySelectorAll("[data-value]")[at]?.dataset.value))) === expected, { timeout: 5000 }, JSON.stringify(expected));
      await page.waitForSelector(`${id("plot")} .pl__two, ${id("plot")} .pl__one`);
      await shot(page, `${browserName}-beside-clusters-fa`);
      assert.deepEqual(await findings(page), []);
      // Figures are saved as they stand, those of both; parts of both in one table, which says of which.
      await page.evaluate(() => (location.hash = "#lang=en&view=dispersion&q=Lavrov&in=en&against=in%3Dfa"));
      await page.waitForFunction((hook) => document.querySelectorAll(`${hook} dd`).length > 20, {}, id("beside"));
      await caught(page);
      const [one, two] = await page.evaluate(async (both) => {
        const corpus = await kashf.ready;
        return Promise.all(both.map((within) => corpus.dispersion("Lavrov", { within, limit: 1e6 })));
      }, [within, against]);
      const figures = JSON.parse(await saved(page, "save-figures-json"));
      assert.deepEqual(figures.rows.map(({ id }) => id), one.figures.map(([id]) => id));
      assert.deepEqual(figures.rows.map((row) => [row.value, row["other-value"]]), one.figures.map(([, value], at) => [value, two.figures[at][1]]));
      assert.match(figures.method.answer, new RegExp(`^${one.hits} hits`));
      const parts = JSON.parse(await saved(page, "save-json"));
      const names = [...new Set(parts.rows.map((row) => row.texts))];
      assert.deepEqual(names.map((name) => parts.rows.filter((row) => row.texts === name).length), [one.parts, two.parts]);
      assert.deepEqual(names, ["English", "Persian"]);
      assert.deepEqual(parts.rows.slice(-two.rows.length).map(({ count, words }) => [count, words]), two.rows.map(({ hits, words }) => [hits, words]));
      const csv = (await saved(page, "save-figures-csv")).split("\r\n");
      assert.equal(csv[0].replace("\uFEFF", ""), "Figure,id,English,Persian");
      await shot(page, `${browserName}-beside-dispersion-en`);
      assert.deepEqual(errors, []);
    });

    test("on a phone nothing runs over", async (t) => {
      const { page } = await at(t, "#lang=fa&view=dispersion&q=ناتو&parts=months&in=fa&against=others", 360, 740);
      await page.waitForSelector(id("beside"));
      await click(page, id("named-open"));
      await page.waitForSelector(id("named"));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, String(width));
      await shot(page, `${browserName}-beside-360-fa`);
      assert.deepEqual(await findings(page), []);
    });
  });
}
