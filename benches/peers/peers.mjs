// Measures Kashf and its peers on one corpus and prints the tables: see `run`, which installs
// what this needs and names the programs in KASHF, PEERS and ASK.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { machine, mb, peakMemory, upper } from "../figures.mjs";
import { draw, take, typed } from "./corpus.mjs";
import { inBrowser, measurePages } from "./pages.mjs";
import { weigh } from "./server.mjs";

const { KASHF, PEERS, ASK } = process.env;
if (!KASHF || !PEERS || !ASK) {
  console.error("expected programs in KASHF, PEERS and ASK: call benches/peers/run, which builds them");
  process.exit(2);
}
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const { values: flags, positionals: given } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: "string", default: "Infinity" },
    rounds: { type: "string", default: "3" },
    queries: { type: "string", default: "50" },
    only: { type: "string" },
    json: { type: "string" },
  },
});
const [rounds, most, limit] = [flags.rounds, flags.queries, flags.limit].map(Number);
if (!given.length || ![rounds, most].every(Number.isInteger) || Number.isNaN(limit)) {
  console.error("expected a corpus, and numbers where numbers belong: see the head of benches/peers/run");
  process.exit(2);
}

/** What took longer than this is not built again, only once on all cores and once on one. */
const SLOW = 60;
/** Rounds of queries; each query counts with its quickest. */
const ASKED = 5;

const scratch = mkdtempSync(join(tmpdir(), "kashf-peers-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
const corpus = join(scratch, "corpus.jsonl");
const queries = join(scratch, "queries.json");
const say = (text) => process.stderr.write(`${text} …\n`);

/**
 * The tools. `build` is the command that makes an index in a folder with so many threads,
 * `finish` the one that makes it as small as can be, which is not timed with it, `ask` the one
 * that times queries, natively; `index` the bytes of the index with its texts, without the
 * program that reads it. `setup` is printed.
 */
const TOOLS = {
  kashf: {
    title: "**Kashf**",
    setup: "as it comes; `--format index`",
    build: (folder, threads) => [KASHF, "build", corpus, "--out", folder, "--name", "x", "--format", "index", "--jobs", threads, "--json"],
    // The page and the site, for the browser.
    finish: (folder) => [KASHF, "build", corpus, "--out", folder, "--name", "x", "--format", "index,site,html", "--json"],
    ask: (folder) => [ASK, `--queries=${queries}`, `--rounds=${ASKED}`, join(folder, "x.kashf")],
    index: (folder) => weigh(folder, (path) => path === "x.kashf"),
  },
  tantivy: native(
    "tantivy",
    "tantivy",
    "`TEXT | STORED`: its default tokenizer, positions, texts packed with LZ4; built up to the commit and the merges it begins itself, weighed as one segment",
  ),
  "tantivy-zstd": native("tantivy-zstd", "tantivy, zstd", "the same with texts packed with Zstandard"),
  sqlite: native(
    "sqlite",
    "SQLite FTS5",
    "`fts5(id UNINDEXED, title, text)`: `unicode61`, all positions, its own copy of the texts; built in one transaction without a journal, by one thread always, weighed after `optimize` and `VACUUM`",
  ),
  pagefind: {
    title: "Pagefind",
    setup: "a custom record a document, with title and language; weighed are index, fragments and metadata. All words must be there, and each also stands for longer ones",
    build: (folder) => ["node", here("pagefind.mjs"), corpus, join(folder, "pagefind"), lang],
    index: (folder) => weigh(join(folder, "pagefind"), (path) => /^(fragment|index|filter)\/|\.pf_meta$|pagefind-entry\.json$/.test(path)),
  },
  minisearch: {
    title: "MiniSearch",
    setup: "`fields` and `storeFields` are title and text; an index is its JSON. Has no positions: no phrases, no passages",
    build: (folder) => ["node", here("minisearch.mjs"), "build", corpus, folder],
    ask: (folder) => ["node", here("minisearch.mjs"), "ask", folder, queries, ASKED],
    index: (folder) => weigh(folder, (path) => path === "index.json"),
    packed: (folder) => gzipSync(readFileSync(join(folder, "index.json")), { level: 9 }).length,
  },
};

function native(name, title, setup) {
  return {
    title,
    setup,
    build: (folder, threads) => [PEERS, "build", name, corpus, folder, threads],
    finish: (folder) => [PEERS, "finish", name, folder],
    ask: (folder) => [PEERS, "ask", name, folder, queries, ASKED],
    index: (folder) => weigh(folder),
  };
}

/** The numbers of a process and of all that it started. */
function family(pid) {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const children = tasks.flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean));
    return [pid, ...children.flatMap(family)];
  } catch {
    return [];
  }
}

