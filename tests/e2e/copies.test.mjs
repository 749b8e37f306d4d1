// Copies of a text: one line in the results that unfolds, a list beside the open text, and two
// texts side by side, right to left. On the sample, in real browsers.

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

const number = (page, selector) => page.$eval(selector, (element) => Number(element.dataset.count));

for (const browserName of browsers) {
  describe(`copies in ${browserName}`, () => {
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
      return seen.page;
    }

    test("make one line, which says so, and each their own on demand", async (t) => {
      const page = await at(t, "#q=وین&lang=fa");
      await page.waitForSelector(id("copies-found"));
      const { total, lines } = await page.evaluate(async () => (await kashf.ready).search("وین", { fold: true }));
      assert.ok(lines < total, `${lines} of ${total}`);
      assert.equal(await number(page, id("result-count")), total);
      assert.equal((await page.$$(id("result"))).length, lines);
      // They are drawn when they are asked for.
      await page.$eval(id("copies-found"), (fold) => (fold.open = true));
      await page.waitForSelector(`${id("copies-found")} ${id("copy")}`);
      const folded = await page.$eval(`${id("copies-found")} ${id("copy")}`, (copy) => copy.dataset.doc);
      assert.equal(await page.$(`${id("result")}[data-doc="${folded}"]`), null);
      await shot(page, `copies-fa-${browserName}`);
      assert.deepEqual(await findings(page), []);

      assert.equal(await number(page, id("copies")), total - lines);
      await click(page, id("copies"));
      await inAddress(page, "copies=each");
      await page.waitForSelector(`${id("result")}[data-doc="${folded}"]`);
      assert.equal((await page.$$(id("result"))).length, total);
      await click(page, id("copies"));
      await page.waitForFunction((hook) => document.querySelector(hook), {}, id("copies-found"));
    });

    test("stand side by side, like beside like", async (t) => {
      const page = await at(t, "#doc=fa-reply-aban&lang=fa");
      await page.waitForSelector(id("copies-of"));
      assert.equal(await number(page, id("copies-of")), 1);
      await click(page, `${id("copies-of")} ${id("compare")}`);
      await page.waitForSelector(id("comparison"));
      await inAddress(page, "with=fa-reply-payam");
      const { left, right } = await page.evaluate(async () => (await kashf.ready).compare("fa-reply-aban", "fa-reply-payam"));
      const side = (place) =>
        page.$$eval(`.compare__text:nth-child(${place})`, (cells) => cells.map((cell) => cell.textContent).join(""));
      await click(page, id("whole"));
      await page.waitForFunction((hook) => !document.querySelector(hook), {}, id("same"));
      assert.deepEqual([await side(1), await side(2)], [left.text, right.text]);
      const directions = await page.$$eval(".compare__text", (cells) => cells.filter((cell) => cell.textContent).map((cell) => cell.dir));
      assert.ok(directions.every((dir) => dir === "rtl"), directions.join());
      // The first text stands where lines begin: on the right.
      const [first, second] = await page.$$eval(".compare__row--heads > *", (heads) => heads.map((head) => head.getBoundingClientRect().left));
      assert.ok(first > second);
      await shot(page, `compare-fa-${browserName}`);
      assert.deepEqual(await findings(page), []);
      await page.keyboard.press("n");
      await page.waitForSelector(".compare__row--now");
      await click(page, id("swap"));
      await page.waitForFunction(() => location.hash.includes("doc=fa-reply-payam"));
      await click(page, id("back"));
      await page.waitForSelector(`${id("reader")}[data-doc="fa-reply-payam"]`);
      assert.ok(!(await page.evaluate(() => location.hash)).includes("with="));
    });

    test("stand below each other on a narrow screen", async (t) => {
      const page = await at(t, "#doc=fa-reply-aban&with=fa-reply-payam&lang=en", 390, 800);
      await page.waitForSelector(id("comparison"));
      const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.equal(wider, false);
      await shot(page, `compare-narrow-${browserName}`);
    });

    test("a text that is not there is told", async (t) => {
      const page = await at(t, "#doc=fa-reply-aban&with=nowhere&lang=en");
      await page.waitForSelector(id("error"));
      assert.match(await page.$eval(id("error"), (error) => error.textContent), /nowhere/);
    });
  });
}
