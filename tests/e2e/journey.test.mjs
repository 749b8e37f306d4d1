// A reader's journeys through the page, in real browsers, on the single file from the disk:
// searching, opening, marks, the way back, links, three languages, keys, small screens, axe.
// The corpus is the sample, because the journeys know what stands in it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  browsers,
  click,
  dist,
  findings,
  id,
  launch,
  name,
  onDisk,
  open,
  ready,
  search,
  shot,
} from "./harness.mjs";

const top = fileURLToPath(new URL("../../", import.meta.url));
const kashf = process.env.KASHF ?? join(top, "target/release/kashf");
const shared = process.env.KASHF_SHARED ?? join(top, "../shared");

const text = (page, hook) => page.$eval(id(hook), (element) => element.textContent);
const attribute = (page, hook, name) =>
  page.$eval(id(hook), (element, name) => element.getAttribute(name), name);
const count = (page) => page.$eval(id("result-count"), (shown) => Number(shown.dataset.count));

async function counted(page, query, expected) {
  await search(page, query);
  await page.waitForFunction(
    (hook, expected) => Number(document.querySelector(hook)?.dataset.count) === expected,
    { timeout: 10_000 },
    id("result-count"),
    expected,
  );
}

// What the engine says, asked from the page: the measure for what the page shows.
const asked = (page, query, options = {}) =>
  page.evaluate(async (query, options) => (await kashf.ready).search(query, options), query, options);

async function openFirst(page) {
  const first = await page.waitForSelector(id("result"));
  const doc = await first.evaluate((element) => element.dataset.doc);
  await first.evaluate((element) => (element.querySelector("a, button") ?? element).click());
  await reading(page, doc);
  return doc;
}

// Waits until nothing more is being opened or drawn.
async function settled(page) {
  for (let before; ; ) {
    const now = await page.evaluate(() =>
      document.querySelector(".reader__opening") ? undefined : document.querySelector(".kashf").innerText);
    if (now !== undefined && now === before) return;
    before = now;
    await new Promise((later) => setTimeout(later, 400));
  }
}

// Waits until that text is open. (An id may hold any sign, so no selector names it.)
const reading = (page, doc) =>
  page.waitForFunction((hook, doc) => document.querySelector(hook)?.dataset.doc === doc, {}, id("reader"), doc);

const build = (input, out, ...more) =>
  execFileSync(kashf, ["build", input, "--out", out, "--format", "html", "--name", "page", ...more], {
    stdio: ["ignore", "ignore", "pipe"],
  });

