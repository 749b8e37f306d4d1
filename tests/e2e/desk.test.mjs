// The desk, in real browsers: lines of a concordance are what the texts say, aligned, sorted, opened
// and copied; tables agree with what scripts are told; a figure shows how it came about; whole
// answers are saved; this copy can be verified.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, caught, click, findings, give, id, inAddress, launch, name, onDisk, open, ready, shot } from "./harness.mjs";

const asked = (page, request) =>
  page.evaluate(async (request) => (await kashf.ready).request(request), request);

const counted = (page, test = () => true) =>
  page.waitForFunction(
    (hook) => document.querySelector(hook)?.dataset.count !== undefined && !document.querySelector(".counting__busy"),
    { timeout: 10_000 },
    id("result-count"),
  ).then(() => page.$eval(id("result-count"), (shown) => Number(shown.dataset.count))).then((count) => (test(count), count));

const lines = (page) =>
  page.$$eval(id("kwic-row"), (rows) =>
    rows.map((row) => ({
      id: row.dataset.doc,
      position: Number(row.dataset.position),
      ...Object.fromEntries(["before", "node", "after"].map((part) => [part, row.querySelector(`[data-testid="kwic-${part}"]`).textContent])),
    })));

const part = ({ id, position, before, node, after }) => ({ id, position, before, node, after });

