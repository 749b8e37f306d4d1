// MiniSearch in node: its index of a corpus, as a process to be timed, and its answers.
//
//   node minisearch.mjs build CORPUS.jsonl FOLDER
//   node minisearch.mjs ask FOLDER QUERIES.json ROUNDS
//
// As its documentation sets it up, with the fields to be shown among those it stores.

import { createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import MiniSearch from "minisearch";

const options = { fields: ["title", "text"], storeFields: ["title", "text"] };

const tasks = {
  async build(corpus, folder) {
    const index = new MiniSearch(options);
    for await (const line of createInterface({ input: createReadStream(corpus), crlfDelay: Infinity })) {
      index.add(JSON.parse(line));
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "index.json"), JSON.stringify(index));
  },

  ask(folder, queries, rounds) {
    const start = performance.now();
    const index = MiniSearch.loadJSON(readFileSync(join(folder, "index.json"), "utf8"), options);
    const load = performance.now() - start;
    const told = JSON.parse(readFileSync(queries, "utf8"))
      .filter(({ ask }) => ask !== "phrase")
      .map(({ kind, ask, queries }) => {
        const best = queries.map(() => Infinity);
        const found = queries.map(() => 0);
        for (let round = 0; round < Number(rounds); round++) {
          for (const [at, words] of queries.entries()) {
            const start = performance.now();
            found[at] = index.search(words.join(" "), { prefix: ask === "prefix" }).length;
            best[at] = Math.min(best[at], performance.now() - start);
          }
        }
        return { kind, ms: best, found };
      });
    console.log(JSON.stringify({ load, heap: process.memoryUsage().heapUsed, told }));
  },
};

const [task, ...given] = process.argv.slice(2);
await tasks[task](...given);
