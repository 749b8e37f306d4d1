// Corrections, in real browsers: a date, a title, a source and the parts of a text are corrected
// where they stand, stand in every answer, are listed, undone, saved and added from a file, and
// are there again when the page is opened again.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browsers, id, launch, name, onDisk, open, ready, serve, shot } from "./harness.mjs";

const top = fileURLToPath(new URL("../../", import.meta.url));
const kashf = process.env.KASHF ?? join(top, "target/release/kashf");
const click = (page, selector) => page.$eval(selector, (element) => element.click());

// The first text of the sample that has both a date and paragraphs.
const DOC = "fa/01-wednesday.txt";

const asked = (page, query, options = {}) =>
  page.evaluate(async (query, options) => (await kashf.ready).search(query, options), query, options);
const known = (page, doc) =>
  page.evaluate(async (doc) => (await kashf.ready).document(doc), doc);

async function until(page, test, ...more) {
  await page.waitForFunction(test, { timeout: 10_000 }, ...more);
}

async function reader(page, address, doc = DOC) {
  await page.goto(address);
  await ready(page);
  await page.waitForSelector(id("reader"));
  assert.equal(await page.$eval(id("reader"), (reader) => reader.dataset.doc), doc);
  await page.$eval(id("known"), (known) => (known.open = true));
}

async function correct(page, what, value) {
  await click(page, id(`decide-${what}`));
  const input = await page.waitForSelector(id(`decide-${what}-input`));
  await input.evaluate((input) => input.select());
  await page.keyboard.press("Backspace");
  if (value) await input.type(value);
  await page.keyboard.press("Enter");
}

