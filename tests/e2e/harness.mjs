// What the end-to-end tests share: browsers, a server that can misbehave, and an open page
// with everything it did wrong.
//
// The artefacts are those of `kashf build`: by default the folder `dist` at the top of the
// checkout, else the folder named in KASHF_DIST; the corpus's name is in KASHF_NAME.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const here = fileURLToPath(new URL(".", import.meta.url));
export const dist = resolve(process.env.KASHF_DIST ?? join(here, "../../dist"));
export const name = process.env.KASHF_NAME ?? "kashf";
export const browsers = (process.env.KASHF_BROWSERS ?? "chrome firefox").split(" ");

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";

/** The address of an artefact on the disk. */
export const onDisk = (path) => pathToFileURL(join(dist, path)).href;

/** Starts a browser: `"chrome"` or `"firefox"`. */
export function launch(browser) {
  if (browser === "firefox") {
    return puppeteer.launch({
      browser,
      executablePath: FIREFOX,
      headless: true,
      timeout: 90_000,
      // Puppeteer switches this off, and then files may read each other as they never may
      // at a reader's.
      extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true },
    });
  }
  return puppeteer.launch({
    executablePath: CHROMIUM,
    timeout: 90_000,
    args: [
      "--no-sandbox",
      "--headless=new",
      "--disable-gpu",
      "--disable-quic",
      "--disable-dev-shm-usage",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/**
 * Serves `dist` on the loopback interface until the test `t` is over.
 *
 * `under`: the path it lies under, such as `"/a/b/"`. `policy`: a content security policy
 * sent with every answer. `wasmType`: what it says a .wasm file is. `pages`: further files,
 * by path, as text. `shared`: other origins may read. `log` holds the path of every request.
 */
export async function serve(t, { under = "/", policy, wasmType, pages = {}, shared = false } = {}) {
  const log = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    log.push(path);
    const own = path.startsWith(under) ? path.slice(under.length) : null;
    try {
      if (own === null) throw new Error("outside");
      const file = own === "" || own.endsWith("/") ? `${own}index.html` : own;
      const body = pages[file] ?? (await readFile(join(dist, file)));
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.setHeader("content-type", (extname(file) === ".wasm" && wasmType) || type);
      if (shared) response.setHeader("access-control-allow-origin", "*");
      if (policy) response.setHeader("content-security-policy", policy);
      response.end(body);
    } catch {
      response.statusCode = 404;
      response.end("not here");
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (path) => `${origin}${under}${path}`,
    log,
  };
}

/**
 * Opens a page until the test `t` is over, and notes what it does: `errors` (of the console,
 * or uncaught), `requests` (addresses asked for, `data:` and `blob:` aside; Firefox does not
 * tell those of files), `violations()` of its policy, and `workers()`: the addresses of those
 * that came to life.
 */
export async function open(t, browser, url) {
  const page = await browser.newPage();
  t.after(() => page.close().catch(() => {})); // the browser may be gone first
  const errors = [];
  const requests = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  await page.evaluateOnNewDocument(() => {
    globalThis.violations = [];
    addEventListener("securitypolicyviolation", (event) => {
      violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
    globalThis.workers = [];
    globalThis.Worker = class extends Worker {
      constructor(url, options) {
        super(url, options);
        this.addEventListener("message", ({ data }) => data.alive && workers.push(String(url)));
      }
    };
  });
  await page.goto(url);
  const violations = () => page.evaluate(() => globalThis.violations);
  const workers = () => page.evaluate(() => globalThis.workers);
  return { page, errors, requests, violations, workers };
}

/** Waits until a query can be answered in `host` (by default the whole page). */
export async function ready(page, host = "html") {
  await page.waitForSelector(`${host}[data-kashf="ready"]`, { timeout: 20_000 });
}

/** Waits for an element, asking again and again: what changes in a shadow root wakes nobody. */
export async function appeared(page, selector) {
  for (let left = 20_000; left > 0; left -= 50) {
    const element = await page.$(selector);
    if (element) return element;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`expected ${selector} on the page within 20 s, found none`);
}

/** Types a query into the search box found from `root` and waits for its count. */
export async function search(page, query, root = "") {
  const box = await appeared(page, `${root}[data-testid="search-input"]`);
  await box.evaluate((input) => {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  });
  await box.type(query);
  const result = await appeared(page, `${root}[data-testid="result"]`);
  await result.dispose();
  return page.$eval(`${root}[data-testid="result-count"]`, (shown) => Number(shown.dataset.count));
}

/** Writes a picture of the page into KASHF_SHOTS, when that is set. */
export async function shot(page, file) {
  if (process.env.KASHF_SHOTS) {
    await page.screenshot({ path: join(process.env.KASHF_SHOTS, `${file}.png`) });
  }
}
