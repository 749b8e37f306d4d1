// The page as `trunk build --release` writes it, served as a plain folder: it starts, in a
// worker, and answers. The folder is `target/trunk`, else the one named in KASHF_TRUNK.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browsers, launch, open, ready, search, serve } from "./harness.mjs";

for (const browserName of browsers) {
  test(`Trunk's page works in ${browserName}`, async (t) => {
    const browser = await launch(browserName);
    t.after(() => browser.close());
    const folder = process.env.KASHF_TRUNK ?? new URL("../../target/trunk", import.meta.url).pathname;
    const server = await serve(t, { folder, under: "/below/" });
    const { page, errors, workers } = await open(t, browser, server.url(""));
    await ready(page);
    const word = await page.evaluate(async () => {
      const corpus = await kashf.ready;
      const { documents } = await corpus.documents({ limit: 1 });
      return documents[0].title.match(/\p{L}{3,}/u)[0];
    });
    assert.ok((await search(page, word)) >= 1);
    assert.match((await workers()).join(), /^blob:[^,]+$/);
    assert.deepEqual(errors, []);
    assert.deepEqual(server.log.filter((path) => !path.startsWith("/below/")), []);
  });
}
