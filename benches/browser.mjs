// What a reader waits for, measured from outside: sizes, starting, a keystroke until its
// results are painted, and what the native build costs. Prints the table of the README, and
// one of kinds of queries: the time from the page's asking to its having the answer.
//
//   cargo build --release && (cd tests/e2e && npm ci)
//   node benches/browser.mjs [--rounds N] CORPUS…
//
// CORPUS is anything that `kashf build` reads; without one, the sample. The page is the
// single HTML file, opened from the disk in headless Chromium, a fresh one a corpus.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { launch } from "../tests/e2e/harness.mjs";
import { kb, machine, mb, ms, peakMemory, quantile, upper } from "./figures.mjs";

const top = fileURLToPath(new URL("..", import.meta.url));
const kashf = process.env.KASHF ?? join(top, "target/release/kashf");
const given = process.argv.slice(2);
const at = given.indexOf("--rounds");
const rounds = at < 0 ? 20 : Number(given.splice(at, 2)[1]);
const corpora = given.length ? given : [join(top, "corpus")];

const scratch = mkdtempSync(join(tmpdir(), "kashf-bench-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** Builds a corpus; gives the report, and the most memory that was in use. */
async function build(corpus, out) {
  const child = spawn(kashf, ["build", corpus, "--out", out, "--name", "x", "--json"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, peakMemory(child.pid))), 5);
  let said = "";
  for await (const part of child.stdout) said += part;
  clearInterval(watch);
  return { ...JSON.parse(said), peak };
}

/**
 * Typing, a letter at a time. For each keystroke the milliseconds until its results stand in
 * the page, laid out, and until the next frame has painted them (frames come every 16.7 ms).
 */
async function typing(page, words) {
  return page.evaluate(async (words) => {
    const box = document.querySelector('[data-testid="search-input"]');
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const times = { standing: [], painted: [] };
    for (const word of words) {
      for (let letters = 1; letters <= word.length; letters++) {
        const query = word.slice(0, letters);
        // A space alone asks nothing new.
        if (query.endsWith(" ")) continue;
        const answered = new Promise((done) => {
          const hear = ({ detail }) => {
            if (detail.query.trim() !== query.trim()) return;
            document.documentElement.removeEventListener("kashf-search", hear);
            done();
          };
          document.documentElement.addEventListener("kashf-search", hear);
        });
        const start = performance.now();
        box.value = query;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        await answered;
        await Promise.resolve(); // the event comes just before the page is changed
        void document.body.offsetHeight;
        times.standing.push(performance.now() - start);
        await painted();
        times.painted.push(performance.now() - start);
        await new Promise((rest) => setTimeout(rest, 30));
      }
    }
    return times;
  }, words);
}

/** Words for typing: out of titles, spread over the corpus. */
async function someWords(page, count) {
  return page.evaluate(async (count) => {
    const corpus = await kashf.ready;
    const step = Math.max(1, Math.floor(corpus.info.documents / count));
    const words = [];
    for (let offset = 0; words.length < count && offset < corpus.info.documents; offset += step) {
      const { documents } = await corpus.documents({ limit: 1, offset });
      const { text } = await corpus.document(documents[0].id);
      const found = text.match(/[\p{L}\p{M}]{3,9} [\p{L}\p{M}]{3,9}/u);
      if (found) words.push(found[0]);
    }
    return words;
  }, count);
}

/**
 * Queries of some kinds, made of the corpus's own words: the same as `benches/queries.rs`
 * asks, as far as a page can tell. For each kind the first answer's milliseconds, and for each
 * query those of the quickest of some answers: what else the machine does is not the query's.
 */
async function queries(page, most, rounds) {
  return page.evaluate(async (most, rounds) => {
    const corpus = await kashf.ready;
    const texts = [];
    const count = new Map();
    const step = Math.max(1, Math.floor(corpus.info.documents / (4 * most)));
    for (let offset = 0; offset < corpus.info.documents; offset += step) {
      const { documents } = await corpus.documents({ limit: 1, offset });
      const { text } = await corpus.document(documents[0].id);
      const words = (text.match(/[\p{L}\p{N}\p{M}\u200C]+/gu) ?? []).filter((word) => /^\p{L}+$/u.test(word));
      texts.push(words);
      for (const word of words) if (word.length > 1) count.set(word, (count.get(word) ?? 0) + 1);
    }
    const byCount = [...count.keys()].sort((a, b) => count.get(b) - count.get(a) || (a < b ? -1 : 1));
    const common = new Set(byCount.slice(0, 50));
    const [ten, rest] = [byCount.slice(0, 10), byCount.slice(50)];
    const spread = (list) => list.filter((_, i) => i % Math.ceil(list.length / most) === 0);
    const [middle, rare] = [spread(rest.slice(0, rest.length / 10)), spread(rest.slice(rest.length / 2))];
    const rows = (length, keep) => {
      const found = texts.map((words) => {
        const all = words.map((_, i) => words.slice(i, i + length)).filter((row) => row.length === length && keep(row));
        return all[Math.floor(all.length / 2)];
      });
      return spread(found.filter(Boolean));
    };
    const apart = rows(6, (row) => !common.has(row[0]) && !common.has(row[5]));
    const beside = rows(2, (row) => !row.some((word) => common.has(word)));
    const stops = rows(2, (row) => row.every((word) => common.has(word)));
    const pairs = ten.flatMap((a) => ten.filter((b) => b !== a).map((b) => [a, b])).filter((_, i) => i % 3 === 0);
    const ends = [...new Set([...middle, ...ten].map((word) => [...word].slice(-2).join("")))];
    const kinds = {
      "one word, ten commonest": ten,
      "one word, middle": middle,
      "one word, rare": rare,
      "half a word": middle.map((word) => word.slice(0, 3)),
      "three words": rows(9, (row) => ![row[0], row[4], row[8]].some((word) => common.has(word))).map((row) => `${row[0]} ${row[4]} ${row[8]}`),
      "five commonest words": [0, 1, 2, 3, 4, 5].map((at) => ten.slice(at, at + 5).join(" ")),
      "question": rows(9, () => true).map((row) => `${row.join(" ")}؟`),
      "phrase": beside.map((row) => `"${row.join(" ")}"`),
      "phrase of common words": [...stops, ...pairs].map((row) => `"${row.join(" ")}"`),
      "prefix of three letters": middle.map((word) => `${word.slice(0, 3)}*`),
      "prefix of one letter": [...new Set(ten.map((word) => `${word[0]}*`))],
      "NEAR/5": apart.map((row) => `${row[0]} NEAR/5 ${row[5]}`),
      "NEAR/5, commonest": pairs.map((row) => row.join(" NEAR/5 ")),
      "W/3": beside.map((row) => row.join(" W/3 ")),
      "fuzzy": [...middle.map((word) => `${word}~1`), ...rare.map((word) => `${word}~2`)],
      "leading wildcard": ends.map((end) => `*${end}`),
      "regular expression": ends.map((end) => `/.*${end}.*/`),
      "CQL": apart.map((row) => `[norm="${row[0]}"] []{0,4} [norm="${row[5]}"]`),
      "name in Latin script": ["Moscow", "Clinton", "Mohammed", "London", "Tehran", "Lavrov", "Washington", "Baghdad"],
    };
    const time = async (query) => {
      const start = performance.now();
      await corpus.search(query, { limit: 12 });
      return performance.now() - start;
    };
    const told = [];
    for (const [kind, all] of Object.entries(kinds)) {
      const asked = all.slice(0, most);
      if (!asked.length) continue;
      const first = await time(asked[0]);
      const best = asked.map(() => Infinity);
      for (let round = 0; round < rounds; round++) {
        for (const [i, query] of asked.entries()) best[i] = Math.min(best[i], await time(query));
      }
      told.push({ kind, first, best, slowest: asked[best.indexOf(Math.max(...best))] });
    }
    return told;
  }, most, rounds);
}

async function measure(corpus) {
  const out = mkdtempSync(join(scratch, "out-"));
  const report = await build(corpus, out);
  const single = join(out, "x.html");
  const browser = await launch("chrome");
  const starts = [];
  let page;
  for (let round = 0; round < 5; round++) {
    await page?.close();
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.evaluateOnNewDocument(() => {
      const seen = new MutationObserver(() => {
        if (document.documentElement?.dataset.kashf === "ready") globalThis.readyAt ??= performance.now();
      });
      seen.observe(document, { attributes: true, subtree: true, attributeFilter: ["data-kashf"] });
    });
    await page.goto(pathToFileURL(single).href);
    await page.waitForSelector('html[data-kashf="ready"]', { timeout: 60_000 });
    starts.push(await page.evaluate(() => globalThis.readyAt));
  }
  const words = await someWords(page, rounds);
  await typing(page, words.slice(0, 2));
  const keys = await typing(page, words);
  const kinds = await queries(page, 40, 5);
  await browser.close();
  return { corpus: basename(corpus), report, single: statSync(single).size, starts, keys, kinds, out };
}

const rows = [];
for (const corpus of corpora) rows.push(await measure(corpus));

const site = join(rows[0].out, "x");
const zipped = (file) => gzipSync(readFileSync(join(site, file)), { level: 9 }).length;
const [script, style] = ["page.js", "kashf.css"].map(zipped);
const wasm = statSync(join(site, "program.js")).size; // compressed already
console.log(`Two runs differ; compare figures of one. ${machine()}.\n`);
console.log(`The program, gzip: ${kb(wasm + script + style)} (wasm ${kb(wasm)}, script ${kb(script)}, style ${kb(style)})\n`);
console.log("| corpus | documents | text | index | single page | ready (median of 5) | keystroke to results in the page: median, 95th | painted | native build: time, most memory |");
console.log("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
for (const { corpus, report, single, starts, keys } of rows) {
  const index = report.artefacts.find(({ path }) => path.endsWith(".kashf")).bytes;
  const cells = [
    corpus,
    report.documents,
    mb(report.text_bytes),
    `${mb(index)} (${(index / report.text_bytes).toFixed(2)})`,
    mb(single),
    ms(quantile(starts, 0.5)),
    ...[keys.standing, keys.painted].map((all) => `${ms(quantile(all, 0.5))}, ${ms(quantile(all, 0.95))}`),
    `${report.seconds.toFixed(1)} s, ${mb(report.peak)} (${(report.peak / report.text_bytes).toFixed(1)} ×)`,
  ];
  console.log(`| ${cells.join(" | ")} |`);
}

for (const { corpus, kinds } of rows) {
  console.log(`\n${corpus}: from asking to the answer, in the page\n`);
  console.log("| query | number | first | median | 95th | 99th | slowest |");
  console.log("|---|--:|--:|--:|--:|--:|---|");
  for (const { kind, first, best, slowest } of kinds) {
    const cells = [first, ...[0.5, 0.95, 0.99].map((share) => upper(best, share))].map(ms);
    console.log(`| ${kind} | ${best.length} | ${cells.join(" | ")} | \`${slowest.replaceAll("|", "\\|")}\` |`);
  }
}
