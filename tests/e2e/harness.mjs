// What the end-to-end tests share: browsers, a server that can misbehave, and an open page
// with everything it did wrong.
//
// The artefacts are those of `kashf build`: by default the folder `dist` at the top of the
// checkout, else the folder named in KASHF_DIST; the corpus's name is in KASHF_NAME.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
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
 * sent with every answer. `pages`: further files,
 * by path, as text or bytes, null for none. `shared`: other origins may read. `ranges`: parts of files are given.
 * `log` holds the path of every request, `sent()` tells the bytes of all answers, `put`
 * changes a file, `stop` ends it.
 */
export async function serve(t, { under = "/", policy, pages = {}, shared = false, ranges = false } = {}) {
  const log = [];
  const files = {};
  let sent = 0;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    log.push(path);
    const own = path.startsWith(under) ? path.slice(under.length) : null;
    try {
      if (own === null) throw new Error("outside");
      const file = own === "" || own.endsWith("/") ? `${own}index.html` : own;
      const read = async () => {
        const body = file in pages ? pages[file] : await readFile(join(dist, file));
        return { body, tag: `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"` };
      };
      const { body, tag } = (files[file] ??= await read());
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
      response.setHeader("etag", tag);
      if (request.headers["if-none-match"] === tag) return response.writeHead(304).end();
      if (shared) response.setHeader("access-control-allow-origin", "*");
      if (policy) response.setHeader("content-security-policy", policy);
      if (ranges) response.setHeader("accept-ranges", "bytes");
      const [, from, to] = (ranges && /^bytes=(\d+)-(\d+)$/.exec(request.headers.range)) || [];
      const part = from === undefined ? body : body.slice(Number(from), Number(to) + 1);
      if (part !== body) {
        response.statusCode = 206;
        response.setHeader("content-range", `bytes ${from}-${Number(from) + part.length - 1}/${body.length}`);
      }
      response.setHeader("content-length", Buffer.byteLength(part));
      sent += request.method === "HEAD" ? 0 : Buffer.byteLength(part);
      response.end(part);
    } catch {
      response.statusCode = 404;
      response.end("not here");
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  t.after(stop);
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (path) => `${origin}${under}${path}`,
    log,
    sent: () => sent,
    stop,
    put: (file, body) => {
      pages[file] = body;
      delete files[file];
    },
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

/** The selector of a test hook. */
export const id = (hook) => `[data-testid="${hook}"]`;

/** Clicks what a selector names, as soon as it is there. */
export const click = async (page, selector) =>
  (await page.waitForSelector(selector, { timeout: 5000 })).evaluate((element) => element.click());

/** Waits until the address holds a part of its state. */
export const inAddress = (page, part) =>
  page.waitForFunction((part) => decodeURIComponent(location.hash).includes(part), { timeout: 5000 }, part);

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds on the page that keeps people out: serious and critical findings. */
export async function findings(page) {
  await page.evaluate(await readFile(axe, "utf8"));
  return page.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    return grave.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html).join(" | ")}`);
  });
}

/** Chooses a file of that text in the chooser of a test hook. */
export const give = (page, hook, text, file = "file.json") =>
  page.evaluate((hook, text, file) => {
    const files = new DataTransfer();
    files.items.add(new File([text], file));
    const input = document.querySelector(hook);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, id(hook), text, file);

/** From now on what would be saved is put to the page's `saved` instead. */
export const caught = (page) =>
  page.evaluate(() => {
    globalThis.saved = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => (saved.push(blob), make.call(URL, blob));
    HTMLAnchorElement.prototype.click = function () {};
  });

/** What a click saves, as text, once it is caught. */
export async function saved(page, hook) {
  await page.evaluate(() => (globalThis.saved.length = 0));
  await click(page, id(hook));
  await page.waitForFunction(() => globalThis.saved.length === 1);
  return page.evaluate(() => globalThis.saved[0].text());
}
