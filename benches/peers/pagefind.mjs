// Pagefind's index of a corpus, by its own interface for node, as a process to be timed.
//
//   node pagefind.mjs CORPUS.jsonl FOLDER LANGUAGE
//
// A document becomes a record with its title and its text in its language: what its
// documentation recommends for texts that do not come as pages.

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import * as pagefind from "pagefind";

const [corpus, outputPath, language] = process.argv.slice(2);
const { index } = await pagefind.createIndex();
for await (const line of createInterface({ input: createReadStream(corpus), crlfDelay: Infinity })) {
  const { id, title, text, lang } = JSON.parse(line);
  const { errors } = await index.addCustomRecord({
    url: `/${encodeURIComponent(id)}`,
    content: text,
    language: lang ?? language,
    meta: { title: title || id },
  });
  if (errors.length) throw new Error(errors.join("; "));
}
const { errors } = await index.writeFiles({ outputPath });
if (errors.length) throw new Error(errors.join("; "));
await pagefind.close();
