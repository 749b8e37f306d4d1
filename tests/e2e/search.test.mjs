// Searching as a reader does who wants to know why: ways of matching left out and put back,
// facets, notes that point into the query, zero hits that explain themselves, the help's
// examples, and all of it in the address. On the sample, in real browsers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  browsers,
  click,
  findings,
  id,
  inAddress,
  launch,
  name,
  onDisk,
  open,
  ready,
  shot,
} from "./harness.mjs";

const way = (reason) => `${id("reason")}[data-reason="${reason}"]`;
const value = (facet, value) => `${id("facet")}[data-name="${facet}"] ${id("facet-value")}[data-value="${value}"]`;

// What the engine says, asked from the page: the measure for what the page shows.
const asked = (page, query, options = {}) =>
  page.evaluate(async (query, options) => (await kashf.ready).search(query, options), query, options);

// Waits until so many texts are told as found.
const counted = (page, total) =>
  page.waitForFunction(
    (hook, total) => document.querySelector(hook)?.dataset.count === String(total),
    { timeout: 10_000 },
    id("result-count"),
    total,
  );

const notInAddress = (page, part) =>
  page.waitForFunction((part) => !decodeURIComponent(location.hash).includes(part), { timeout: 5000 }, part);

const pressed = (page, selector, state) => page.waitForSelector(`${selector}[aria-pressed="${state}"]`, { timeout: 5000 });
const chosen = (page, selector, state) =>
  page.waitForSelector(`${selector} [aria-checked="${state}"]`, { timeout: 5000 });
const box = (page) => page.$eval(id("search-input"), (input) => input.value);

