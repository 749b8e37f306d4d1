// The tools that run in a page: how each is opened, what stands for "ready" and for "there are
// results", how it is asked; and what they cost in Chromium. All are asked for the same: the
// number of documents found, and of the ten best what a list of results shows.

import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../../tests/e2e/harness.mjs";
import { peakMemory, quantile } from "../figures.mjs";
import { serve } from "./server.mjs";

/** No kind of queries may take longer in one round; what was not asked does not count. */
const PATIENCE = 15_000;

/** A page that searches for what its fragment says, and shows titles and passages. */
const plainPage = (lang, script) => `<!doctype html>
<html lang="${lang}"><meta charset="utf-8"><title>A peer</title><ol></ol><script type="module">
${script}
document.documentElement.dataset.ready = "";
const { shown } = await ask(decodeURIComponent(location.hash.slice(1)), "any");
document.querySelector("ol").innerHTML = shown.map(([title, passage]) => \`<li><b>\${title}</b> \${passage}\`).join("");
document.documentElement.dataset.shown = shown.length;
</script></html>`;

const PAGEFIND = `
const pagefind = await import("./pagefind/pagefind.js");
await pagefind.init();
globalThis.ask = async (query, ask) => {
  const { results } = await pagefind.search(ask === "phrase" ? \`"\${query}"\` : query);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return { total: results.length, shown: shown.map(({ meta, excerpt }) => [meta.title, excerpt]) };
};`;

const MINISEARCH = `
import MiniSearch from "./minisearch.js";
const options = { fields: ["title", "text"], storeFields: ["title", "text"] };
const index = MiniSearch.loadJSON(await (await fetch("index.json")).text(), options);
globalThis.ask = async (query, ask) => {
  const results = index.search(query, { prefix: ask === "prefix" });
  return { total: results.length, shown: results.slice(0, 10).map(({ title, text }) => [title, text.slice(0, 200)]) };
};`;

const plain = {
  ready: "html[data-ready]",
  shown: "html[data-shown]",
  address: (query) => `/#${encodeURIComponent(query)}`,
  begin: () => {},
};

/** By tool. `folder` makes of what was built one for a static host; `begin` runs in the page. */
const PAGES = {
  kashf: {
    folder: (built) => join(built, "x"),
    ready: 'html[data-kashf="ready"]',
    shown: '[data-testid="result"]',
    address: (query) => `/#q=${encodeURIComponent(query)}`,
    asks: ["any", "phrase", "prefix"],
    begin: async () => {
      const corpus = await kashf.ready;
      globalThis.ask = async (query, ask) => {
        const typed = { phrase: `"${query}"`, prefix: `${query}*` }[ask] ?? query;
        const { total, hits } = await corpus.search(typed, { limit: 10 });
        return { total, shown: hits };
      };
    },
  },
  pagefind: {
    ...plain,
    asks: ["any", "phrase", "prefix"],
    folder(built, lang) {
      writeFileSync(join(built, "index.html"), plainPage(lang, PAGEFIND));
      return built;
    },
  },
  minisearch: {
    ...plain,
    asks: ["any", "prefix"],
    folder(built, lang) {
      writeFileSync(join(built, "index.html"), plainPage(lang, MINISEARCH));
      cpSync(fileURLToPath(import.meta.resolve("minisearch")), join(built, "minisearch.js"));
      return built;
    },
  },
};

/** Whether a tool runs in a page. */
export const inBrowser = (tool) => tool in PAGES;

/**
 * Opens a page that nobody has visited and waits until it shows results: the milliseconds until
 * it can be asked and until results stand in it, and what the host sent meanwhile.
 */
async function visit(browser, host, tool, query) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.evaluateOnNewDocument((ready, shown) => {
    globalThis.seen = {};
    const look = () => {
      if (document.querySelector(ready)) seen.ready ??= performance.now();
      if (document.querySelector(shown)) seen.shown ??= performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  }, tool.ready, tool.shown);
  host.forget();
  await page.goto(host.origin + tool.address(query), { timeout: 120_000 });
  await page.waitForFunction(() => seen.ready && seen.shown, { timeout: 120_000, polling: 50 });
  const { bytes, requests } = host.sent;
  return { context, page, ...(await page.evaluate(() => seen)), bytes, requests };
}