for (const browserName of browsers) {
  describe(`the desk in ${browserName}`, () => {
    let browser;
    before(async () => (browser = await launch(browserName)));
    after(async () => browser?.close());

    async function at(t, fragment, width = 1280, height = 900) {
      const seen = await open(t, browser, "about:blank");
      await seen.page.setViewport({ width, height });
      await seen.page.goto(onDisk(`${name}.html`) + fragment);
      await ready(seen.page);
      return seen;
    }

    test("every hit is a line, aligned on the node, as the texts have it", async (t) => {
      const { page, errors } = await at(t, "#lang=fa&view=concordance&q=ناتو&context=6");
      const count = await counted(page);
      const all = await asked(page, { concordance: { query: "ناتو", context: 6, limit: 500 } });
      assert.equal(count, all.hits);
      assert.ok(all.total > 10);
      await page.waitForSelector(id("kwic-row"));
      const shown = await lines(page);
      assert.deepEqual(shown, all.lines.slice(0, shown.length).map(part));
      // Each line is in its text, byte for byte, and so is its hit.
      const texts = await page.evaluate(async (lines) => {
        const corpus = await kashf.ready;
        const texts = {};
        for (const { id } of lines) texts[id] ??= await corpus.document(id, { query: "ناتو" });
        return texts;
      }, all.lines);
      for (const { id, before, node, after, hit } of all.lines) {
        const { text, hits, titleHits, meta } = texts[id];
        assert.ok((text + "\n" + meta.title).includes(before + node + after), `${id}: ${before}|${node}|${after}`);
        assert.ok(hit >= 1 && hit <= hits.length + titleHits.length);
      }
      // Before stands where its own line begins, whichever way it runs; nodes stand one below the other.
      const places = await page.$$eval(".kwic__line", (rows) =>
        rows.map((row) => {
          const [before, node, after] = [...row.children].map((it) => it.getBoundingClientRect());
          return { dir: row.dir, before: before.left, node: (node.left + node.right) / 2, after: after.left };
        }));
      for (const { dir, before, after } of places) assert.equal(dir === "rtl", before > after, dir);
      const middles = places.map(({ node }) => node);
      assert.ok(Math.max(...middles) - Math.min(...middles) < 60, JSON.stringify(middles));
      await shot(page, `${browserName}-desk-concordance-fa`);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(errors, []);
    });

    test("lines are sorted by what stands around them, and opened at their hit", async (t) => {
      const { page } = await at(t, "#lang=en&view=concordance&q=ناتو");
      await counted(page);
      await page.select(id("set-lines-1"), "A1");
      await inAddress(page, "lines=A1");
      await page.select(id("set-lines-2"), "B1");
      await inAddress(page, "lines=A1,B1");
      const all = await asked(page, { concordance: { query: "ناتو", context: 10, sort: ["A1", "B1"], limit: 100 } });
      await page.waitForFunction(
        (hook, first) => document.querySelector(hook)?.textContent === first,
        { timeout: 5000 }, id("kwic-after"), all.lines[0].after);
      const shown = await lines(page);
      assert.deepEqual(shown, all.lines.slice(0, shown.length).map(part));
      await shot(page, `${browserName}-desk-concordance-en`);
      // A press on the node opens the text there.
      const { id: doc, node, hit } = all.lines[0];
      await click(page, id("kwic-node"));
      await page.waitForFunction((hook, doc) => document.querySelector(hook)?.dataset.doc === doc, {}, id("reader"), doc);
      await inAddress(page, `hit=${hit}`);
      await page.waitForFunction((node) => document.querySelector(".hit--now")?.textContent === node, {}, node);
    });

    test("several lines are copied as the texts have them", async (t) => {
      const { page } = await at(t, "#lang=ar&view=concordance&q=الناتو&context=5");
      await counted(page);
      await page.waitForSelector(id("kwic-row"));
      const { lines: all } = await asked(page, { concordance: { query: "الناتو", context: 5, limit: 3 } });
      const copied = await page.evaluate(() => {
        const rows = document.querySelectorAll('[data-testid="kwic-row"]');
        getSelection().setBaseAndExtent(rows[0], 0, rows[2], rows[2].childNodes.length);
        const data = new DataTransfer();
        const event = new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true });
        rows[0].dispatchEvent(event);
        return (event.clipboardData ?? data).getData("text/plain");
      });
      assert.equal(copied, all.slice(0, 3).map(({ before, node, after }) => before + node + after).join("\n"));
      await shot(page, `${browserName}-desk-concordance-ar`);
    });

    test("collocates: a table, its picture, and how each figure comes about", async (t) => {
      const { page, errors } = await at(t, "#lang=en&view=collocates&q=ناتو&least=2");
      const count = await counted(page);
      const all = await asked(page, { collocates: { query: "ناتو", least: 2, limit: 1000 } });
      assert.equal(count, all.total);
      assert.ok(count > 3);
      await page.waitForSelector(id("figure"));
      const first = all.rows[0];
      const values = await page.$$eval(".grid__row:not(.grid__row--heads)", ([row]) =>
        [...row.querySelectorAll("[role=cell]")].map((cell) => cell.dataset.value ?? cell.textContent));
      assert.deepEqual(values, [
        first.word,
        ...[first.together, first.before, first.after, first.documents, first.count].map(String),
        ...first.measures.map((value) => (value === null ? "" : String(value))),
      ]);
      await click(page, id("figure"));
      const shown = await page.waitForSelector(id("receipt"));
      assert.equal(Number(await shown.evaluate((it) => it.dataset.value)), first.measures[0]);
      assert.ok((await page.$$(`${id("plot")} [data-word]`)).length > 3);
      await shot(page, `${browserName}-desk-collocates`);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(errors, []);
      // A word leads to its own lines.
      await click(page, ".grid__word");
      await inAddress(page, "view=concordance");
    });

    test("words, clusters, keywords and dispersion agree with what scripts are told", async (t) => {
      for (const [fragment, request, rows] of [
        ["#lang=fa&view=words", { words: {} }, "total"],
        ["#lang=fa&view=ngrams&size=2", { ngrams: { size: 2, least: 3 } }, "total"],
        ["#lang=fa&view=keywords&in=fa&least=2", { keywords: { within: { filter: { lang: ["fa"] } }, least: 2 } }, "total"],
        ["#lang=fa&view=dispersion&q=ناتو", { dispersion: { query: "ناتو" } }, "hits"],
      ]) {
        const { page, errors } = await at(t, fragment);
        const count = await counted(page);
        const told = await asked(page, request);
        assert.equal(count, told[rows], fragment);
        assert.ok(count > 0, fragment);
        await page.waitForSelector(".grid__cell--number");
        await new Promise((later) => setTimeout(later, 300));
        await shot(page, `${browserName}-${fragment.match(/view=(\w+)/)[1]}`);
        assert.deepEqual(await findings(page), [], fragment);
        assert.deepEqual(errors, []);
        await page.close();
      }
    });

    test("words are counted apart by whatever is known of the texts", async (t) => {
      const { page, errors } = await at(t, "#lang=en&view=words");
      await counted(page);
      await page.waitForSelector(`${id("set-by")} option[value="desk"]`);
      await page.select(id("set-by"), "desk");
      const told = await asked(page, { words: { by: "desk", limit: 1 } });
      assert.ok(told.by.length > 3);
      await page.waitForFunction((most) => document.querySelectorAll(".grid__row--heads [role=columnheader]").length === most, { timeout: 5000 }, 4 + told.by.length);
      const heads = await page.$$eval(".grid__row--heads [role=columnheader]", (heads) => heads.slice(4).map((it) => it.textContent));
      assert.deepEqual(heads.slice(0, 3), told.by.slice(0, 3).map(({ value }) => value));
      await inAddress(page, "by=desk");
      // Clusters too; languages by their names.
      await page.evaluate(() => (location.hash = "#lang=en&view=ngrams&by=lang"));
      const clusters = await asked(page, { ngrams: { size: 3, by: "lang", limit: 1 } });
      await page.waitForFunction((most) => document.querySelectorAll(".grid__row--heads [role=columnheader]").length === most, { timeout: 5000 }, 4 + clusters.by.length);
      const langs = await page.$$eval(".grid__row--heads [role=columnheader]", (heads) => heads.slice(4, 6).map((it) => it.textContent));
      assert.deepEqual([clusters.by.slice(0, 2).map(({ value }) => value), langs], [["ar", "en"], ["Arabic", "English"]]);
      // What no text has is said in a line, and offered so that it can be left.
      await page.evaluate(() => (location.hash = "#lang=en&view=words&by=nonsense"));
      await page.waitForSelector(id("error"));
      assert.equal(await page.$eval(id("set-by"), (it) => it.value), "nonsense");
      assert.deepEqual(errors, []);
    });

    test("a whole answer is saved, in every form", async (t) => {
      const { page } = await at(t, "#lang=en&view=words&least=2");
      const count = await counted(page);
      await caught(page);
      for (const form of ["csv", "tsv", "json", "xlsx"]) await click(page, id(`save-${form}`));
      await page.waitForFunction(() => saved.length === 4, { timeout: 10_000 });
      const [csv, tsv, json, xlsx] = await page.evaluate(async () => [
        ...(await Promise.all(saved.slice(0, 3).map((blob) => blob.text()))),
        [...new Uint8Array(await saved[3].arrayBuffer()).slice(0, 2)],
      ]);
      assert.equal(csv.trim().split("\r\n").length, count + 1);
      assert.equal(tsv.trim().split("\n").length, count + 1);
      const read = JSON.parse(json);
      assert.equal(read.rows.length, count);
      assert.equal(read.method.view, "words");
      assert.deepEqual(xlsx, [0x50, 0x4b]);
    });

    test("over time there is a line, and it is saved as a picture by itself", async (t) => {
      const { page, errors } = await at(t, "#lang=fa&view=dispersion&q=ناتو&parts=days");
      await counted(page);
      const told = await asked(page, { dispersion: { query: "ناتو", parts: "days", limit: 0 } });
      // A figure by distances has its receipt too: with all of them, and their sum is all words.
      const apart = await asked(page, { dispersion: { query: "ناتو", parts: "days", limit: 0, distances: true } });
      await click(page, `${id("figures")} [data-figure="arf"] ${id("figure")}`);
      await page.waitForFunction((hook, first) => document.querySelector(hook)?.textContent.includes(first), { timeout: 5000 }, id("receipt"), `d <- c(${apart.distances.slice(0, 3).join(", ")}`);
      assert.equal(apart.distances.reduce((sum, one) => sum + one, 0), apart.words);
      await click(page, id("receipt-close"));
      assert.ok(told.times.filter(Boolean).length > 1);
      assert.equal(told.times.length, told.spread.length);
      await page.waitForSelector(`${id("plot")} .pl__line`);
      await shot(page, `${browserName}-over-time`);
      // Whoever looks for it above the table is led below it.
      await click(page, id("to-save"));
      assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "save-csv");
      await caught(page);
      await click(page, id("save-svg"));
      await page.waitForFunction(() => saved.length === 1);
      // By itself, it has its colours and its letters, and is sound XML.
      const text = await page.evaluate(() => saved[0].text());
      const { page: elsewhere } = await open(t, browser, "about:blank");
      const picture = await elsewhere.evaluate((text) => {
        const read = new DOMParser().parseFromString(text, "image/svg+xml");
        return { name: read.documentElement.nodeName, wrong: read.querySelector("parsererror") !== null, styled: text.includes("<style>"), lines: read.querySelectorAll(".pl__line").length, said: read.documentElement.textContent };
      }, text);
      assert.deepEqual([picture.name, picture.wrong, picture.styled], ["svg", false, true]);
      // Broken where there are no texts.
      assert.ok(picture.lines >= 1);
      assert.match(picture.said, /ناتو/);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(errors, []);
    });

    test("a record is saved and made again, and says what has changed since", async (t) => {
      const { page } = await at(t, "#lang=en&view=collocates&q=ناتو&least=2&before=2&measure=mi");
      const count = await counted(page);
      await caught(page);
      await page.$eval(id("method"), (fold) => (fold.open = true));
      await click(page, id("save-method"));
      await page.waitForFunction(() => saved.length === 1);
      const record = await page.evaluate(() => saved[0].text());
      const read = JSON.parse(record).method;
      assert.equal(read.before, "2");
      assert.equal(read.after, "5");
      // Elsewhere on the desk, it leads back.
      const { page: other } = await at(t, "#lang=fa&view=words");
      await counted(other);
      await give(other, "replay", record);
      await inAddress(other, "view=collocates");
      await inAddress(other, "before=2");
      assert.equal(await counted(other), count);
      await other.waitForSelector(`${id("replayed")} .quiet`);
      await shot(other, `${browserName}-replayed`);
      // Another corpus, a default of another time: the one is told, the other set.
      await give(other, "replay", JSON.stringify({ method: { ...read, fingerprint: "another", after: "3" } }));
      await inAddress(other, "after=3");
      await other.waitForFunction((hook) => document.querySelector(hook)?.textContent.includes("another"), {}, id("replayed"));
      await give(other, "replay", "no record");
      await other.waitForSelector(`${id("replayed")} p.trouble:only-child`);
    });

    test("what the texts are like: figures of all and of each part, by diversity and by spelling", async (t) => {
      const { page, errors } = await at(t, "#lang=fa&view=profile&parts=sources&window=20");
      const count = await counted(page);
      const told = await asked(page, { profile: { parts: "sources", window: 20, order: "mattr", limit: 1000 } });
      assert.equal(count, told.parts);
      const table = () =>
        page.$$eval(".grid__row:not(.grid__row--heads)", (rows) =>
          rows.map((row) => [...row.querySelectorAll("[role=cell]")].map((cell) => cell.dataset.value ?? "").slice(1)));
      const value = (it) => (it === null ? "" : String(it));
      const shown = await table();
      assert.deepEqual(shown, told.rows.slice(0, shown.length).map((row) =>
        [row.documents, row.tokens, row.types, row.hapaxes, ...row.figures].map(value)));
      await page.waitForSelector(`${id("plot")} svg`);
      await shot(page, `${browserName}-profile-fa`);
      // Each figure shows how it came about.
      for (const [place, figure] of told.figures.entries()) {
        await click(page, `${id("figures")} [data-figure="${figure}"] ${id("figure")}`);
        await page.waitForSelector(`${id("receipt")}[data-figure="${figure}"]`);
        assert.equal(await page.$eval(id("receipt"), (it) => it.dataset.value), value(told.all.figures[place]));
        if (figure === "mtld") await shot(page, `${browserName}-receipt-mtld-fa`);
      }
      await page.select(id("set-show"), "spelling");
      await inAddress(page, "show=spelling");
      const spelt = await asked(page, { profile: { parts: "sources", spelling: true, limit: 1000 } });
      await page.waitForFunction((hook, most) => document.querySelector(hook)?.textContent.length > 0 && document.querySelectorAll(".grid__row--heads [role=columnheader]").length === most, {}, id("figures"), 3 + spelt.spellings.length);
      await counted(page);
      const signs = await table();
      assert.deepEqual(signs, spelt.rows.slice(0, signs.length).map((row) =>
        [row.documents, row.tokens, ...row.spelling].map(value)));
      await shot(page, `${browserName}-profile-spelling-fa`);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(errors, []);
    });

    test("keywords are set against a list from elsewhere, which is told, and dropped again", async (t) => {
      const { page, errors } = await at(t, "#lang=en&view=keywords&least=1&chance=1");
      await page.waitForSelector(id("list-open"));
      await give(page, "list-open", "word\tcount\nthe many");
      await page.waitForSelector(id("error"));
      const list = [["the", 1000], ["ناتو", 1], ["of", 500]];
      await give(page, "list-open", "word\tcount\n" + list.map((row) => row.join("\t")).join("\n"), "elsewhere.tsv");
      await page.waitForSelector(id("list"));
      const count = await counted(page);
      assert.equal(await page.$(id("error")), null);
      const told = await asked(page, { keywords: { list, least: 1, chance: 1, limit: 1000 } });
      assert.equal(count, told.total);
      assert.deepEqual(told.tokens[1], 1501);
      await page.waitForSelector(id("figure"));
      await shot(page, `${browserName}-keywords-list`);
      const record = await page.$eval(id("method"), (it) => it.textContent);
      assert.match(record, /elsewhere\.tsv \(3 words\)/);
      // Spoken of on a saved table as well, and gone when it is dropped.
      await click(page, id("list-drop"));
      await page.waitForSelector(id("list-open"));
      await page.waitForFunction((hook) => !document.querySelector(hook), {}, id("figure"));
      assert.deepEqual(errors, []);
    });

    test("sources and dates are chosen here too, and what is read otherwise than typed is said", async (t) => {
      const { page, errors } = await at(t, "#lang=en&view=words");
      const all = await counted(page);
      await click(page, id("filter-button"));
      await page.waitForSelector(id("facet-value"));
      const { facets } = await asked(page, { documents: { limit: 0, facets: true } });
      const source = facets.find(({ name }) => name === "source").values.find(({ value }) => value).value;
      await page.$eval(`${id("facet-value")}[data-value="${source}"] button`, (it) => it.click());
      await inAddress(page, `source=`);
      await page.waitForFunction((hook, all) => !document.querySelector(".counting__busy") && Number(document.querySelector(hook).dataset.count) < all, {}, id("result-count"), all);
      const told = await asked(page, { words: { within: { filter: { source: [source] } } } });
      assert.equal(await counted(page), told.total);
      await shot(page, `${browserName}-desk-facets`);
      assert.deepEqual(await findings(page), []);
      const { page: other } = await at(t, "#lang=en&view=concordance&q=(NATO");
      await other.waitForSelector(".notes__list");
      assert.deepEqual(errors, []);
    });

    test("on a narrow screen, in the dark, nothing is wider than the screen", async (t) => {
      for (const fragment of ["#lang=fa&view=concordance&q=ناتو", "#lang=ar&view=collocates&q=الناتو&least=2", "#lang=en&view=words", "#lang=ar&view=profile"]) {
        const { page } = await at(t, fragment, 360, 740);
        await counted(page);
        await click(page, id("theme-dark"));
        await new Promise((later) => setTimeout(later, 300));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${fragment}: ${wide}`);
        await shot(page, `${browserName}-narrow-${fragment.match(/view=(\w+)/)[1]}`);
        await page.close();
      }
    });

    test("this copy is verified by the published oracles", async (t) => {
      const { page } = await at(t, "#lang=en&view=about");
      await click(page, id("verify-copy"));
      const shown = await page.waitForSelector(id("oracles-count"));
      const [count, of] = await shown.evaluate(({ dataset }) => [Number(dataset.count), Number(dataset.of)]);
      assert.ok(of > 100);
      assert.equal(count, of);
      assert.equal((await page.$$(`${id("oracle")}[data-passes="true"]`)).length, of);
      await shot(page, `${browserName}-oracles`);
    });
  });
}
