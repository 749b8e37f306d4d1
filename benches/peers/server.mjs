// A static host on the loopback interface that counts what it sends.

import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves a folder, as static hosts do: what they pack is sent packed (gzip, made beforehand),
 * and parts of the rest are sent to whom asks for them, unless `ranges` is false.
 *
 * `sent` counts bodies, in bytes as they are on the wire, and requests; `forget` starts anew.
 */
export async function serve(folder, { ranges = true } = {}) {
  const packed = new Map();
  const pack = (under) => {
    for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
      const path = join(under, entry.name);
      if (entry.isDirectory()) pack(path);
      else if (extname(path) in TYPES) packed.set(path, gzipSync(readFileSync(join(folder, path)), { level: 6 }));
    }
  };
  pack("");
  const held = new Map();
  const read = (path) => {
    if (!held.has(path)) held.set(path, readFileSync(join(folder, path)));
    return held.get(path);
  };
  const sent = { bytes: 0, requests: 0 };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname).slice(1) || "index.html";
    sent.requests++;
    const send = (status, headers, body) => {
      response.writeHead(status, { "content-length": body.length, ...headers });
      if (request.method === "HEAD") return response.end();
      sent.bytes += body.length;
      response.end(body);
    };
    try {
      const type = { "content-type": TYPES[extname(path)] ?? "application/octet-stream" };
      if (packed.has(path)) return send(200, { ...type, "content-encoding": "gzip" }, packed.get(path));
      const whole = read(path);
      const asked = ranges && request.headers.range?.match(/^bytes=(\d+)-(\d*)$/);
      const accept = ranges ? { "accept-ranges": "bytes" } : {};
      if (!asked) return send(200, { ...type, ...accept }, whole);
      const [from, to] = [Number(asked[1]), Math.min(Number(asked[2] || whole.length - 1), whole.length - 1)];
      if (from > to) return send(416, { "content-range": `bytes */${whole.length}` }, Buffer.alloc(0));
      const part = { "content-range": `bytes ${from}-${to}/${whole.length}` };
      send(206, { ...type, ...accept, ...part }, whole.subarray(from, to + 1));
    } catch {
      send(404, {}, Buffer.alloc(0));
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    sent,
    forget: () => Object.assign(sent, { bytes: 0, requests: 0 }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Bytes of the files of a folder for whose path `keep` holds. */
export function weigh(folder, keep = () => true, under = "") {
  return readdirSync(join(folder, under), { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(under, entry.name);
    if (entry.isDirectory()) return sum + weigh(folder, keep, path);
    return sum + (keep(path) ? statSync(join(folder, path)).size : 0);
  }, 0);
}