for (const browserName of browsers) {
  describe(`journeys in ${browserName}`, () => {
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

    const single = (fragment = "") => onDisk(`${name}.html`) + fragment;

    async function at(t, fragment = "", width = 1280, height = 900) {
      const seen = await open(t, browser, "about:blank");
      await seen.page.setViewport({ width, height });
      await seen.page.goto(single(fragment));
      await ready(seen.page);
      return seen;
    }

    test("searching, opening, marks, and the way back", async (t) => {
      const { page, errors } = await at(t, "#lang=en");
      const { total } = await asked(page, "گفت‌وگو");
      assert.ok(total >= 8, `${total} documents`);
      await counted(page, "گفت‌وگو", total);
      const doc = await openFirst(page);
      const marked = await page.$$eval(id("hit"), (hits) => hits.map((hit) => hit.textContent));
      assert.ok(marked.length >= 1);
      for (const word of marked) assert.match(word, /^گفت[\u200c ]?(و[\u200c ]?)?گو/u);
      // Marks must not part letters that join: nothing around or inside them takes room.
      const room = await page.$eval(id("hit"), (hit) => {
        const style = getComputedStyle(hit);
        return [style.paddingInlineStart, style.paddingInlineEnd, style.marginInlineStart, style.borderInlineStartWidth, style.letterSpacing];
      });
      assert.ok(room.every((width) => width === "0px" || width === "normal"), String(room));

      await page.goBack();
      await page.waitForFunction((hook) => !document.querySelector(hook), {}, id("reader"));
      assert.equal(await count(page), total);
      assert.equal(await page.$eval(id("search-input"), (box) => box.value), "گفت‌وگو");
      await page.goForward();
      await reading(page, doc);
      assert.deepEqual(errors, []);
    });

    test("a link opens the same view on another copy", async (t) => {
      const { page } = await at(t, "#lang=fa");
      await search(page, "گفت‌وگو");
      const doc = await openFirst(page);
      await page.waitForSelector(id("hit-position"));
      await page.keyboard.press("n");
      await page.waitForFunction(() => /hit=2/.test(location.hash));
      const address = await page.evaluate(() => location.href);
      const other = await open(t, browser, address);
      await ready(other.page);
      await reading(other.page, doc);
      assert.equal(await other.page.$eval(id("search-input"), (box) => box.value), "گفت‌وگو");
      assert.equal(await other.page.$eval("html", (html) => html.lang), "fa");
      assert.equal(await text(other.page, "hit-position"), await text(page, "hit-position"));
    });

    test("the text as given is the text that was given", async (t) => {
      const { page } = await at(t);
      for (const doc of ["fa/06-letter-from-geneva.txt", "ar/02-geneva-cp1256.txt", "mixed/01-notebook.txt"]) {
        await page.evaluate((doc) => (location.hash = `#doc=${encodeURIComponent(doc)}`), doc);
        await reading(page, doc);
        await page.click(id("as-given"));
        const shown = await page.waitForSelector(id("given"));
        const expected = await page.evaluate(async (doc) => (await (await globalThis.kashf.ready).document(doc)).text, doc);
        assert.equal(await shown.evaluate((element) => element.textContent), expected);
        await page.click(id("as-given"));
      }
    });

    test("another language leaves nothing in the one before", async (t) => {
      const doc = encodeURIComponent("fa/01-wednesday.txt");
      const other = encodeURIComponent("en/04-tides.txt");
      for (const fragment of [
        "q=2021", `q=ناتو&doc=${doc}`, `view=texts&doc=${doc}`, `view=texts&doc=${doc}&text=given`,
        `doc=${doc}&with=${other}`, "view=timeline", "view=about", "q=zzzzqqqq",
      ]) {
        // What a page says that was opened in a language, and then asked for another one.
        const said = async (lang, then = lang) => {
          const { page } = await at(t, `#lang=${lang}&${fragment}`);
          await settled(page);
          await click(page, id(`lang-${then}`));
          await page.waitForSelector(`html[lang="${then}"]`);
          await settled(page);
          const text = await page.$eval(".kashf", (all) => all.innerText);
          await page.close();
          return text;
        };
        assert.equal(await said("en", "fa"), await said("fa"), fragment);
      }
    });

    test("the interface speaks three languages", async (t) => {
      const { page } = await at(t, "#lang=en&q=2021");
      const words = new Set();
      for (const [lang, dir, digits] of [["en", "ltr", /\d/], ["ar", "rtl", /[٠-٩]/], ["fa", "rtl", /[۰-۹]/]]) {
        await page.click(id(`lang-${lang}`));
        await page.waitForSelector(`html[lang="${lang}"][dir="${dir}"]`);
        const { total } = await asked(page, "2021");
        assert.equal(await count(page), total);
        const said = await text(page, "result-count");
        assert.match(said, digits);
        words.add(said);
        await shot(page, `${browserName}-search-${lang}`);
      }
      assert.equal(words.size, 3);
      // Chosen means remembered.
      await page.goto("about:blank");
      await page.goto(single());
      await ready(page);
      assert.equal(await page.$eval("html", (html) => html.lang), "fa");
      await page.click(id("lang-en"));
    });

    test("a text keeps to the edge of its own direction, its facts with it", async (t) => {
      const { page } = await at(t, "#lang=ar&q=2021");
      await page.waitForSelector(`${id("result")}[dir="ltr"]`);
      await page.waitForSelector(`${id("result")}[dir="rtl"]`);
      for (const [dir, edge] of [["ltr", "left"], ["rtl", "right"]]) {
        const away = await page.$eval(`${id("result")}[dir="${dir}"]`, (result, edge) => {
          const facts = result.querySelector(".facts");
          const words = document.createRange();
          words.selectNodeContents(facts);
          return Math.abs(words.getBoundingClientRect()[edge] - facts.getBoundingClientRect()[edge]);
        }, edge);
        assert.ok(away < 2, `${dir}: ${away} px from its ${edge} edge`);
      }
    });

    test("everything can be done by keys", async (t) => {
      const { page } = await at(t, "#lang=en");
      const { total } = await asked(page, "سالیوان");
      await page.keyboard.press("/");
      await page.waitForFunction((hook) => document.activeElement?.matches(hook), {}, id("search-input"));
      await page.keyboard.type("سالیوان");
      await page.waitForFunction((hook, n) => Number(document.querySelector(hook)?.dataset.count) === n, {}, id("result-count"), total);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForSelector(id("reader"));
      const second = await page.$$eval(id("result"), (results) => results[1].dataset.doc);
      assert.equal(await attribute(page, "reader", "data-doc"), second);
      const before_ = await text(page, "hit-position");
      await page.keyboard.press("n");
      await page.waitForFunction((hook, old) => document.querySelector(hook)?.textContent !== old, {}, id("hit-position"), before_);
      await page.keyboard.press("Escape");
      await page.waitForFunction((hook) => !document.querySelector(hook), {}, id("reader"));
      await page.keyboard.press("?");
      await page.waitForSelector(`${id("help-dialog")}[open]`);
      await shot(page, `${browserName}-help`);
      await page.keyboard.press("Escape");
      await page.waitForFunction((hook) => !document.querySelector(hook)?.open, {}, id("help-dialog"));
    });

    test("no serious finding of axe, in both themes and all views", async (t) => {
      const { page } = await at(t, "#lang=fa&q=ناتو");
      for (const theme of ["light", "dark"]) {
        await page.click(id(`theme-${theme}`));
        for (const fragment of ["#q=ناتو", "#q=ناتو&doc=fa-geneva-0121", "#view=texts", "#view=about"]) {
          await page.evaluate((fragment) => (location.hash = fragment), fragment);
          await new Promise((settled) => setTimeout(settled, 400));
          assert.deepEqual(await findings(page), [], `${theme} ${fragment}`);
          await shot(page, `${browserName}-${theme}-${fragment.match(/doc|texts|about/)?.[0] ?? "search"}`);
        }
      }
      await page.click(id("theme-auto"));
    });

    test("a phone's width is enough", async (t) => {
      const { page } = await at(t, "#lang=ar&q=الناتو", 360, 740);
      for (const fragment of ["#q=الناتو&lang=ar", "#q=الناتو&doc=ar-reply-0126&lang=fa", "#view=texts&lang=en", "#view=about&lang=fa"]) {
        await page.evaluate((fragment) => (location.hash = fragment), fragment);
        await new Promise((settled) => setTimeout(settled, 400));
        const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= room, `${fragment}: ${wide} > ${room}`);
        await shot(page, `${browserName}-phone-${fragment.match(/doc|texts|about/)?.[0] ?? "search"}`);
      }
    });

    test("the page and the command line give the same answers to the last bit", async (t) => {
      const { page } = await at(t);
      for (const query of ["ناتو", "security guarantees", "«تضمین‌های امنیتی»", "who asked for the meeting", "ر*"]) {
        const there = await asked(page, query, { limit: 20 });
        const here = JSON.parse(execFileSync(kashf, ["search", join(dist, `${name}.kashf`), query, "--limit", "20", "--json"], { encoding: "utf8" }));
        const line = ({ id, score }) => `${id} ${score}`;
        assert.deepEqual(there.hits.map(line), here.hits.map(line), query);
        assert.equal(there.total, here.total);
      }
    });

    test("nothing in a corpus runs, and a monstrous query is answered", async (t) => {
      const input = mkdtempSync(join(scratch, "hostile-"));
      const evil = `</script><script>globalThis.pwned=1</script><img src=x onerror="pwned=2">`;
      const line = { id: evil, title: evil, text: `${evil} words`, source: evil, url: "javascript:pwned=3", author: evil, [evil]: evil };
      writeFileSync(join(input, "evil.jsonl"), JSON.stringify(line));
      mkdirSync(join(input, "out"));
      build(join(input, "evil.jsonl"), join(input, "out"), "--title", evil);
      const { page, errors } = await open(t, browser, pathToFileURL(join(input, "out", "page.html")).href);
      await ready(page);
      await search(page, "words");
      await openFirst(page);
      await page.evaluate(() => (location.hash = "#view=about"));
      await page.waitForSelector(id("about"));
      const dangerous = await page.$$eval("a[href]", (links) => links.map((a) => a.protocol).filter((p) => p === "javascript:"));
      assert.deepEqual(dangerous, []);
      assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
      const answer = await asked(page, "words ".repeat(1700));
      assert.equal(answer.total, 1);
      await page.evaluate(() => (location.hash = `#q=${"words%20".repeat(1700)}`));
      await page.waitForSelector(id("note"));
      assert.deepEqual(errors, []);
    });

    test("a question that nobody waits for is stopped, and others are answered", async (t) => {
      const input = mkdtempSync(join(scratch, "slow-"));
      const words = Array.from({ length: 150_000 }, (_, number) => `w${number}`).join(" ");
      writeFileSync(join(input, "words.txt"), words);
      build(join(input, "words.txt"), join(input, "out"));
      const { page, errors, workers } = await open(t, browser, pathToFileURL(join(input, "out", "page.html")).href);
      await ready(page);
      const seen = await page.evaluate(async () => {
        const corpus = await kashf.ready;
        const patterns = Array.from({ length: 300 }, (_, number) => `/.*${number}.*7/`);
        const control = new AbortController();
        const slow = corpus.search(patterns.join(" "), { signal: control.signal });
        const other = corpus.search("w77");
        setTimeout(() => control.abort(new Error("enough")), 100);
        const start = performance.now();
        const said = await slow.then(() => "answered", (error) => error.message);
        return { said, total: (await other).total, took: performance.now() - start };
      });
      assert.equal(seen.said, "enough");
      assert.equal(seen.total, 1);
      assert.equal((await workers()).length, 2, `another worker went on (after ${seen.took} ms)`);
      assert.deepEqual(errors, []);
    });

    test("a font that is carried along is used, and asks for nothing", async (t) => {
      const out = mkdtempSync(join(scratch, "font-"));
      build(join(top, "corpus"), out, "--font", "naskh");
      const { page, errors, violations } = await open(t, browser, pathToFileURL(join(out, "page.html")).href + "#q=ناتو&lang=fa");
      await ready(page);
      await page.waitForSelector(id("result"));
      const fonts = await page.evaluate(async () => {
        await document.fonts.ready;
        return [...document.fonts].map(({ family, status }) => `${family.replaceAll('"', "")} ${status}`);
      });
      assert.deepEqual(fonts, ["Kashf Noto Naskh Arabic loaded"]);
      await shot(page, `${browserName}-font`);
      assert.deepEqual([...errors, ...(await violations())], []);
    });

    test("the seeds: Lavrov in three, in four with his Arabic name, 2021 in all digits", async (t) => {
      if (!existsSync(join(shared, "corpora/seeds"))) {
        return t.skip("SKIPPED: the seeds corpus is not beside this checkout");
      }
      const out = mkdtempSync(join(scratch, "seeds-"));
      build(join(shared, "corpora/seeds"), out);
      const { page } = await open(t, browser, pathToFileURL(join(out, "page.html")).href);
      await ready(page);
      await counted(page, "لاوروف", 4);
      assert.equal((await asked(page, "لاوروف")).occurrences, 16);
      await page.evaluate(() => (location.hash = "#names=off"));
      await counted(page, "لاوروف", 3);
      await counted(page, "2021", 4);
    });
  });
}