for (const browserName of browsers) {
  describe(`corrections in ${browserName}`, () => {
    let browser;
    let scratch;
    before(async () => {
      browser = await launch(browserName);
      scratch = mkdtempSync(join(tmpdir(), "kashf-"));
    });
    after(async () => {
      await browser?.close();
      rmSync(scratch, { recursive: true, force: true });
    });

    const address = (server, fragment) => server.url(`${name}.html`) + fragment;
    const at = (lang) => `#lang=${lang}&view=texts&doc=${encodeURIComponent(DOC)}`;

    // A page of its own, with nothing kept from the test before.
    async function fresh(t, fragment) {
      const server = await serve(t);
      const seen = await open(t, browser, "about:blank");
      await reader(seen.page, address(server, fragment));
      return { ...seen, server };
    }

    test("a date, a title and a source are corrected, stand, and are undone", async (t) => {
      const { page, server, errors } = await fresh(t, at("en"));
      const before = await known(page, DOC);

      // What is no date is said, and nothing changes.
      await correct(page, "date", "spring");
      await until(page, () => document.querySelector(".dates__wrong")?.textContent.includes("2022-02-11"));
      await page.keyboard.press("Escape");
      await until(page, () => !document.querySelector('[data-testid="decide-date-input"]'));

      await correct(page, "date", "۲۰۱۹/۵/۴");
      await until(page, () => document.querySelector('[data-testid="known"]')?.textContent.includes("2019-05-04"));
      await page.waitForSelector(id("decided-mark"));
      // The focus is back at the button, the table is still open.
      await until(page, () => document.activeElement?.dataset.testid === "decide-date");
      assert.ok(await page.$eval(id("known"), (known) => known.open));
      await correct(page, "title", "A better title");
      await until(page, () => document.querySelector(".page__title")?.textContent === "A better title");
      await correct(page, "source", "The Other Paper");
      await until(page, () => document.querySelector(".page__head .facts")?.textContent.includes("The Other Paper"));
      await shot(page, `${browserName}-corrections-known`);

      // Every answer goes by it.
      const { hits } = await asked(page, "source:Other date:2019");
      assert.deepEqual(hits.map(({ id, title, date }) => [id, title, date]), [[DOC, "A better title", "2019-05-04"]]);
      const reading = await known(page, DOC);
      assert.equal(reading.text, before.text);
      const decided = reading.origins.filter(([, origin]) => origin === "decision").map(([field]) => field);
      assert.deepEqual(decided.sort(), ["date", "source", "title"]);
      const rows = await page.$$eval(id("text-row"), (rows) => rows.map(({ textContent }) => textContent));
      assert.ok(rows.some((row) => row.includes("A better title") && row.includes("The Other Paper")), rows.join("\n"));

      // Opened again, they stand again.
      await reader(page, address(server, at("en")));
      await page.reload();
      await ready(page);
      await page.waitForSelector(id("decided-mark"));
      assert.equal(await page.$eval(id("decided-count"), (count) => count.textContent), "3 corrections");

      // One is undone where it stands.
      await page.$eval(id("known"), (known) => (known.open = true));
      await click(page, id("decide-title-undo"));
      await until(page, () => !document.querySelector('[data-testid="decide-title-undo"]'));
      assert.equal((await known(page, DOC)).meta.title, before.meta.title);

      // The list says what was, opens the text, and undoes one and all.
      await click(page, id("decided-count"));
      await until(page, () => document.querySelectorAll('[data-testid="decision"]').length === 2);
      const listed = await page.$$eval(id("decision"), (lines) => lines.map(({ dataset, textContent }) => [dataset.doc, dataset.what, textContent]));
      assert.deepEqual(listed.map(([doc, what]) => [doc, what]), [[DOC, "date"], [DOC, "source"]]);
      assert.match(listed[1][2], /The Other Paper.*before: /);
      await shot(page, `${browserName}-corrections-list`);
      await click(page, id("decide-undo"));
      await until(page, () => document.querySelectorAll('[data-testid="decision"]').length === 1);
      await click(page, id("decide-undo-all"));
      await until(page, () => !document.querySelector('[data-testid="decision"]'));
      assert.deepEqual(await known(page, DOC), before);
      assert.equal(await page.evaluate(() => localStorage.length), 0);
      assert.deepEqual(errors, []);
    });

    test("a date is typed in Persian, as a span, and by buttons", async (t) => {
      const { page } = await fresh(t, at("fa"));
      await click(page, id("decide-date"));
      const input = await page.waitForSelector(id("decide-date-input"));
      await input.evaluate((input) => input.select());
      await input.type("۲۰۲۲/۱/۲۵ .. ۲۰۲۲/۱/۲۷");
      await shot(page, `${browserName}-corrections-fa`);
      await click(page, id("decide-date-save"));
      await until(page, () => document.querySelector('[data-testid="known"]')?.textContent.includes("2022-01-25/2022-01-27"));
      await click(page, id("decide-date"));
      await page.waitForSelector(id("decide-date-input"));
      await click(page, id("decide-date-cancel"));
      await until(page, () => !document.querySelector('[data-testid="decide-date-input"]'));
    });

    test("a date is typed in the reader's calendar, and what it means stands below", async (t) => {
      const { page, errors } = await fresh(t, `${at("fa")}&cal=jalali`);
      const means = (days) =>
        until(page, (days) => document.querySelector('[data-testid="decide-date-means"]')?.textContent === days, days);
      for (const [cal, date, month] of [
        ["jalali", "1400/9/26", "۱۴۰۰-۰۹"],
        ["hijri", "١٤٤٣/٥/١٣", "1443-5"],
        ["gregorian", "2021.12.17", "۲۰۲۱/۱۲"],
      ]) {
        await page.evaluate((hash) => (location.hash = hash), `${at("fa")}&cal=${cal}`);
        await page.waitForSelector(id("known"));
        await page.$eval(id("known"), (known) => (known.open = true));
        await click(page, id("decide-date"));
        const input = await page.waitForSelector(id("decide-date-input"));
        const type = async (text) => {
          await input.evaluate((input) => input.select());
          await input.type(text);
        };
        await type(date);
        await means("2021-12-17");
        await shot(page, `${browserName}-corrections-${cal}`);
        await type(month);
        await means({ jalali: "2021-11-22/2021-12-21", hijri: "2021-12-05/2022-01-03", gregorian: "2021-12" }[cal]);
        // What is none is said once it is to be saved, and no longer when it is one.
        await type(cal === "hijri" ? "1443-5-31" : "autumn");
        await page.keyboard.press("Enter");
        await until(page, () => document.querySelector(".dates__wrong")?.textContent.includes("2022-02-11"));
        await type(date);
        await until(page, () => !document.querySelector(".dates__wrong"));
        await page.keyboard.press("Enter");
        await page.waitForSelector(id("decide-date-undo"));
        assert.equal((await known(page, DOC)).meta.date, "2021-12-17");
        await click(page, id("decide-date-undo"));
        await until(page, () => !document.querySelector('[data-testid="decide-date-undo"]'));
      }
      assert.deepEqual(errors, []);
    });

    test("parts of a text are corrected by mouse and keyboard, and are not counted", async (t) => {
      const { page, errors } = await fresh(t, at("ar"));
      await click(page, id("decide-zones"));
      await page.waitForSelector(id("zoning"));
      const parts = await page.$$eval(id("zoning-part"), (parts) => parts.length);
      assert.ok(parts > 3, String(parts));
      assert.ok(await page.$eval(id("decide-zone-set"), (button) => button.disabled));
      // The second by its words, the third by the key on its box.
      await page.$$eval(`${id("zoning-part")} .zoning__words`, (words) => words[1].click());
      await page.$$eval(`${id("zoning-part")} input`, (boxes) => boxes[2].focus());
      await page.keyboard.press(" ");
      await until(page, () => document.querySelectorAll(".zoning__part--on").length === 2);
      await page.select(id("decide-zone-what"), "caption");
      await shot(page, `${browserName}-corrections-zones`);
      await click(page, id("decide-zone-set"));
      await until(page, () => document.querySelectorAll('[data-testid="zoning-part"][data-zone="caption"]').length === 2);
      await click(page, id("decide-zone-done"));
      await page.waitForSelector(id("page"));
      assert.equal(await page.$$eval('[data-zone="caption"]', (parts) => parts.length), 2);
      const reading = await known(page, DOC);
      const [[span, zone]] = reading.zones.filter(([, zone]) => zone === "caption");
      const bytes = new TextEncoder().encode(reading.text);
      const words = new TextDecoder().decode(bytes.slice(span.start, span.end));
      assert.equal(zone, "caption");
      const [word] = /[\p{L}]{4,}/u.exec(words);
      const articles = await asked(page, `"${word}"`, { limit: 99 });
      const all = await asked(page, `"${word}"`, { limit: 99, everything: true });
      const of = ({ hits }) => hits.find(({ id }) => id === DOC)?.occurrences ?? 0;
      assert.ok(of(articles) < of(all), `${word}: ${of(articles)} of ${of(all)}`);
      assert.deepEqual(errors, []);
    });

    test("they are saved as a file, added from it, and a build takes them", async (t) => {
      const { page, server } = await fresh(t, at("en"));
      await correct(page, "source", "The Other Paper");
      await page.waitForSelector(id("decided-mark"));
      await click(page, id("decided-count"));
      await page.waitForSelector(id("decide-export"));
      // What the page would save, as it makes it.
      const saved = await page.evaluate(async (hook) => {
        const blobs = [];
        const names = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (blobs.push(blob), make.call(URL, blob));
        const press = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () { names.push(this.download); };
        document.querySelector(hook).click();
        HTMLAnchorElement.prototype.click = press;
        URL.createObjectURL = make;
        return { name: names[0], text: await blobs[0].text() };
      }, id("decide-export"));
      assert.match(saved.name, /\.decisions\.json$/);
      assert.equal(JSON.parse(saved.text).decisions.length, 1);
      const file = join(scratch, `${browserName}.decisions.json`);
      writeFileSync(file, saved.text);

      await click(page, id("decide-undo-all"));
      await until(page, () => !document.querySelector('[data-testid="decision"]'));
      const input = await page.$(id("decide-import"));
      await input.uploadFile(file);
      await page.waitForSelector(id("decision"));
      assert.equal((await known(page, DOC)).meta.source, "The Other Paper");

      // Another file is refused in the interface's language, and nothing is lost.
      const wrong = join(scratch, "wrong.json");
      writeFileSync(wrong, "{}");
      await input.uploadFile(wrong);
      await page.waitForSelector(`${id("decisions")} ${id("error")}`);
      const newer = join(scratch, "newer.json");
      writeFileSync(newer, '{"format":"kashf decisions","version":99,"decisions":[]}');
      await input.uploadFile(newer);
      await until(page, () => document.querySelector('[data-testid="decisions"] [data-testid="error"]')?.textContent.includes("later version"));
      assert.equal(await page.$$eval(id("decision"), (lines) => lines.length), 1);

      // What cannot be applied is said beside it.
      const gone = join(scratch, "gone.json");
      writeFileSync(gone, '{"format":"kashf decisions","version":1,"decisions":[{"id":"gone.txt","what":"title","value":"T"}]}');
      await input.uploadFile(gone);
      await page.waitForSelector(id("decide-problem"));
      await shot(page, `${browserName}-corrections-problems`);

      execFileSync(kashf, ["build", join(top, "corpus"), "--out", scratch, "--format", "index", "--name", browserName, "--decisions", file], { stdio: "ignore" });
      const told = JSON.parse(execFileSync(kashf, ["text", join(scratch, `${browserName}.kashf`), DOC, "--json"], { maxBuffer: 1 << 26 }));
      assert.equal(told.source, "The Other Paper");
      assert.ok(server.log.length > 0);
    });

    test("they outlive an engine that is given up, and a browser that keeps nothing says so", async (t) => {
      const { page } = await fresh(t, at("en"));
      await page.evaluate(() => {
        Storage.prototype.setItem = () => { throw new Error("full"); };
      });
      await correct(page, "source", "The Other Paper");
      await page.waitForSelector(id("decided-mark"));
      // Questions that nobody waits for are given up, and with them the engine.
      await page.evaluate(async () => {
        const corpus = await kashf.ready;
        for (let round = 0; round < 3; round += 1) {
          const abort = new AbortController();
          const asked = corpus.search("/(a|b|c|d|e|f|g).*(x|y|z|[a-w]*)*/ *a* *e* *o*", { signal: abort.signal, limit: 1000 });
          setTimeout(() => abort.abort(), 5);
          await asked.catch(() => {});
        }
      });
      assert.equal((await known(page, DOC)).meta.source, "The Other Paper");
      await click(page, id("decided-count"));
      await page.waitForSelector(id("decide-not-kept"));
    });

    test("why a date was inferred is said in the reader's language", async (t) => {
      const server = await serve(t);
      const { page, errors } = await open(t, browser, "about:blank");
      const doc = "fa/10-opinion.md";
      for (const [lang, why, field] of [
        ["en", "The date as given, in words.", "date as given"],
        ["ar", "من التاريخ كما ورد بالكلمات.", "التاريخ كما ورد"],
        ["fa", "از تاریخی که با واژه‌ها داده شده است.", "تاریخ داده‌شده"],
      ]) {
        await reader(page, address(server, `#lang=${lang}&view=texts&doc=${encodeURIComponent(doc)}`), doc);
        await page.reload();
        await ready(page);
        await page.waitForSelector(id("known"));
        const origin = (await known(page, doc)).origins.find(([of]) => of === "date")[1];
        assert.deepEqual(origin, { inferred: [{ from: "worded" }] });
        await until(page, (why) => document.querySelector(".known__reason")?.textContent === why, why);
        const names = await page.$$eval(`${id("known")} dt`, (names) => names.map(({ textContent }) => textContent));
        assert.ok(names.includes(field), names.join(", "));
      }
      assert.deepEqual(errors, []);
    });

    test("on the disk, in Persian and Arabic", async (t) => {
      const { page, errors, violations } = await open(t, browser, "about:blank");
      for (const lang of ["fa", "ar"]) {
        await reader(page, onDisk(`${name}.html`) + at(lang));
        await page.reload();
        await ready(page);
        await page.waitForSelector(id("known"));
        await page.$eval(id("known"), (known) => (known.open = true));
        if (lang === "fa") {
          await correct(page, "title", "عنوان درست");
          await page.waitForSelector(id("decided-mark"));
        }
        await shot(page, `${browserName}-corrections-known-${lang}`);
        await page.evaluate((lang) => (location.hash = `#lang=${lang}&view=about`), lang);
        await page.waitForSelector(id("decisions"));
        await page.$eval(id("decisions"), (section) => section.scrollIntoView());
        await shot(page, `${browserName}-corrections-list-${lang}`);
      }
      await page.evaluate(() => localStorage.clear());
      assert.deepEqual(await violations(), []);
      assert.deepEqual(errors, []);
    });
  });
}
