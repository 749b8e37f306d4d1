// Every form of a corpus, in real browsers, from the outside: does it start from there, does
// it answer, and does anything leave the page?

import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { appeared, browsers, dist, launch, name, onDisk, open, ready, search, serve, shot } from "./harness.mjs";

// A word that is in the corpus, whatever the corpus is.
async function aWord(page) {
  return page.evaluate(async () => {
    const corpus = await kashf.ready;
    const { documents } = await corpus.documents({ limit: 1 });
    return documents[0].title.match(/\p{L}{3,}/u)[0];
  });
}

async function answers(page) {
  await ready(page);
  const found = await search(page, await aWord(page));
  assert.ok(found >= 1, `a word of the first title finds ${found} documents`);
}

/** The files in which the site's index lies, in order. */
async function parts() {
  const page = await readFile(join(dist, name, "index.html"), "utf8");
  const [, names] = /data-parts="([^"]+)"/.exec(page);
  return names.split(" ").map((part) => `${name}/parts/${part}.js`);
}

/** What the page says of a failure. */
async function failure(page) {
  const said = await page.waitForFunction(
    () => [...document.querySelectorAll('[data-testid="error"]')].map((e) => e.textContent).join(""),
    { timeout: 20_000 },
  );
  return said.jsonValue();
}

const EMBEDDING = {
  "a worker file": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'",
  "no worker": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'none'",
};

