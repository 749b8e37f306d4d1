// What `trunk build --release` writes is a working site: it starts, and it answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

process.env.KASHF_DIST = fileURLToPath(new URL("../../target/trunk", import.meta.url));
const { browsers, click, id, launch, open, ready, search, serve } = await import("./harness.mjs");

for (const browserName of browsers) {
  test(`Trunk's site in ${browserName}`, async (t) => {
    const browser = await launch(browserName);
    t.after(() => browser.close());
    const server = await serve(t, { under: "/deep/er/" });
    const { page, errors, workers } = await open(t, browser, server.url(""));
    await ready(page);
    assert.ok((await search(page, "لاوروف")) >= 5);
    // Its program is not cut: the page and the engine have their second part from the start.
    await click(page, id("view-timeline"));
    await page.waitForSelector(`${id("timeline-picture")} svg`);
    assert.match((await workers()).join(), /^blob:[^,]+$/);
    assert.deepEqual(errors, []);
  });
}
