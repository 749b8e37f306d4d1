// The timeline: when the texts appeared and the times that they speak of, in three calendars;
// a drag over it keeps only the texts of a span, in every view. On the sample, in real browsers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  browsers,
  click,
  findings,
  id,
  launch,
  name,
  onDisk,
  open,
  ready,
  shot,
} from "./harness.mjs";

const fragment = (page) => page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.slice(1))));

for (const browserName of browsers) {
  describe(`the timeline in ${browserName}`, () => {
    let browser;
    before(async () => {
      browser = await launch(browserName);
    });
    after(() => browser?.close());

    async function at(t, fragment = "", width = 1280, height = 900) {
      const seen = await open(t, browser, "about:blank");
      await seen.page.setViewport({ width, height });
      await seen.page.goto(onDisk(`${name}.html`) + fragment);
      await ready(seen.page);
      await seen.page.waitForSelector(`${id("timeline-picture")} svg`);
      return seen.page;
    }

    test("shows what the engine counts, by its picture and its table", async (t) => {
      const page = await at(t, "#view=timeline&lang=fa&cal=jalali");
      const { total, bins, rows, earlier, later } = await page.evaluate(async () => (await kashf.ready).timeline({ calendar: "jalali", rows: 60 }));
      assert.equal(await page.$eval(id("text-count"), (count) => Number(count.dataset.count)), total);
      const texts = bins.reduce((sum, bin) => sum + bin.given + bin.inferred, 0);
      assert.ok(texts > 0 && texts <= total, `${texts} of ${total}`);
      const filled = bins.filter((bin) => bin.given + bin.inferred > 0 || bin.mentions > 0);
      assert.equal((await page.$$(`${id("timeline-table")} tbody tr`)).length, filled.length + (earlier > 0) + (later > 0));
      assert.equal((await page.$$(".tl__row")).length, rows.length);
      const labels = await page.$$eval(".tl__label", (labels) => labels.map((label) => label.textContent).join(" "));
      assert.match(labels, /[۰-۹]{4}/);
      await shot(page, `timeline-fa-${browserName}`);
      await page.$eval(id("timeline-table"), (table) => (table.open = true));
      assert.deepEqual(await findings(page), []);
      await click(page, id("calendar-hijri"));
      await page.waitForFunction(() => location.hash.includes("cal=hijri"));
    });

    test("a drag keeps the texts of a span, in every view, and is let go again", async (t) => {
      const page = await at(t, "#view=timeline&lang=en");
      await page.waitForFunction(() => document.querySelector(".timeline__picture .tl__given"));
      const bars = await page.$$eval(".timeline__picture .tl__given", (bars) => bars.map((bar) => bar.getBoundingClientRect().toJSON()));
      const last = bars.at(-1);
      const y = last.y + last.height - 1;
      await page.mouse.move(last.x + last.width / 2, y);
      await page.mouse.down();
      await page.mouse.move(last.x + last.width / 2 + 2, y, { steps: 3 });
      await page.mouse.up();
      await page.waitForFunction(() => location.hash.includes("from="));
      const { from, to } = await fragment(page);
      assert.match(from, /^\d{4}-\d\d-\d\d$/);
      await page.waitForSelector(".tl__chosen");
      await click(page, id("view-texts"));
      const kept = await page.evaluate(async (filter) => (await (await kashf.ready).documents({ filter })).total, { from, to });
      await page.waitForFunction(
        (hook, kept) => document.querySelector(hook)?.dataset.count === String(kept), { timeout: 5000 }, id("text-count"), kept);
      const all = await page.evaluate(async () => (await kashf.ready).info.documents);
      assert.ok(kept > 0 && kept < all, `${kept} of ${all}`);
      await click(page, id("view-timeline"));
      await click(page, id("limit"));
      await page.waitForFunction(() => !location.hash.includes("from="));
    });

    test("the times spoken of keep texts too, and a text's line opens it", async (t) => {
      const page = await at(t, "#view=timeline&q=OSCE&lang=en");
      await page.$eval(id("timeline-table"), (table) => (table.open = true));
      const row = await page.$$eval(`${id("timeline-table")} tbody tr`, (rows) => rows.findIndex((row) => /^[1-9]/.test(row.cells[3].textContent)));
      assert.ok(row >= 0);
      await click(page, `${id("timeline-table")} tbody tr:nth-child(${row + 1}) td:nth-child(4) button`);
      await page.waitForFunction(() => location.hash.includes("sfrom="));
      const { sfrom, sto } = await fragment(page);
      const { total } = await page.evaluate(
        async (filter) => (await kashf.ready).search("OSCE", { filter }), { spokenFrom: sfrom, spokenTo: sto });
      assert.ok(total > 0);
      await click(page, id("view-search"));
      await page.waitForFunction(
        (hook, total) => document.querySelector(hook)?.dataset.count === String(total), { timeout: 5000 }, id("result-count"), total);
      await click(page, id("view-timeline"));
      await page.waitForSelector(".tl__row");
      const doc = await page.$eval(".tl__row", (row) => row.dataset.doc);
      await page.$eval(".tl__row .tl__title", (title) => title.dispatchEvent(new MouseEvent("click", { bubbles: true })));
      await page.waitForSelector(`${id("reader")}[data-doc="${doc}"]`);
      await page.waitForSelector(id("times"));
    });

    test("is saved as SVG and as CSV", async (t) => {
      const page = await at(t, "#view=timeline&q=OSCE&lang=ar");
      await page.evaluate(() => {
        globalThis.saved = [];
        const made = URL.createObjectURL;
        URL.createObjectURL = (blob) => (globalThis.saved.push(blob), made.call(URL, blob));
        HTMLAnchorElement.prototype.click = () => {};
      });
      await click(page, id("save-svg"));
      await click(page, id("save-csv"));
      const files = await page.evaluate(() => Promise.all(globalThis.saved.map(async (blob) => [blob.type, await blob.text()])));
      const [svg, csv, texts] = files;
      assert.equal(svg[0], "image/svg+xml");
      const sound = await page.evaluate((svg) => !new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror"), svg[1]);
      assert.ok(sound);
      assert.match(svg[1], /<style>/);
      assert.match(csv[1], /^\uFEFF?from,to,texts,inferred,speaking,mentions\r\n(,?)\d{4}-/);
      assert.match(texts[1], /^\uFEFF?id,title,what,from,to,said,inferred,conflict\r\n/);
    });

    test("a few far times are told, and drawn when they are wanted", async (t) => {
      const page = await at(t, "#view=timeline&lang=en");
      const asked = (whole) =>
        page.evaluate(async (whole) => (await kashf.ready).request({ timeline: { whole } }), whole);
      const [bulk, all] = [await asked(false), await asked(true)];
      assert.ok(bulk.earlier + bulk.later > 0 && all.earlier + all.later === 0);
      assert.ok(all.bins[0].from < bulk.bins[0].from);
      const told = () => page.$eval(id("timeline-apart"), ({ textContent }) => textContent);
      assert.match(await told(), new RegExp(`earlier: ${bulk.earlier}$`));
      assert.ok(!(await page.evaluate(() => location.hash)).includes("times="));
      await shot(page, `timeline-bulk-${browserName}`);
      await click(page, id("timeline-whole"));
      await page.waitForSelector(`${id("timeline-whole")}[aria-pressed="true"]`);
      await page.waitForFunction(
        (hook) => !document.querySelector(hook).textContent.includes("earlier"), { timeout: 5000 }, id("timeline-apart"));
      await page.waitForFunction(() => location.hash.includes("times=all"));
      await shot(page, `timeline-whole-${browserName}`);
      await click(page, id("timeline-whole"));
      await page.waitForFunction(() => !location.hash.includes("times="));
    });

    test("fits a narrow screen", async (t) => {
      const page = await at(t, "#view=timeline&lang=ar", 390, 800);
      await page.waitForFunction(() => document.querySelector(".timeline__picture svg")?.getBoundingClientRect().width <= 390);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      await shot(page, `timeline-narrow-${browserName}`);
    });
  });
}