const HOST = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Another site</title>
<script type="module" src="host.js"></script>
<p class="card" id="mine">Mine</p>
<kashf-explorer id="one" src="${name}/${name}.kashf" lang="en"></kashf-explorer>
<kashf-explorer id="two" src="${name}/${name}.kashf" lang="fa"></kashf-explorer>`;

const HOST_SCRIPT = `import { open } from "./${name}/kashf.js";
globalThis.openCorpus = open;
globalThis.heard = [];
for (const kind of ["kashf-search", "kashf-open"]) {
  addEventListener(kind, (event) => heard.push([kind, event.target.id]));
}`;

for (const browserName of browsers) {
  describe(browserName, () => {
    let browser;
    before(async () => (browser = await launch(browserName)));
    after(() => browser?.close());

    test("the single page works from the disk and cannot reach the network", async (t) => {
      const server = await serve(t);
      const { page, errors, requests, violations, workers } = await open(t, browser, onDisk(`${name}.html`));
      await answers(page);
      await shot(page, `${browserName}-single`);
      assert.deepEqual(errors, []);
      assert.deepEqual(await violations(), []);
      assert.match((await workers()).join(), /^blob:[^,]+$/);
      assert.deepEqual(requests.filter((url) => url !== onDisk(`${name}.html`)), []);

      // The port is open: only the policy stands between.
      const tried = await page.evaluate(async (url) => {
        const image = new Image();
        const seen = new Promise((done) => (image.onload = image.onerror = done));
        image.src = `${url}image`;
        await seen;
        navigator.sendBeacon(`${url}beacon`);
        return fetch(`${url}fetch`).then(() => "fetched", () => "refused");
      }, server.url(""));
      assert.equal(tried, "refused");
      await new Promise((later) => setTimeout(later, 500));
      assert.deepEqual(server.log, []);
      const refused = (await violations()).map((line) => line.split(" ")[0]);
      assert.ok(refused.includes("connect-src") && refused.includes("img-src"), String(refused));
      const open_ = await fetch(server.url("open"));
      assert.equal(open_.status, 404);
      assert.deepEqual(server.log, ["/open"]);
    });

    test("the site works from the disk", async (t) => {
      const { page, errors, requests, violations, workers } = await open(t, browser, onDisk(`${name}/index.html`));
      await answers(page);
      await shot(page, `${browserName}-disk`);
      assert.deepEqual(errors, []);
      assert.deepEqual(await violations(), []);
      assert.match((await workers()).join(), /^blob:[^,]+$/);
      const folder = onDisk(`${name}/`);
      assert.deepEqual(requests.filter((url) => !url.startsWith(folder)), []);
    });

    for (const [how, options] of Object.entries({
      "as it should be": {},
      "that gives parts of files": { ranges: true },
      "under a strict policy": {
        policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; font-src 'self'; worker-src 'self'",
      },
    })) {
      test(`the site works over http under a sub-path, ${how}`, async (t) => {
        const server = await serve(t, { under: "/a%20b/c/".replace("%20", " "), ...options });
        const { page, errors, violations, workers } = await open(t, browser, server.origin + `/a%20b/c/${name}/`);
        await answers(page);
        assert.deepEqual(errors, []);
        assert.deepEqual(await violations(), []);
        const folder = `/a b/c/${name}/`;
        assert.deepEqual(server.log.filter((path) => !path.startsWith(folder)), []);
        const asked = server.log.filter((path) => path.endsWith(".kashf")).length;
        assert.ok(options.ranges ? asked > 2 : asked === 1, `the index was asked for ${asked} times`);
        assert.deepEqual(await workers(), ["page.js#kashf-worker"]);
      });
    }

    test("a site without its first part says so", async (t) => {
      const [head] = await parts();
      const server = await serve(t, { pages: { [head]: null } });
      const { page } = await open(t, browser, server.url(`${name}/`));
      assert.match(await failure(page), /cannot be fetched: the server answered 404/);
    });

    test("a site with a damaged part names it, and the rest still works", async (t) => {
      const [, rest] = await parts();
      const damaged = await readFile(join(dist, rest));
      for (let at = 1000; at < damaged.length - 10; at += 500) damaged[at] ^= 1;
      const server = await serve(t, { pages: { [rest]: damaged } });
      const { page } = await open(t, browser, server.url(`${name}/#q=x`));
      assert.match(await failure(page), /checksum|damaged/);
      const kept = await page.evaluate(async () => (await kashf.ready).info.documents);
      assert.ok(kept > 0);
      // Whole again, it answers without a reload.
      await server.put(rest, await readFile(join(dist, rest)));
      const found = await page.evaluate(async () => (await (await kashf.ready).documents({ limit: 1 })).total);
      assert.equal(found, kept);
    });

    test("a site that is kept on the device needs no server any more", async (t) => {
      const server = await serve(t, { ranges: true });
      const { page, errors } = await open(t, browser, server.url(`${name}/#view=about&lang=en`));
      await ready(page);
      await (await appeared(page, "[data-testid=keep]")).click();
      await appeared(page, "[data-testid=kept]");
      const parted = () => server.log.filter((path) => path.endsWith(".kashf")).length;
      const before = parted();
      const documents = await page.evaluate(async () => (await (await kashf.ready).documents()).total);
      assert.equal(parted(), before, "nothing is asked of the server once it is kept");
      assert.deepEqual(errors, []);

      server.stop();
      await page.reload();
      await ready(page);
      await page.evaluate(() => (location.hash = "lang=en"));
      await answers(page);
      const now = await page.evaluate(async () => (await (await kashf.ready).documents()).total);
      assert.equal(now, documents);
      await page.goto(server.url(`${name}/?again#view=about`));
      await (await appeared(page, "[data-testid=forget]")).click();
      await appeared(page, "[data-testid=keep]");
    });

    test("a folder on the disk with a part missing says so", async (t) => {
      const folder = await mkdtemp(join(tmpdir(), "kashf-"));
      t.after(() => rm(folder, { recursive: true }));
      await cp(join(dist, name), folder, { recursive: true });
      const [, rest] = await parts();
      await rm(join(folder, "parts", basename(rest)));
      const { page } = await open(t, browser, `${pathToFileURL(folder).href}/index.html#q=x`);
      assert.match(await failure(page), /is missing: copy the whole folder/);
    });

    for (const [how, policy] of Object.entries(EMBEDDING)) {
      test(`two elements and a script in a foreign page with ${how}`, async (t) => {
        const server = await serve(t, { policy, pages: { "host.html": HOST, "host.js": HOST_SCRIPT } });
        const { page, errors, workers } = await open(t, browser, server.url("host.html#top"));
        await ready(page, "#one");
        await ready(page, "#two");
        const alive = how === "no worker" ? 0 : 2;
        assert.equal((await workers()).filter((url) => url.includes("kashf.js")).length, alive);
        assert.equal((await workers()).length, alive);
        await shot(page, `${browserName}-embed-${how.replaceAll(" ", "-")}`);

        const [word, other] = await page.evaluate(async () => {
          const { documents } = await document.querySelector("#one").corpus.documents({ limit: 50 });
          const words = documents.flatMap(({ title }) => title.match(/\p{L}{4,}/gu) ?? []);
          return [words[0], words.find((word) => word !== words[0])];
        });
        assert.ok((await search(page, word, "#one >>> ")) >= 1);
        assert.ok((await search(page, other, "#two >>> ")) >= 1);
        const typed = await page.$eval("#one >>> [data-testid=search-input]", (box) => box.value);
        assert.equal(typed, word, "the second element leaves the first alone");

        const state = await page.evaluate(() => ({
          hash: location.hash,
          sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
          mine: getComputedStyle(document.querySelector("#mine")).cssText || getComputedStyle(document.querySelector("#mine")).fontSize,
          attributes: document.documentElement.getAttributeNames(),
        }));
        assert.equal(state.hash, "#top");
        assert.equal(state.sheets, 0, "the page around has no style of ours");
        assert.deepEqual(state.attributes, ["lang"]);

        // Gone is gone; another `src` is another corpus.
        const gone = await page.evaluate(async () => {
          const one = document.querySelector("#one");
          const { corpus } = one;
          one.remove();
          const asked = await corpus.search("x").then(() => "answered", (error) => error.message);
          return { asked, left: one.shadowRoot.childNodes.length, corpus: one.corpus };
        });
        assert.deepEqual(gone, { asked: "this corpus is closed", left: 0, corpus: null });
        await page.$eval("#two", (two, src) => (two.setAttribute("src", src)), `${name}.kashf?again`);
        await page.waitForFunction(() => document.querySelector("#two").corpus?.info);
        await ready(page, "#two");
        assert.ok((await search(page, word, "#two >>> ")) >= 1);

        const opened = await page.evaluate(async (source, word) => {
          const corpus = await openCorpus(source);
          const { total } = await corpus.search(word);
          corpus.close();
          return { total, title: corpus.info.title };
        }, `${name}/${name}.kashf`, word);
        assert.ok(opened.total >= 1 && opened.title);

        // A refused worker is reported in the console by the browser itself.
        const ours = errors.filter((line) => !/Content.Security.Policy|favicon|404/i.test(line));
        assert.deepEqual(ours, []);
      });
    }

    test("kashf.js works from another origin", async (t) => {
      const library = await serve(t, { shared: true });
      const script = `import { open } from "${library.url(`${name}/kashf.js`)}"; globalThis.openCorpus = open;`;
      const page_ = `<!doctype html><title>x</title><script type="module">${script}</script>`;
      const server = await serve(t, { pages: { "host.html": page_ } });
      const { page, workers } = await open(t, browser, server.url("host.html"));
      await page.waitForFunction(() => globalThis.openCorpus);
      const documents = await page.evaluate(
        async (source) => (await openCorpus(source)).info.documents,
        library.url(`${name}/${name}.kashf`),
      );
      assert.ok(documents >= 1);
      assert.match((await workers()).join(), /^blob:[^,]+$/);
    });

    test("scripts open every kind of source, abort, and hear readable errors", async (t) => {
      const { page } = await open(t, browser, onDisk(`${name}.html`));
      await ready(page);
      const index = (await readFile(join(dist, `${name}.kashf`))).toString("base64");
      const single = (await readFile(join(dist, `${name}.html`))).toString("base64");
      const seen = await page.evaluate(async (index, single) => {
        const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const zip = (bytes) =>
          new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
        const said = (promise) => promise.then(() => "resolved", (error) => `${error.name}: ${error.message}`);
        const sources = {
          array: bytes(index),
          buffer: bytes(index).buffer,
          part: new Uint8Array([0, ...bytes(index)]).subarray(1),
          blob: new Blob([bytes(index)]),
          file: new File([bytes(index)], "x.kashf"),
          page: new File([bytes(single)], "x.html"),
          gzip: await zip(bytes(index)),
        };
        const documents = {};
        for (const [kind, source] of Object.entries(sources)) {
          const corpus = await kashf.open(source);
          documents[kind] = corpus.info.documents;
          corpus.close();
        }
        const own = await kashf.ready;
        const { documents: [first] } = await own.documents({ limit: 1 });
        const word = first.title.match(/\p{L}{3,}/u)[0];
        const answer = await own.search(word, { limit: 2 });
        const aborted = AbortSignal.abort();
        const control = new AbortController();
        const flying = said(own.search(word, { signal: control.signal }));
        control.abort(new Error("changed my mind"));
        return {
          documents,
          kept: sources.array.length,
          expected: own.info.documents,
          answer,
          reading: await own.document(first.id, { query: word }),
          before: await said(own.search(word, { signal: aborted })),
          during: await flying,
          unknown: await said(own.document("no such document")),
          nonsense: await said(own.request({ juggle: {} })),
          uncloneable: await said(own.request({ search: () => 0 })),
          wrong: await said(own.search(word, { limit: "many" })),
          damaged: await said(kashf.open(bytes(index).subarray(0, 2000))),
          empty: await said(kashf.open(new ArrayBuffer(0))),
          foreign: await said(kashf.open(new Blob(["<!doctype html><p>no"]))),
          cut: await said(kashf.open((await zip(bytes(index))).slice(0, 500))),
        };
      }, index, single);

      for (const [kind, count] of Object.entries(seen.documents)) assert.equal(count, seen.expected, kind);
      assert.ok(seen.kept > 0, "the caller keeps its bytes");
      assert.ok(seen.answer.total >= 1 && seen.answer.hits.length <= 2);
      const [hit] = seen.answer.hits;
      assert.equal(typeof hit.id + typeof hit.title + typeof hit.score, "stringstringnumber");
      assert.ok(hit.snippet.length && hit.snippet.every((piece) => typeof piece.text === "string"));
      assert.ok(Array.isArray(hit.why));
      assert.ok(seen.reading.text.length > 0 && seen.reading.meta.title !== undefined);
      assert.match(seen.before, /^AbortError/);
      assert.equal(seen.during, "Error: changed my mind");
      for (const kind of ["unknown", "nonsense", "wrong", "damaged", "empty", "foreign", "cut"]) {
        assert.match(seen[kind], /^Error: \S+ \S+/, kind);
        assert.ok(!/\n|panicked|undefined/.test(seen[kind]), seen[kind]);
      }
      assert.match(seen.uncloneable, /^DataCloneError/);
    });
  });
}

test("the archive holds the site", async () => {
  const archive = await openAsBlob(join(dist, `${name}.zip`));
  const text = new TextDecoder("latin1").decode(await archive.arrayBuffer());
  for (const file of ["index.html", "page.js", "kashf.js", "program.js", "sw.js", `${name}.kashf`]) {
    assert.ok(text.includes(`${name}/${file}`), file);
  }
});
