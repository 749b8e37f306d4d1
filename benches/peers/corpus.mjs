// The corpus that all tools are given, and the words they are asked for.

import { createReadStream, createWriteStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** The lines of a file, one after another. */
const lines = (file) => createInterface({ input: createReadStream(file), crlfDelay: Infinity });

/**
 * Writes the documents that are measured: the first ones, up to `limit` bytes of text, with the
 * fields that every tool can keep. Gives them, and what they are in all.
 */
export async function take(file, limit, to) {
  const documents = [];
  const out = createWriteStream(to);
  const languages = new Map();
  let bytes = 0;
  for await (const line of lines(file)) {
    if (!line.trim()) continue;
    const { id, title = "", text = "", lang = "" } = JSON.parse(line);
    const more = Buffer.byteLength(text);
    if (bytes + more > limit) break;
    bytes += more;
    languages.set(lang, (languages.get(lang) ?? 0) + more);
    const document = { id: String(id), title: title ?? "", text, ...(lang && { lang }) };
    documents.push(document);
    if (!out.write(`${JSON.stringify(document)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  const [lang] = [...languages].sort((a, b) => b[1] - a[1])[0] ?? [""];
  return { documents, bytes, lang: lang || "en" };
}

/** The words of a text, in small letters. */
const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}\p{M}\u200c]+/gu) ?? [];

/** Whether every tool takes it for one word: it has no digits, no marks, no half-space. */
const isPlain = (word) => /^\p{L}{2,}$/u.test(word);

/** Numbers that look thrown, the same ones in every run (Mulberry32). */
function dice(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * Queries of four kinds, drawn from the corpus by how frequent its words are:
 *
 * - *common word*: from the 500 most frequent;
 * - *three words* that stand near each other in some document, none of the 100 most frequent;
 * - *phrase*: two to four words in a row, of which one at least is none of those;
 * - *prefix*: the first three letters of a word of the middle ranks.
 *
 * `ask` says how the words belong together: `any`, `phrase` or `prefix`.
 */
export function draw(documents, most) {
  const random = dice(20_061_122);
  const count = new Map();
  for (const { text } of documents) {
    for (const word of words(text)) if (isPlain(word)) count.set(word, (count.get(word) ?? 0) + 1);
  }
  const ranked = [...count.keys()].sort((a, b) => count.get(b) - count.get(a) || (a < b ? -1 : 1));
  const common = new Set(ranked.slice(0, 100));
  const middle = ranked.slice(100, Math.max(101, Math.floor(ranked.length / 10))).filter((word) => word.length > 4);
  const one = (list) => list[random(list.length)];
  /** So many different queries as `make` gives, or as many as it gives in a fair number of tries. */
  const some = (make) => {
    const found = new Map();
    for (let tries = 0; found.size < most && tries < 50 * most; tries++) {
      const query = make();
      if (query) found.set(query.join(" "), query);
    }
    return [...found.values()];
  };
  /** Words in a row, from anywhere. */
  const row = (length) => {
    const all = words(one(documents).text);
    const at = random(Math.max(1, all.length - length));
    return all.length < length ? null : all.slice(at, at + length);
  };
  const near = () => {
    const [a, , , , b, , , , c] = row(9) ?? [];
    const three = [a, b, c];
    return three.every((word) => word && isPlain(word) && !common.has(word)) && new Set(three).size === 3 ? three : null;
  };
  const phrase = () => {
    const found = row(2 + random(3));
    return found?.every(isPlain) && found.some((word) => !common.has(word)) ? found : null;
  };
  return [
    { kind: "common word", ask: "any", queries: some(() => [one(ranked.slice(0, 500))]) },
    { kind: "three words", ask: "any", queries: some(near) },
    { kind: "phrase", ask: "phrase", queries: some(phrase) },
    { kind: "prefix", ask: "prefix", queries: some(() => (middle.length ? [one(middle).slice(0, 3)] : null)) },
  ];
}

/** Queries as somebody typed them, spread over their file. */
export async function typed(file, most) {
  const all = [];
  for await (const line of lines(file)) {
    if (line.trim()) all.push(words(JSON.parse(line).query).filter(isPlain));
  }
  const asked = all.filter((query) => query.length);
  const step = Math.max(1, Math.floor(asked.length / most));
  return { kind: "as typed", ask: "any", queries: asked.filter((_, at) => at % step === 0).slice(0, most) };
}