/** The seconds that a process has had of the processors, without its children. */
function seconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/.*\) /, "").split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/**
 * Runs a command: what it printed, its seconds by the clock and by the processors, and the most
 * memory that it and its children have used. On `core`, if given, and no other. Children that
 * nobody waits for, as Pagefind's, are not among what the shell counts: they are watched.
 */
async function run(command, core) {
  const pinned = core === undefined ? [] : ["taskset", "-c", String(core)];
  const timed = ["-c", 'TIMEFORMAT="%R %U %S"; time "$@"', "timed", ...pinned, ...command.map(String)];
  const child = spawn("bash", timed, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" } });
  const [peaks, spent] = [new Map(), new Map()];
  const raise = (known, pid, value) => known.set(pid, Math.max(known.get(pid) ?? 0, value));
  const watch = setInterval(() => {
    for (const pid of family(child.pid)) {
      raise(peaks, pid, peakMemory(pid));
      raise(spent, pid, seconds(pid));
    }
  }, 20);
  let [said, complained] = ["", ""];
  child.stdout.on("data", (part) => (said += part));
  child.stderr.on("data", (part) => (complained += part));
  const code = await new Promise((done) => child.on("close", done));
  clearInterval(watch);
  const lines = complained.trimEnd().split("\n");
  if (code !== 0) throw new Error(why(complained) ?? `${basename(command[0])} ended with ${code}: ${lines.at(-2) ?? ""}`);
  const [wall, user, system] = lines.at(-1).split(" ").map(Number);
  const sum = (known) => [...known.values()].reduce((sum, value) => sum + value, 0);
  return { said, wall, cpu: Math.max(user + system, sum(spent)), memory: sum(peaks) };
}

/** What an end for want of room is called. */
function why(complained) {
  if (/heap out of memory|Array buffer allocation failed/.test(complained)) return "out of memory";
  if (/Invalid string length|ERR_STRING_TOO_LONG/.test(complained)) return "out of memory: one string cannot hold its index";
  return undefined;
}

const least = (runs, what) => Math.min(...runs.map((run) => run[what]));

/** Builds with every tool, in rounds, on one core and on all, the tools taking turns. */
async function builds(tools) {
  const built = Object.fromEntries(tools.map((name) => [name, { one: [], all: [] }]));
  const cores = availableParallelism();
  for (let round = 1; round <= rounds; round++) {
    for (const [kind, threads, core] of [["one", 1, cores - 1], ["all", cores, undefined]]) {
      for (const name of tools) {
        const told = built[name];
        if (told.error || (round > 1 && least(told[kind], "wall") > SLOW)) continue;
        say(`${name}: building on ${threads === 1 ? "one core" : "all cores"}, round ${round}`);
        const folder = join(scratch, name);
        rmSync(folder, { recursive: true, force: true });
        try {
          const { wall, cpu, memory } = await run(TOOLS[name].build(folder, threads), core);
          told[kind].push({ wall, cpu, memory });
        } catch (error) {
          told.error = error.message;
        }
      }
    }
  }
  for (const name of tools) {
    const { finish, index, packed } = TOOLS[name];
    const folder = join(scratch, name);
    if (built[name].error) continue;
    if (finish) {
      const { wall, cpu } = await run(finish(folder));
      built[name].finish = { wall, cpu };
    }
    Object.assign(built[name], { folder, bytes: index(folder), packed: packed?.(folder) });
  }
  return built;
}

/** The answers outside a browser, tools taking turns; each query counts with its quickest. */
async function asked(tools, built) {
  const told = {};
  for (let round = 1; round <= Math.min(rounds, 3); round++) {
    for (const name of tools.filter((name) => TOOLS[name].ask && !built[name].error)) {
      say(`${name}: asking, round ${round}`);
      try {
        const all = JSON.parse((await run(TOOLS[name].ask(built[name].folder))).said);
        const { told: kinds = all, load, heap } = all;
        const known = told[name]?.kinds;
        for (const [at, kind] of kinds.entries()) {
          if (known) kind.ms = kind.ms.map((ms, query) => Math.min(ms, known[at].ms[query]));
        }
        told[name] = { kinds, load, heap };
      } catch (error) {
        told[name] = { error: error.message };
      }
    }
  }
  return told;
}

const cell = (value) => (value === undefined ? "–" : value);
const digits = (value) => value.toFixed(value < 0.995 ? 2 : value < 9.95 ? 1 : 0);
const of = (bytes) => (bytes / text.bytes).toFixed(2);
const speed = (seconds) => digits(text.bytes / 1e6 / seconds);
/** Median and 99th percentile of milliseconds. */
function spread(kinds) {
  const all = kinds?.flatMap(({ ms }) => ms) ?? [];
  return all.length ? `${digits(upper(all, 0.5))}, ${digits(upper(all, 0.99))}` : undefined;
}

function table(head, rows) {
  console.log(`| ${head.join(" | ")} |\n|---${"|--:".repeat(head.length - 1)}|`);
  for (const row of rows) console.log(`| ${row.map(cell).join(" | ")} |`);
  console.log();
}

function mainTable(tools, built, native, pages) {
  const head = [
    "", "index with the text (of the text)", "build, MB/s: a core", "all cores", "cold visit: sent until results",
    "query, native: median, 99th, ms", "in the browser",
  ];
  const rows = tools.map((name) => {
    const { error, one, all, bytes, packed } = built[name];
    const { title } = TOOLS[name];
    if (error) return [title, error, ...head.slice(2).map(() => undefined)];
    const { cold, error: failed, kinds } = pages[name] ?? {};
    return [
      title,
      `${mb(bytes)} (${of(bytes)})${packed ? `, gzip ${mb(packed)} (${of(packed)})` : ""}`,
      speed(least(one, "cpu")),
      speed(least(all, "wall")),
      failed ?? (cold && mb(cold.ranges.bytes)),
      native[name]?.error ?? spread(native[name]?.kinds),
      spread(kinds),
    ];
  });
  table(head, rows);
}

/** What the browser waits for and holds, a row a tool. */
function pageTable(tools, pages) {
  const rows = tools.flatMap((name) => {
    const { cold, error, memory } = pages[name] ?? {};
    if (!cold) return error ? [[TOOLS[name].title, error, ...Array(6)]] : [];
    const { ranges, whole } = cold;
    const held = memory && [mb(memory.heap), mb(memory.process)];
    return [[
      TOOLS[name].title, mb(ranges.bytes), ranges.requests, mb(whole.bytes),
      `${digits(ranges.ready / 1000)} s`, `${digits(ranges.shown / 1000)} s`, ...(held ?? Array(2)),
    ]];
  });
  table(["cold visit", "sent", "requests", "sent by a host without ranges", "can be asked", "results stand", "scripts hold", "the page's process, at most"], rows);
}

/** A row a kind, two columns a tool where it runs in both places. */
function kindTable(tools, native, pages) {
  const columns = [
    ...tools.filter((name) => native[name]?.kinds).map((name) => [`${TOOLS[name].title}${name === "minisearch" ? ", node" : ""}`, native[name]]),
    ...tools.filter((name) => pages[name]?.kinds).map((name) => [`${TOOLS[name].title}, browser`, pages[name]]),
  ];
  const rows = kinds.map(({ kind, queries }) => {
    const cells = columns.map(([, { kinds }]) => {
      const told = kinds.filter((told) => told.kind === kind);
      const asked = told[0]?.ms.length;
      return asked < queries.length ? `${spread(told)} (${asked})` : spread(told);
    });
    return [`${kind} (${queries.length})`, ...cells];
  });
  table(["median, 99th, ms", ...columns.map(([title]) => title)], rows);
}

const version = (tool) => JSON.parse(readFileSync(here(`node_modules/${tool}/package.json`), "utf8")).version;

/** The versions measured. */
async function versions() {
  return {
    kashf: (await run([KASHF, "--version"])).said.trim().split(" ").at(-1),
    ...JSON.parse((await run([PEERS, "versions"])).said),
    pagefind: version("pagefind"),
    minisearch: version("minisearch"),
    node: process.versions.node,
  };
}

const wanted = flags.only?.split(",") ?? Object.keys(TOOLS);
const tools = Object.keys(TOOLS).filter((name) => wanted.includes(name));
say("reading the corpus");
const { documents, ...text } = await take(given[0], limit * 1e6, corpus);
const { lang } = text;
const kinds = draw(documents, most);
if (given[1]) kinds.push(await typed(given[1], most));
writeFileSync(queries, JSON.stringify(kinds));
const told = {
  corpus: basename(given[0]), documents: documents.length, text, machine: machine(), versions: await versions(), kinds,
};
documents.length = 0;
const built = await builds(tools);
const answers = await asked(tools, built);
const inPage = Object.fromEntries(tools.filter((name) => inBrowser(name) && !built[name].error).map((name) => [name, built[name].folder]));
const pages = await measurePages(inPage, lang, kinds[0].queries.slice(0, 5).map((words) => words.join(" ")), kinds, 3, say);
Object.assign(told, { built, native: answers, pages });
if (flags.json) writeFileSync(flags.json, `${JSON.stringify(told, null, 1)}\n`);

const found = told.versions;
console.log(`${told.corpus}: ${told.documents} documents, ${mb(text.bytes)} of text; ${told.machine}.`);
const limited = limit < Infinity ? ["--limit", flags.limit] : [];
console.log(`\`${["benches/peers/run", ...given.map((file) => basename(file)), ...limited].join(" ")}\`\n`);
mainTable(tools, built, answers, pages);
pageTable(tools, pages);
kindTable(tools, answers, pages);
if (built.kashf?.bytes && built.tantivy?.bytes) {
  const times = (kind, what, more = 0) => {
    const pairs = built.kashf[kind].map((run, at) => (built.tantivy[kind][at]?.[what] + more) / run[what]);
    return digits(upper(pairs.filter(Number.isFinite), 0.5));
  };
  const { cpu, wall } = built.tantivy.finish;
  console.log(`Kashf builds ${times("one", "cpu")} times as fast as tantivy on one core, ${times("all", "wall")} times on all; beside tantivy with the`);
  console.log(`merge into one segment that its size is of, ${times("one", "cpu", cpu)} and ${times("all", "wall", wall)} times: medians of ${rounds} pairs.\n`);
}
console.log(`Builds are whole processes that read the same file; the quickest of ${rounds} rounds counts (of one, if it took a minute),`);
console.log("on one core by its processor time, on all by the clock. An answer is the number of documents found and the ten");
console.log("best with their passages; each query counts with its quickest. A host sends text and programs packed with gzip.\n");
console.log(`Kashf ${found.kashf}, ${found.tantivy}, SQLite ${found.sqlite}, Pagefind ${found.pagefind}, MiniSearch ${found.minisearch}, node ${found.node}:\n`);
for (const name of tools) console.log(`- ${TOOLS[name].title}: ${TOOLS[name].setup}.`);
