// Marks beside lines of the concordance: made, labelled, taken back, kept, saved and opened; lines
// unfolded where they stand; keys.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, caught, click, findings, give, id, launch, name, onDisk, open, ready, saved, shot } from "./harness.mjs";

const row = (number) => `[aria-rowindex="${number + 2}"]`;
const count = (page, wanted) =>
  page.waitForFunction((hook, wanted) => document.querySelector(hook)?.dataset.count === String(wanted), { timeout: 5000 }, id("marks"), wanted);
const shown = (page, wanted) =>
  page.waitForFunction((hook, wanted) => document.querySelector(hook)?.dataset.count === String(wanted), { timeout: 5000 }, id("result-count"), wanted);
const marked = (page) =>
  page.$$eval(".kwic--marked", (rows) => rows.map(({ dataset }) => [dataset.doc, Number(dataset.position)]));

for (const browserName of browsers) {
  describe(`marks in ${browserName}`, () => {
    let browser;
    before(async () => (browser = await launch(browserName)));
    after(async () => browser?.close());

    async function at(t, fragment, width = 1280, height = 900) {
      const seen = await open(t, browser, "about:blank");
      await seen.page.setViewport({ width, height });
      // What an earlier visit left is not for this one.
      await seen.page.goto(onDisk(`${name}.html`));
      await seen.page.evaluate(() => localStorage.clear());
      await seen.page.goto("about:blank");
      await seen.page.goto(onDisk(`${name}.html`) + fragment);
      await ready(seen.page);
      await seen.page.waitForSelector(id("kwic-row"));
      return seen;
    }

    test("a line is marked, unfolded, labelled and written on, kept, and taken back", async (t) => {
      const { page, errors } = await at(t, "#lang=fa&view=concordance&q=ناتو");
      const total = await page.$eval(id("result-count"), (it) => Number(it.dataset.count));
      await click(page, `${row(1)} ${id("kwic-mark")}`);
      await count(page, 1);
      await click(page, `${row(3)} ${id("kwic-more")}`);
      await page.waitForSelector(id("whole"));
      // More of the text than the line has, byte for byte, and around it.
      const line = await page.$eval(`${row(3)} .kwic__line`, (it) => it.textContent);
      await page.waitForFunction((hook, line) => document.querySelector(hook).textContent.length > line.length, { timeout: 5000 }, id("kwic-whole"), line);
      const whole = await page.$eval(id("kwic-whole"), (it) => it.textContent);
      assert.ok(whole.includes(line), `${whole}\n${line}`);
      const doc = await page.$eval(`${row(3)} ${id("kwic-row")}`, (it) => it.dataset.doc);
      const text = await page.evaluate(async (doc) => (await (await kashf.ready).document(doc)).text, doc);
      assert.ok(text.includes(whole) || whole.includes(text.trim()), whole);
      // The rows below have moved down by as much, and none lies on another.
      const tops = await page.$$eval(".grid__drawn > *", (rows) => rows.map((it) => it.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]));
      for (let at = 1; at < tops.length; at += 1) assert.ok(Math.abs(tops[at][0] - tops[at - 1][1]) < 1, `${at}: ${tops[at - 1]} ${tops[at]}`);
      // Written where there was no mark yet: it is one by that.
      await page.type(id("mark-label"), "پیمان");
      await page.type(id("mark-note"), "see also\nGeneva");
      await count(page, 2);
      assert.equal(await page.$eval(`${row(3)} ${id("kwic-label")}`, (it) => it.textContent), "پیمان");
      await shot(page, `${browserName}-marks-fa`);
      assert.deepEqual(await findings(page), []);
      const both = await marked(page);
      assert.equal(both.length, 2);
      // Kept over another visit.
      await page.reload();
      await ready(page);
      await page.waitForSelector(".kwic--marked");
      assert.deepEqual(await marked(page), both);
      // Only those with the label; then all marked; then all.
      await page.select(id("marks-only"), "lپیمان");
      await shown(page, 1);
      await click(page, `${row(0)} ${id("kwic-more")}`);
      await page.waitForSelector(id("mark-note"));
      assert.equal(await page.$eval(id("mark-note"), (it) => it.value), "see also\nGeneva");
      // What is written now does not take the line away.
      await page.type(id("mark-label"), "‌ها");
      await page.waitForFunction((hook) => document.querySelector(hook)?.textContent === "پیمان‌ها", {}, id("kwic-label"));
      await shown(page, 1);
      await page.select(id("marks-only"), "m");
      await shown(page, 2);
      await page.select(id("marks-only"), "");
      await shown(page, total);
      // Steps back: what was written is one step; and again.
      await click(page, id("marks-undo"));
      await page.waitForFunction((hook) => document.querySelector(hook)?.textContent === "پیمان", {}, id("kwic-label"));
      await click(page, id("marks-redo"));
      await page.waitForFunction((hook) => document.querySelector(hook)?.textContent === "پیمان‌ها", {}, id("kwic-label"));
      await click(page, `${row(1)} ${id("kwic-mark")}`);
      await count(page, 1);
      await click(page, id("marks-undo"));
      await count(page, 2);
      assert.deepEqual(errors, []);
    });

    test("marks are saved with the lines, and opened elsewhere; other files change nothing", async (t) => {
      const { page } = await at(t, "#lang=en&view=concordance&q=ناتو");
      for (const number of [0, 2]) await click(page, `${row(number)} ${id("kwic-mark")}`);
      await count(page, 2);
      await click(page, `${row(2)} ${id("kwic-more")}`);
      await page.type(id("mark-label"), "a,\"b\"");
      await caught(page);
      const file = await saved(page, "marks-save");
      const marks = JSON.parse(file).marks;
      assert.deepEqual(marks.map(({ id, position }) => [id, position]).sort(), (await marked(page)).sort());
      // As a table and as a page to print.
      const table = (await saved(page, "save-csv")).split("\r\n");
      assert.match(table[0], /,Marked,Label,Note$/);
      assert.equal(table.filter((line) => line.includes(",*,")).length, 2);
      assert.ok(table.some((line) => line.endsWith(',*,"a,""b""",')), table.join("\n"));
      assert.match(await saved(page, "save-html"), /<p class="m" dir="auto">a,&quot;b&quot;<\/p>/);
      // Only the marked ones: the record says so.
      await page.select(id("marks-only"), "m");
      await shown(page, 2);
      assert.equal(JSON.parse(await saved(page, "save-json")).method.marks, "marked");
      // Elsewhere, where another query is asked that finds none of them.
      const { page: other } = await at(t, "#lang=ar&view=concordance&q=لاوروف");
      await count(other, 0);
      for (const text of ["", "[1]", '{"format":"kashf decisions","version":1}', '{"format":"kashf marks","version":99}']) {
        await give(other, "marks-open", text);
        await other.waitForSelector(id("error"));
        await count(other, 0);
      }
      await give(other, "marks-open", file);
      await count(other, 2);
      assert.equal(await other.$(id("error")), null);
      assert.equal((await marked(other)).length, 0);
      await other.select(id("marks-only"), "m");
      await shown(other, 0);
      await other.waitForSelector(id("marks-elsewhere"));
      await shot(other, `${browserName}-marks-elsewhere-ar`);
      // And back: the way is not lost with the lines.
      await other.select(id("marks-only"), "");
      await other.waitForSelector(id("kwic-row"));
      await click(other, id("marks-undo"));
      await count(other, 0);
    });

    test("what another window marks is taken up, and what a later version kept is left alone", async (t) => {
      const { page } = await at(t, "#lang=en&view=concordance&q=ناتو");
      await click(page, `${row(0)} ${id("kwic-mark")}`);
      await count(page, 1);
      const other = await page.$eval(`${row(2)} ${id("kwic-row")}`, ({ dataset }) => ({ id: dataset.doc, position: Number(dataset.position), words: "", label: "", note: "" }));
      const write = (version, more) =>
        page.evaluate((version, more) => {
          const [key] = Object.keys(localStorage).filter((key) => key.startsWith("kashf.marks."));
          const file = JSON.parse(localStorage.getItem(key));
          const text = JSON.stringify({ ...file, version, marks: [...file.marks, ...more] });
          localStorage.setItem(key, text);
          dispatchEvent(new StorageEvent("storage", { key }));
          return text;
        }, version, more);
      await write(1, [other]);
      await count(page, 2);
      const newer = await write(99, []);
      await page.waitForSelector(id("marks-not-kept"));
      await page.reload();
      await ready(page);
      await page.waitForSelector(id("kwic-row"));
      await click(page, `${row(1)} ${id("kwic-mark")}`);
      await count(page, 1);
      assert.deepEqual(await page.evaluate(() => Object.values(localStorage).filter((it) => it.includes("kashf marks"))), [newer]);
    });

    test("lines are walked, marked and unfolded by keys, on a Persian layout too", async (t) => {
      const { page } = await at(t, "#lang=en&view=concordance&q=ناتو&context=3");
      await page.focus(`${row(0)} ${id("kwic-node")}`);
      // To the end and back up, further than what is drawn at a time.
      for (let step = 0; step < 60; step += 1) await page.keyboard.press("ArrowDown");
      for (let step = 0; step < 60; step += 1) await page.keyboard.press("ArrowUp");
      await page.waitForFunction(() => document.activeElement.closest(".grid__row")?.getAttribute("aria-rowindex") === "2", { timeout: 3000 });
      for (let step = 0; step < 20; step += 1) await page.keyboard.press("ArrowDown");
      const here = () => page.evaluate(() => document.activeElement.closest(".grid__row")?.getAttribute("aria-rowindex"));
      const total = await page.$eval(id("result-count"), (it) => Number(it.dataset.count));
      const last = Math.min(20, total - 1);
      await page.waitForFunction((row) => document.activeElement.closest(".grid__row")?.getAttribute("aria-rowindex") === row, { timeout: 3000 }, String(last + 2)).catch(async () => assert.fail(`at ${await here()}`));
      const inside = await page.evaluate(() => {
        const [row, frame] = [document.activeElement.closest(".grid__row"), document.querySelector(".grid")].map((it) => it.getBoundingClientRect());
        return row.top >= frame.top && row.bottom <= frame.bottom + 1;
      });
      assert.ok(inside);
      await page.keyboard.press("m");
      await count(page, 1);
      await page.keyboard.press("e");
      await page.waitForSelector(id("whole"));
      await page.keyboard.press("e");
      await page.waitForFunction((hook) => !document.querySelector(hook), {}, id("whole"));
      await page.keyboard.down("Control");
      await page.keyboard.press("z");
      await page.keyboard.up("Control");
      await count(page, 0);
      // The key prints another letter there.
      await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "پ", code: "KeyM", bubbles: true, cancelable: true })));
      await count(page, 1);
    });

    test("on a narrow screen, in the dark, a line is unfolded and written on", async (t) => {
      const { page } = await at(t, "#lang=ar&view=concordance&q=الناتو", 360, 740);
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]).catch(() => {});
      await click(page, `${row(0)} ${id("kwic-more")}`);
      await page.waitForSelector(id("mark-note"));
      await page.type(id("mark-note"), "ملاحظة");
      await count(page, 1);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${wide} px`);
      await page.$eval(id("mark-note"), (it) => it.scrollIntoView({ block: "center" }));
      await shot(page, `${browserName}-marks-narrow`);
      assert.deepEqual(await findings(page), []);
    });
  });
}