for (const browserName of browsers) {
  describe(`searching in ${browserName}`, () => {
    let browser;
    before(async () => {
      browser = await launch(browserName);
    });
    after(() => browser?.close());

    const single = (fragment = "") => onDisk(`${name}.html`) + fragment;

    async function at(t, fragment = "", width = 1280, height = 900) {
      const seen = await open(t, browser, "about:blank");
      await seen.page.setViewport({ width, height });
      await seen.page.goto(single(fragment));
      await ready(seen.page);
      return seen;
    }

    test("a way of matching is left out and put back, and the link says so", async (t) => {
      const query = "گفتوگو";
      const { page, errors } = await at(t, `#lang=en&q=${query}`);
      const whole = await asked(page, query);
      await counted(page, whole.total);
      const shown = await page.$$eval(id("reason"), (chips) =>
        chips.map(({ dataset, textContent }) => [dataset.asked, dataset.reason, Number(dataset.count), textContent.includes(dataset.count)]));
      assert.deepEqual(shown, whole.reasons.map(({ asked, reason, count }) => [asked, reason, count, true]));
      assert.ok(whole.reasons.length >= 2, JSON.stringify(whole.reasons));

      // By keyboard, and the focus stays.
      const { reason } = whole.reasons.at(-1);
      const less = await asked(page, query, { without: [reason] });
      assert.ok(less.occurrences < whole.occurrences);
      await page.focus(way(reason));
      await page.keyboard.press(" ");
      await pressed(page, way(reason), false);
      await counted(page, less.total);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.reason), reason);
      await inAddress(page, `without=${reason}`);
      await shot(page, `${browserName}-reason-off`);

      // The marks in the text are those of the results.
      const doc = less.hits[0].id;
      await page.evaluate((doc) => (location.hash += `&doc=${encodeURIComponent(doc)}`), doc);
      await page.waitForSelector(id("hit"));
      const marks = await page.$$eval(id("hit"), (hits) => new Set(hits.map((hit) => hit.dataset.hit)).size);
      const reading = await page.evaluate(
        async (doc, query, without) => (await kashf.ready).document(doc, { query, without }),
        doc, query, [reason],
      );
      assert.equal(marks, reading.hits.length + (reading.titleInText ? 0 : reading.titleHits.length));
      await page.goBack();

      // Another copy shows the same, and there it can be put back.
      const address = await page.evaluate(() => location.href);
      const other = await open(t, browser, address);
      await ready(other.page);
      await pressed(other.page, way(reason), false);
      await counted(other.page, less.total);
      await click(other.page, way(reason));
      await counted(other.page, whole.total);
      await notInAddress(other.page, "without");
      assert.deepEqual(errors, []);
    });

    test("forms unfold, many words fold, names have a switch of their own", async (t) => {
      const { page } = await at(t, "#lang=fa&q=گفتوگو");
      await click(page, id("reasons-forms"));
      await page.waitForSelector(`${id("reasons")} ${id("why")}`);
      await page.evaluate(() => (location.hash = "#lang=fa&q=لاوروف&names=off"));
      await pressed(page, way("name"), false);
      await click(page, way("name"));
      await notInAddress(page, "names=off");
      await page.evaluate(() => (location.hash = `#lang=fa&q=${encodeURIComponent("چه کسی پاسخ مکتوب را تحویل گرفت")}`));
      await page.waitForSelector(id("reasons-by-word"));
      const folded = await page.$$eval(id("reason"), (chips) => chips.length);
      await click(page, id("reasons-by-word"));
      await page.waitForFunction((hook, few) => document.querySelectorAll(hook).length > few, {}, id("reason"), folded);
    });

    test("facets count and choose", async (t) => {
      const query = "2021";
      const { page, errors } = await at(t, `#lang=en&q=${query}`);
      const whole = await asked(page, query);
      await counted(page, whole.total);
      for (const { name, values } of whole.facets.filter(({ name }) => ["lang", "source"].includes(name))) {
        // Those that nobody gave come last, and may be folded away.
        for (const { value: given, documents } of values.filter(({ value }) => value).slice(0, 7)) {
          assert.equal(await page.$eval(value(name, given), (line) => line.dataset.count), String(documents), `${name} ${given}`);
        }
      }

      const fa = await asked(page, query, { filter: { lang: ["fa"] } });
      await page.click(id("only-fa"));
      await counted(page, fa.total);
      await chosen(page, value("lang", "fa"), true);
      await inAddress(page, "in=fa");
      // The chosen one comes first, what the others have stays to be seen.
      const langs = await page.$$eval(`${id("facet")}[data-name="lang"] ${id("facet-value")}`, (lines) => lines.map(({ dataset }) => dataset.value));
      assert.equal(langs[0], "fa");
      assert.ok(langs.length > 1);

      const [source] = fa.facets.find(({ name }) => name === "source").values.filter(({ value }) => value);
      const both = await asked(page, query, { filter: { lang: ["fa"], source: [source.value] } });
      assert.equal(both.total, source.documents);
      await click(page, value("source", source.value));
      await counted(page, both.total);
      await inAddress(page, `source=${source.value}`);
      await page.click(id("only-all"));
      await notInAddress(page, "in=fa");
      await shot(page, `${browserName}-facets`);
      await page.click(id("filter-clear"));
      await counted(page, whole.total);

      // Years, and dates as typed.
      await click(page, value("year", "2022"));
      await inAddress(page, "from=2022&to=2022");
      const dates = { from: "2022", to: "2022" };
      await counted(page, (await asked(page, query, { filter: dates })).total);
      const type = async (hook, text) => {
        await page.focus(id(hook));
        await page.$eval(id(hook), (input) => input.select());
        await page.keyboard.press("Backspace");
        await page.keyboard.type(text);
        await page.keyboard.press("Enter");
      };
      await type("date-from", "۲۰۲۱/۱۲");
      await inAddress(page, "from=2021-12&to=2022");
      await chosen(page, value("year", "2021"), true);
      await type("date-to", "spring");
      await page.waitForSelector(`${id("date-to")}[aria-invalid="true"]`);
      await type("date-to", "");
      await page.waitForSelector(`${id("date-to")}[aria-invalid="false"]`);
      await notInAddress(page, "to=2022");
      await counted(page, (await asked(page, query, { filter: { from: "2021-12" } })).total);
      assert.deepEqual(errors, []);
    });

    test("on a phone the filter opens and shows what is chosen", async (t) => {
      const { page } = await at(t, "#lang=ar&q=الناتو", 360, 740);
      await page.waitForSelector(id("result"));
      const visible = () => page.$eval(id("facets"), (panel) => panel.checkVisibility());
      assert.equal(await visible(), false);
      await page.click(id("filter-button"));
      assert.equal(await visible(), true);
      await page.click(id("only-ar"));
      await page.waitForSelector(id("limit"));
      await shot(page, `${browserName}-phone-filter`);
      const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= room, `${wide} > ${room}`);
      assert.deepEqual(await findings(page), []);
      await page.click(id("filter-button"));
      await page.click(id("limit"));
      await notInAddress(page, "in=ar");
      await page.waitForFunction((hook) => !document.querySelector(hook), {}, id("limit"));
    });

    test("a note points at what it is about", async (t) => {
      const { page } = await at(t, "#lang=fa");
      for (const [query, marked] of [["(ناتو OR ژنو", "("], ["ناتو) ژنو", ")"], ["ناتو AND", "AND"], ["NATO date:20211", "date:20211"]]) {
        await page.evaluate((query) => (location.hash = `#lang=fa&q=${encodeURIComponent(query)}`), query);
        await page.waitForFunction(
          (hook, marked) => document.querySelector(hook)?.textContent === marked,
          { timeout: 5000 },
          id("note-mark"),
          marked,
        );
        assert.equal(await page.$eval(id("note-query"), (line) => line.textContent), query);
        await page.waitForSelector(id("note"));
      }
      await shot(page, `${browserName}-note`);
    });

    test("a word that is not there is replaced by its nearest, and said so", async (t) => {
      const query = "مذاکرره";
      const { page } = await at(t, `#lang=en&q=${query}`);
      const { notes } = await asked(page, query);
      const near = notes.find(({ kind }) => kind === "readAsNear" || kind === "didYouMean");
      assert.ok(near?.forms.length, JSON.stringify(notes));
      const [form] = near.forms;
      if (near.kind === "readAsNear") {
        await click(page, id("note-exactly"));
        await page.waitForFunction((hook, query) => document.querySelector(hook).value === query, {}, id("search-input"), `=${query}`);
        await counted(page, 0);
        await page.goBack();
      }
      await click(page, id("note-form"));
      await page.waitForFunction((hook, form) => document.querySelector(hook).value.includes(form), {}, id("search-input"), form);
      await page.waitForSelector(id("result"));
    });

    test("zero hits say what hides results, and lift it", async (t) => {
      const { page } = await at(t, "#lang=fa&q=ناتو&in=de");
      const { total } = await asked(page, "ناتو");
      await counted(page, 0);
      await page.waitForSelector(`${id("lift")}[data-count="${total}"]`);
      assert.equal(await page.$$eval(`${id("nothing")} p`, (lines) => lines.length), 2, "the language that is not there, and the filter");
      await shot(page, `${browserName}-nothing`);
      assert.deepEqual(await findings(page), []);
      await click(page, id("lift-button"));
      await counted(page, total);
      await notInAddress(page, "in=de");

      // Words that never stand so, but stand.
      await page.evaluate(() => (location.hash = `#lang=en&q=${encodeURIComponent('"ناتو ژنو لاوروف"')}`));
      await counted(page, 0);
      await click(page, id("lift-button"));
      await page.waitForSelector(id("result"));
      assert.equal(await box(page), "ناتو ژنو لاوروف");
    });

    test("every example of the help is understood and finds something", async (t) => {
      const { page, errors } = await at(t, "#lang=en");
      for (const lang of ["en", "ar", "fa"]) {
        await page.click(id(`lang-${lang}`));
        await page.click(id("help"));
        await page.waitForSelector(`${id("help-dialog")} ${id("help-example")}`);
        const examples = await page.$$eval(`${id("help-dialog")} ${id("help-example")}`, (buttons) => buttons.map(({ dataset }) => dataset.query));
        assert.ok(examples.length >= 25, String(examples.length));
        const answers = await page.evaluate(
          async (examples) => {
            const corpus = await kashf.ready;
            return Promise.all(examples.map((query) => corpus.search(query, { limit: 1 })));
          },
          examples,
        );
        const ways = ["absent", "didYouMean", "tooManyWords", "tooManyPlaces"];
        for (const [at, { total, notes }] of answers.entries()) {
          assert.ok(total > 0, `${lang}: nothing for ${examples[at]}`);
          assert.deepEqual(notes.filter(({ kind }) => !ways.includes(kind)), [], examples[at]);
        }
        await shot(page, `${browserName}-help-${lang}`);
        assert.deepEqual(await findings(page), [], lang);
        const last = `${id("help-dialog")} ${id("help-example")}[data-query='${examples[4]}']`;
        await click(page, last);
        await page.waitForFunction((hook) => !document.querySelector(hook).open, {}, id("help-dialog"));
        assert.equal(await box(page), examples[4]);
        await counted(page, answers[4].total);
        await page.goBack();
      }
      assert.deepEqual(errors, []);
    });

    test("letters join across marks, in results and under the box", async (t) => {
      const { page } = await at(t, "#lang=fa&q=ناتو");
      await page.waitForSelector(id("result"));
      // A word with a part of it marked is as wide as the word.
      const widths = await page.evaluate(() => {
        const host = document.querySelector(".search__found");
        const width = (classes, html) => {
          const line = document.createElement("p");
          line.className = classes;
          line.dir = "rtl";
          line.lang = "fa";
          const word = document.createElement("span");
          word.innerHTML = html;
          line.append(word);
          host.append(line);
          const { width } = word.getBoundingClientRect();
          line.remove();
          return width;
        };
        return [["result__snippet", "hit"], ["text__paragraph", "hit"], ["notes__query", "notes__mark"]].map(([line, mark]) => [
          width(line, "میهمانسرایشان"),
          width(line, `میهما<mark class="${mark}">نسر</mark>ایشان`),
        ]);
      });
      for (const [plain, marked] of widths) assert.ok(Math.abs(plain - marked) < 0.6, `${plain} px, marked ${marked} px`);
    });

    test("no serious finding of axe, with everything in sight", async (t) => {
      const { page } = await at(t, "#lang=fa");
      for (const theme of ["light", "dark"]) {
        await page.click(id(`theme-${theme}`));
        for (const lang of ["fa", "en"]) {
          await page.evaluate((lang) => (location.hash = `#lang=${lang}&q=${encodeURIComponent("(گفتوگو ناتو AND")}&in=fa&without=fuzzy`), lang);
          await page.waitForSelector(id("note"));
          await new Promise((settled) => setTimeout(settled, 400));
          assert.deepEqual(await findings(page), [], `${theme} ${lang}`);
          await shot(page, `${browserName}-why-${theme}-${lang}`);
        }
      }
      await page.click(id("theme-auto"));
    });
  });
}
