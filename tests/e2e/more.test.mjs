// The second part of the program: loaded when it is first needed, in every form, by the page and
// by its worker; without it the page says so and tries again. On the sample, in real browsers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { appeared, browsers, click, dist, id, launch, name, onDisk, open, ready, search, serve } from "./harness.mjs";

const MORE = `${name}/more.js`;
const picture = `${id("timeline-picture")} svg`;

/** Two texts of the corpus compared: a question that takes the second part of the engine. */
const compared = (page) =>
  page.evaluate(async () => {
    const { left, right } = await (await kashf.ready).compare("fa-reply-aban", "fa-reply-payam");
    return left.text.length > 0 && right.text.length > 0 && left.text !== right.text;
  });

for (const browserName of browsers) {
  describe(`the second part of the program in ${browserName}`, () => {
    let browser;
    before(async () => (browser = await launch(browserName)));
    after(() => browser?.close());

    test("is not asked for before the first results, and makes the timeline work", async (t) => {
      const server = await serve(t);
      const { page, errors, violations } = await open(t, browser, server.url(`${name}/#lang=en`));
      const asked = () => server.log.filter((path) => path.endsWith("more.js")).length;
      await ready(page);
      assert.ok((await search(page, "OSCE")) > 0);
      assert.equal(asked(), 0);
      await click(page, id("view-timeline"));
      await page.waitForSelector(picture);
      assert.ok(await compared(page));
      // The page and the engine in its worker share what was fetched.
      assert.equal(asked(), 1);
      assert.deepEqual(errors, []);
      assert.deepEqual(await violations(), []);
    });

    test("comes by itself after the first results", async (t) => {
      const server = await serve(t);
      const { page } = await open(t, browser, server.url(`${name}/#q=OSCE&lang=en`));
      await page.waitForSelector(id("result"));
      for (let left = 100; left && !server.log.includes(`/${MORE}`); left--) {
        await new Promise((later) => setTimeout(later, 100));
      }
      assert.ok(server.log.includes(`/${MORE}`));
    });

    test("that cannot be loaded is told, and tried again", async (t) => {
      const server = await serve(t, { pages: { [MORE]: null } });
      const { page } = await open(t, browser, server.url(`${name}/#view=timeline&lang=fa`));
      await ready(page);
      await page.waitForSelector(id("try-again"));
      for (const [lang, said] of Object.entries({ fa: /پاسخ داده نشد/, ar: /تعذّر الجواب/, en: /could not be answered/ })) {
        await click(page, id(`lang-${lang}`));
        await page.waitForFunction(
          (hook, said) => new RegExp(said).test(document.querySelector(hook)?.textContent), { timeout: 5000 }, id("error"), said.source);
      }
      await click(page, id("view-search"));
      assert.ok((await search(page, "OSCE")) > 0);
      await assert.rejects(compared(page), /more\.js cannot be fetched: the server answered 404/);
      server.put(MORE, await readFile(join(dist, MORE)));
      await click(page, id("view-timeline"));
      await page.waitForFunction((hooks) => document.querySelector(hooks), {}, `${id("try-again")}, ${picture}`);
      if (await page.$(id("try-again"))) await click(page, id("try-again"));
      await page.waitForSelector(picture);
      assert.ok(await compared(page));
    });

    for (const [form, path] of Object.entries({ "the single page": `${name}.html`, "the site on a disk": `${name}/index.html` })) {
      test(`works in ${form}`, async (t) => {
        const { page, errors, violations } = await open(t, browser, onDisk(path));
        await ready(page);
        await click(page, id("view-timeline"));
        await page.waitForSelector(picture);
        assert.ok(await compared(page));
        assert.deepEqual(errors, []);
        assert.deepEqual(await violations(), []);
      });
    }

    for (const worker of ["'self'", "'none'"]) {
      test(`works as a guest whose policy says of workers ${worker}`, async (t) => {
        const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src ${worker}`;
        const host = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Another site</title>
<script type="module" src="host.js"></script>
<kashf-explorer id="one" src="${name}/${name}.kashf" lang="en" view="timeline"></kashf-explorer>
<kashf-explorer id="two" src="${name}/${name}.kashf" lang="fa" view="about"></kashf-explorer>`;
        const pages = { "host.html": host, "host.js": `import "./${name}/kashf.js";` };
        const server = await serve(t, { policy, pages });
        const { page } = await open(t, browser, server.url("host.html"));
        await appeared(page, `#one >>> ${picture}`);
        await appeared(page, `#two >>> ${id("about")}`);
        assert.equal(server.log.filter((path) => path === `/${MORE}`).length, 1);
      });
    }
  });
}
