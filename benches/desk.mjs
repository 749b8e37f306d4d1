// How long questions that count take in the page: a site built of some texts, served on the loopback
// interface, opened in Chromium and Firefox. Prints the table of the README.
//
//   cargo build --release && (cd tests/e2e && npm ci)
//   node benches/desk.mjs CORPUS…
//
// The second part of the program, which is there for a reader who has searched, comes first, and by
// itself. *First* is a page's first question of that kind, with what it has to load for it; *then* the
// median of four others that nothing kept answers: other orders of the lines, other bounds of the lists. The
// words are the corpus's own: those that occur nearest to 100,000 and to 10,000 times.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { machine, mb, ms, peakMemory, quantile } from "./figures.mjs";

const top = fileURLToPath(new URL("..", import.meta.url));
const kashf = process.env.KASHF ?? join(top, "target/release/kashf");
const given = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "kashf-desk-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const build = ["build", ...(given.length ? given : [join(top, "corpus")]), "--format", "site"];
execFileSync(kashf, [...build, "--out", scratch, "--name", "x"], { stdio: "ignore" });
process.env.KASHF_DIST = scratch;
const { browsers, launch, serve } = await import("../tests/e2e/harness.mjs");

/** Asks in the page, and tells the milliseconds of each question. */
const asked = (page, requests) =>
  page.evaluate(async (requests) => {
    const corpus = await kashf.ready;
    const times = [];
    for (const request of requests) {
      const start = performance.now();
      await corpus.request(request);
      times.push(performance.now() - start);
    }
    return times;
  }, requests);

const nearest = (rows, wanted) =>
  rows.reduce((best, row) => (Math.abs(row.count - wanted) < Math.abs(best.count - wanted) ? row : best));

/** The kinds of questions: a first one, and others of its kind. */
function kinds(common, middle, halves) {
  const all = (make, changes) => changes.map((change) => make(change));
  const lines = (more) => ({ concordance: { query: common.word, limit: 100, ...more } });
  const rare = { concordance: { query: "\u0000", limit: 1 } };
  return [
    ["the second part of the program", [rare]],
    [`concordance, ${common.count} hits`, all(lines, [0, 100, 200, 300, 400].map((offset) => ({ offset })))],
    ["the same, sorted", all(lines, [["A1", "B1"], ["B1", "A1"], ["A2"], ["B2", "B1"], ["A1", "A2", "A3"]].map((sort) => ({ sort })))],
    ["words", all((least) => ({ words: { least } }), [1, 2, 3, 4, 5])],
    ["words with their inflections", all((least) => ({ words: { least, unit: "stem" } }), [1, 2, 3, 4, 5])],
    [`collocates, ${middle.count} hits`, all((before) => ({ collocates: { query: middle.word, before } }), [5, 4, 3, 2, 1])],
    ["collocates in sentences", all((least) => ({ collocates: { query: middle.word, window: "sentence", least } }), [3, 4, 5, 6, 7])],
    ["keywords of one half", all((least) => ({ keywords: { within: halves, least } }), [3, 4, 5, 6, 7])],
    ["clusters of three", all((least) => ({ ngrams: { size: 3, least } }), [3, 4, 5, 6, 7])],
    ["dispersion", all((equal) => ({ dispersion: { query: middle.word, parts: "equal", equal } }), [10, 11, 12, 13, 14])],
    ["profile of each document", all((window) => ({ profile: { window } }), [100, 90, 80, 70, 60])],
  ];
}

const columns = [];
let memory = 0;
for (const name of browsers) {
  const browser = await launch(name);
  const ends = [];
  const server = await serve({ after: (end) => ends.push(end) }, { ranges: true });
  const page = await browser.newPage();
  await page.goto(server.url("x/index.html"));
  await page.waitForSelector('[data-kashf="ready"]');
  // Which words: asked of another page, so that this one has loaded nothing yet.
  const other = await browser.newPage();
  await other.goto(server.url("x/index.html"));
  await other.waitForSelector('[data-kashf="ready"]');
  const { rows, half } = await other.evaluate(async () => {
    const corpus = await kashf.ready;
    const { rows } = await corpus.words({ limit: 2000 });
    const { documents } = await corpus.documents({ limit: 1e6 });
    return { rows, half: documents.filter((_, at) => at % 2 === 0).map(({ id }) => id) };
  });
  await other.close();
  const [common, middle] = [1e5, 1e4].map((count) => nearest(rows, count));
  const column = [];
  for (const [kind, requests] of kinds(common, middle, { documents: half })) {
    const [first, ...others] = await asked(page, requests);
    column.push([kind, first, quantile(others, 0.5)]);
  }
  columns.push(column);
  if (name === "chrome") {
    const whole = await browser.target().createCDPSession();
    const { processInfo } = await whole.send("SystemInfo.getProcessInfo");
    const pages = processInfo.filter(({ type }) => type === "renderer");
    memory = Math.max(...pages.map(({ id }) => peakMemory(id)));
  }
  await browser.close();
  for (const end of ends) await end();
}

const titles = { chrome: "Chromium", firefox: "Firefox" };
console.log(`${machine()}\n`);
console.log(`| in the page | ${browsers.map((name) => `${titles[name]}: first | then`).join(" | ")} |`);
console.log(`|---|${"--:|--:|".repeat(browsers.length)}`);
for (const [at, [kind]] of columns[0].entries()) {
  const cells = columns.flatMap((column) => [ms(column[at][1]), column[at][2] === undefined ? "–" : ms(column[at][2])]);
  console.log(`| ${kind} | ${cells.join(" | ")} |`);
}
if (memory) console.log(`\nThe page's process in Chromium, at most: ${mb(memory)}.`);