/** One round over the queries of a kind. A query that was not asked for lack of time has null. */
async function round(page, { ask, queries }) {
  await page.bringToFront();
  return page.evaluate(async (ask, queries, patience) => {
    const began = performance.now();
    const told = [];
    for (const words of queries) {
      const start = performance.now();
      if (start - began > patience) {
        told.push(null);
        continue;
      }
      const { total } = await globalThis.ask(words.join(" "), ask);
      told.push([performance.now() - start, total]);
    }
    return told;
  }, ask, queries, PATIENCE);
}

/** Bytes that scripts hold in the page, and the most memory that its process has used. */
async function memory(browser, page) {
  const session = await page.createCDPSession();
  await session.send("HeapProfiler.collectGarbage");
  const { JSHeapUsedSize: heap } = await page.metrics();
  const whole = await browser.target().createCDPSession();
  const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  return { heap, process: Math.max(...renderers.map(({ id }) => peakMemory(id))) };
}

/** Cold visits, one for each query: the median of each figure; the last page stays open. */
async function visits(browser, site, tool, queries, ranges) {
  const host = await serve(site, { ranges });
  const seen = [];
  for (const query of queries) {
    await seen.at(-1)?.context.close();
    seen.push(await visit(browser, host, tool, query));
  }
  const figures = ["ready", "shown", "bytes", "requests"].map((what) => [what, quantile(seen.map((one) => one[what]), 0.5)]);
  const { context, page } = seen.at(-1);
  return { cold: Object.fromEntries(figures), context, page, host };
}

/**
 * Opens a tool in a Chromium of its own; with cold visits to a host that sends parts of files
 * and to one that does not. The page that stays open can be asked.
 */
async function open(name, built, lang, first, say) {
  const tool = PAGES[name];
  const site = tool.folder(built, lang);
  const browser = await launch("chrome");
  try {
    say(`${name}: cold visits`);
    const whole = await visits(browser, site, tool, first, false);
    await whole.context.close();
    whole.host.close();
    const { cold, page, host } = await visits(browser, site, tool, first, true);
    await page.evaluate(tool.begin);
    return { name, tool, browser, page, host, told: { cold: { ranges: cold, whole: whole.cold }, kinds: [] } };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Asks all of a kind once, and keeps of each query the quickest answer. */
async function ask({ page, told }, kind) {
  const answers = await round(page, kind);
  const known = told.kinds.find((known) => known.kind === kind.kind);
  if (known) {
    known.ms = known.ms.map((ms, at) => Math.min(ms, answers[at]?.[0] ?? Infinity));
  } else {
    const asked = answers.filter(Boolean);
    told.kinds.push({ kind: kind.kind, ms: asked.map(([ms]) => ms), found: asked.map(([, total]) => total) });
  }
}

/**
 * The tools of `built` (the folder that each one's build wrote) in Chromium: cold visits with
 * the queries of `first`, then all queries in `rounds` rounds, the tools taking turns. A tool
 * that fails has an `error` instead.
 */
export async function measurePages(built, lang, first, kinds, rounds, say) {
  const told = {};
  const tools = [];
  for (const [name, folder] of Object.entries(built)) {
    try {
      tools.push(await open(name, folder, lang, first, say));
      told[name] = tools.at(-1).told;
    } catch (error) {
      told[name] = { error: brief(error) };
    }
  }
  for (let turn = 1; turn <= rounds; turn++) {
    for (const kind of kinds) {
      for (const tool of tools) {
        if (!tool.tool.asks.includes(kind.ask)) continue;
        say(`${tool.name}: ${kind.kind}, in the page, round ${turn}`);
        await ask(tool, kind).catch((error) => (told[tool.name].error = brief(error)));
      }
    }
  }
  for (const { name, browser, page, host } of tools) {
    told[name].memory = await memory(browser, page).catch(() => undefined);
    await browser.close();
    host.close();
  }
  return told;
}

const brief = (error) => String(error.message ?? error).split("\n")[0];
