// Starts Kashf: on its own pages, in its worker, and inside other people's pages.
//
// Hand-written, no framework, no build step: what you read here is what every page runs.
// From top to bottom: the engine's side (`serve`), the client of it (`Corpus`), where the
// program and the texts come from in each form (`forms`), the page, the element.
//
// `glue` is a function that returns the bindings wasm-bindgen wrote for the program;
// `moduleUrl` is the address of `kashf.js` when this runs as that module. Without either,
// this is the development page that Trunk serves.
function kashfBoot(glue, moduleUrl) {
  "use strict";

  // ── The engine's side ────────────────────────────────────────────────────────────────
  // In comes `{start: module}`, then `{id, open: bytes}`, `{id, ask: question}` and
  // `{cancel: id}`; out goes `{alive}`, `{id, answer}`, `{id, error}` or, at the end,
  // `{dead: why}`. Its own text is sent into Blob workers: it may use nothing from outside.
  function serve(glue, port) {
    const waiting = new Map(); // what has not begun, in the order it came
    const turn = new MessageChannel(); // a breath between questions, to hear of cancellations
    let bindings, engine;
    const said = (error) => String(error?.message ?? error);

    async function start(module) {
      try {
        bindings = glue();
        await bindings({ module_or_path: module });
        port.postMessage({ alive: true });
      } catch (error) {
        port.postMessage({ dead: said(error) });
      }
    }

    function answer({ open, ask }) {
      if (!open) return Object.values(engine.answer(ask))[0];
      engine = new bindings.Engine(open);
    }

    turn.port1.onmessage = () => {
      const [first] = waiting;
      if (!first) return;
      const [id, task] = first;
      waiting.delete(id);
      try {
        port.postMessage({ id, answer: answer(task) });
      } catch (error) {
        // A trap leaves the program's memory in an unknown state: it must not go on.
        if (error instanceof WebAssembly.RuntimeError) {
          return port.postMessage({ dead: `the engine stopped (${said(error)}); reload the page` });
        }
        port.postMessage({ id, error: said(error) });
      }
      if (waiting.size) turn.port2.postMessage(0);
    };

    port.onmessage = ({ data }) => {
      if (data.start) start(data.start);
      else if (data.cancel) waiting.delete(data.cancel);
      else if (waiting.set(data.id, data).size === 1) turn.port2.postMessage(0);
    };
  }

  // `page.js` and `kashf.js` are their own workers: one file to fetch, one to cache.
  if (globalThis.location?.hash === "#kashf-worker" && typeof WorkerGlobalScope === "function") {
    return serve(glue, globalThis);
  }

  // ── The client ───────────────────────────────────────────────────────────────────────

  // Starts an engine in the first place that allows one. A policy's refusal of a worker may
  // come as an exception, as an error event, or not at all; so each place has to answer.
  async function connect(module) {
    const places = [...program.workers, blobWorker, thisThread];
    for (;;) {
      const place = places.shift();
      let worker;
      try {
        worker = place();
        await new Promise((resolve, reject) => {
          const refuse = (why) => reject(new Error(why || "no worker may start here"));
          worker.onmessage = ({ data }) => (data.alive ? resolve() : refuse(data.dead));
          worker.onmessageerror = () => refuse();
          worker.onerror = (event) => {
            event.preventDefault?.();
            refuse(event.message);
          };
          setTimeout(refuse, 20_000);
          worker.postMessage({ start: module });
        });
        return worker;
      } catch (error) {
        worker?.terminate();
        if (!places.length) throw error;
      }
    }
  }

  function blobWorker() {
    const source = program.workerSource?.(serve) ?? `(${serve})(${glue}, self)`;
    const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(url, { type: program.workerSource ? "module" : "classic" });
    worker.addEventListener("message", () => URL.revokeObjectURL(url), { once: true });
    return worker;
  }

  function thisThread() {
    const { port1, port2 } = new MessageChannel();
    serve(program.glue ?? glue, port1);
    return Object.assign(port2, { terminate: () => port1.close() });
  }

  const defined = (options) =>
    Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

  /** One open corpus, and the only client of its engine. */
  class Corpus {
    #worker = null;
    #asked = new Map();
    #last = 0;
    #stage = null;
    #watchers = new Set();
    #closed = null;

    /** What the corpus is; null until `ready`. */
    info = null;

    /** `source`: an address, a File or Blob, bytes, or a function that fetches bytes. */
    constructor(source) {
      this.ready = this.#open(source);
      this.ready.catch(() => {}); // whoever waits for it hears of it; nobody has to
    }

    /** Calls `seen({stage, done, total})` now and as opening goes on; returns a way to stop. */
    watch(seen) {
      this.#watchers.add(seen);
      if (this.#stage) seen(this.#stage);
      return () => this.#watchers.delete(seen);
    }

    /** Asks the engine: `message` is a protocol `Request`, the result what it answers. */
    request(message, { signal } = {}) {
      return this.#ask(this.ready, { ask: message }, [], signal);
    }

    search(query, { signal, limit, offset, sort, filter, without, names } = {}) {
      const matching = defined({ without, names });
      const search = defined({ query: String(query), limit, offset, sort, filter, matching });
      return this.request({ search }, { signal });
    }

    document(id, { signal, query, without, names } = {}) {
      const matching = defined({ without, names });
      return this.request({ document: defined({ id: String(id), query, matching }) }, { signal });
    }

    documents({ signal, limit, offset, sort, filter } = {}) {
      return this.request({ documents: defined({ limit, offset, sort, filter }) }, { signal });
    }

    /** Ends the engine and frees its memory; whatever is still asked is rejected. */
    close() {
      this.#end(new Error("this corpus is closed"));
    }

    async #open(source) {
      const report = (stage, done, total) => {
        this.#stage = { stage, done, total };
        for (const seen of this.#watchers) seen(this.#stage);
      };
      report("program", 0, 1);
      const [module, bytes] = await Promise.all([program.module(), read(source, report)]);
      report("open", 0, 1);
      const worker = await connect(module);
      if (this.#closed) {
        worker.terminate();
        throw this.#closed;
      }
      this.#worker = worker;
      worker.onmessage = ({ data }) => this.#hear(data);
      worker.onerror = (event) => this.#end(new Error(`the worker stopped: ${event.message}`));
      const now = Promise.resolve();
      await this.#ask(now, { open: bytes }, [bytes.buffer]);
      this.info = await this.#ask(now, { ask: "info" }, []);
      report("open", 1, 1);
      return this.info;
    }

    #ask(after, task, transfer, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (this.#closed) return reject(this.#closed);
        const id = ++this.#last;
        const settled = (how) => (value) => {
          this.#asked.delete(id);
          signal?.removeEventListener("abort", abort);
          how(value);
        };
        const question = { resolve: settled(resolve), reject: settled(reject) };
        const abort = () => {
          question.reject(signal.reason);
          this.#worker?.postMessage({ cancel: id });
        };
        signal?.addEventListener("abort", abort);
        this.#asked.set(id, question);
        const post = () => this.#asked.has(id) && this.#worker.postMessage({ id, ...task }, transfer);
        after.then(post).catch(question.reject);
      });
    }

    #hear({ id, answer, error, dead }) {
      if (dead) this.#end(new Error(dead));
      else if (error === undefined) this.#asked.get(id)?.resolve(answer);
      else this.#asked.get(id)?.reject(new Error(error));
    }

    #end(why) {
      this.#closed ??= why;
      this.#worker?.terminate();
      this.#worker = null;
      for (const { reject } of [...this.#asked.values()]) reject(this.#closed);
    }
  }

  // ── Bytes ────────────────────────────────────────────────────────────────────────────

  // The index bytes of any source, in a buffer that may be given away.
  async function read(source, report) {
    if (typeof source === "function") return source(report);
    let bytes;
    if (source instanceof Blob) bytes = await source.arrayBuffer();
    else if (source?.byteLength !== undefined) bytes = source;
    else bytes = await fetched(source, report);
    bytes = ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : new Uint8Array(bytes);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return inflated([bytes]);
    const head = new TextDecoder("latin1").decode(bytes.subarray(0, 64));
    if (/^\W*<(!doctype\s+)?html/i.test(head)) return fromPage(bytes, report);
    return bytes.buffer === source || ArrayBuffer.isView(source) ? bytes.slice() : bytes;
  }

  // One of our own single pages, as a file: the index lies in it in inert tags. (This text
  // may itself lie in such a page, so the pattern must not contain what it looks for.)
  function fromPage(bytes, report) {
    const text = new TextDecoder("latin1").decode(bytes);
    const tags = [...text.matchAll(/<scrip[t] type="text\/plain" data-kashf="index">([^<]*)/g)];
    if (!tags.length) throw new Error("this page holds no Kashf index: give one that `kashf build` wrote");
    return inflated(tags.map(([, base64]) => decoded(base64)), report, tags.length);
  }

  async function fetched(address, report) {
    const response = await answered(address);
    const plain = !response.headers.get("content-encoding");
    const total = (plain && Number(response.headers.get("content-length"))) || 0;
    const parts = [];
    let done = 0;
    for (const reader = response.body.getReader(); ; ) {
      const part = await reader.read();
      if (part.done) return new Blob(parts).arrayBuffer();
      parts.push(part.value);
      report("fetch", (done += part.value.length), Math.max(total, done));
    }
  }

  async function answered(address) {
    const response = await fetch(address).catch((error) => {
      throw new Error(`${address} cannot be fetched (${error.message})`);
    });
    if (!response.ok) throw new Error(`${address} cannot be fetched: the server answered ${response.status}`);
    return response;
  }

  function decoded(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  }

  // Joins and inflates pieces of a gzip file. Each is awaited, so the page stays alive.
  async function inflated(pieces, report = () => {}, count = 1) {
    const { readable, writable } = new DecompressionStream("gzip");
    const feed = async () => {
      const writer = writable.getWriter();
      let done = 0;
      for await (const piece of pieces) {
        await writer.write(piece);
        report("inflate", ++done, count);
      }
      await writer.close();
    };
    try {
      const [bytes] = await Promise.all([new Response(readable).arrayBuffer(), feed()]);
      return new Uint8Array(bytes);
    } catch (error) {
      throw new Error(`the data is damaged or cut off (${error.message}): take a fresh copy`);
    }
  }

  // ── The forms: where the program and the texts come from ─────────────────────────────

  const wasmAt = async (address) => {
    const response = await answered(address);
    const typed = response.headers.get("content-type")?.startsWith("application/wasm");
    return typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  };

  const forms = {
    // One HTML file: everything is in inert tags, the texts behind this script.
    single: () => ({
      compile: async () => WebAssembly.compile(await inflated(tags("program"))),
      workers: [],
      index: async (report) => {
        if (document.readyState === "loading") {
          await new Promise((seen) => addEventListener("DOMContentLoaded", seen, { once: true }));
        }
        const pieces = tags("index");
        return inflated(pieces, report, pieces.length);
      },
    }),

    // A folder on a server.
    site: ({ name }) => ({
      compile: () => wasmAt("kashf.wasm"),
      workers: [() => new Worker("page.js#kashf-worker")],
      index: (report) => read(`${encodeURIComponent(name)}.kashf`, report),
    }),

    // The same folder on a disk, where scripts may be loaded but nothing fetched.
    disk: ({ programPieces, indexPieces }) => ({
      compile: async () => WebAssembly.compile(await inflated(pieces("program", +programPieces))),
      workers: [],
      index: (report) => inflated(pieces("index", +indexPieces, report), report, +indexPieces),
    }),

    // `kashf.js` in another page, with `kashf.wasm` beside it.
    embed: () => ({
      compile: () => wasmAt(new URL("kashf.wasm", moduleUrl)),
      workers: [() => new Worker(`${moduleUrl}#kashf-worker`, { type: "module" })],
    }),

    // Trunk's page: its own script starts the program and says so.
    dev: () => {
      const link = (query) => document.querySelector(query).href;
      return {
        compile: () => wasmAt(link('link[type="application/wasm"]')),
        workers: [],
        workerSource: (serve) =>
          `import * as it from ${JSON.stringify(link("link[rel=modulepreload]"))};
           (${serve})(() => Object.assign((from) => it.default(from), it), self)`,
        glue: () => Object.assign(async () => {}, globalThis.wasmBindings),
        bindings: async () => {
          if (!globalThis.wasmBindings) {
            await new Promise((seen) => addEventListener("TrunkApplicationStarted", seen, { once: true }));
          }
          return globalThis.wasmBindings;
        },
        index: (report) => read("sample.kashf", report),
      };
    },
  };

  const tags = (name) =>
    [...document.querySelectorAll(`script[data-kashf="${name}"]`)].map((tag) => decoded(tag.textContent));

  // Classic scripts, one after the other; each calls `kashfPiece` with its share.
  async function* pieces(name, count, report = () => {}) {
    globalThis.kashfPiece ??= (key, base64) => arrived.set(key, base64);
    for (let n = 0; n < count; n++) {
      const key = `${name}-${n}`;
      await new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `offline/${key}.js`;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${script.src} is missing: copy the whole folder`));
        document.head.append(script);
        script.remove();
      });
      report("fetch", n + 1, count);
      yield decoded(arrived.get(key));
      arrived.delete(key);
    }
  }
  const arrived = new Map();

  // Remembers what `make` promised; after a failure the next caller tries again.
  const once = (make) => {
    let kept = null;
    return () => (kept ??= make().catch((error) => ((kept = null), Promise.reject(error))));
  };

  const root = moduleUrl ? null : document.getElementById("kashf-root");
  const form = moduleUrl ? "embed" : (root.dataset.form ?? "dev");
  const place = form === "site" && location.protocol === "file:" ? "disk" : form;
  const program = forms[place](root?.dataset ?? {});
  program.module = once(program.compile);
  program.bindings ??= once(async () => {
    const bindings = glue();
    await bindings({ module_or_path: await program.module() });
    return bindings;
  });

  // ── What scripts see ─────────────────────────────────────────────────────────────────

  const kashf = {
    /** Opens a corpus; resolves once it can be asked. */
    async open(source) {
      const corpus = new Corpus(source);
      try {
        await corpus.ready;
      } catch (error) {
        corpus.close();
        throw error;
      }
      return corpus;
    },
  };
  // An element with the id "kashf" would answer to this name, too.
  if (typeof globalThis.kashf?.open !== "function") globalThis.kashf = kashf;

  function tell(where, error) {
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.dataset.testid = "error";
    line.textContent = `Kashf cannot start: ${error.message}`;
    where.replaceChildren(line);
  }

  // ── Our own page ─────────────────────────────────────────────────────────────────────

  async function startPage() {
    const corpus = new Corpus(program.index);
    kashf.ready = corpus.ready.then(() => corpus);
    kashf.ready.catch(() => {});
    try {
      const bindings = await program.bindings();
      root.replaceChildren();
      const host = document.documentElement;
      bindings.mount(root, corpus, { mode: "page", form, host, lang: null, theme: null, view: null });
    } catch (error) {
      tell(root, error);
    }
  }
  if (root) startPage();

  // ── The element ──────────────────────────────────────────────────────────────────────

  if (moduleUrl && globalThis.customElements && !customElements.get("kashf-explorer")) {
    const sheet = once(async () => new CSSStyleSheet().replace(kashfStyle));

    class Explorer extends HTMLElement {
      static observedAttributes = ["src", "lang", "theme", "view"];
      #placed = false;
      #corpus = null;
      #explorer = null;

      /** The corpus shown, with all that `kashf.open` gives; null before `src` is set. */
      get corpus() {
        return this.#corpus;
      }

      connectedCallback() {
        this.#placed = true;
        this.#begin();
      }

      disconnectedCallback() {
        this.#placed = false;
        this.#end();
      }

      attributeChangedCallback(name, before, now) {
        // An element that was in the page first is told of its attributes before its place.
        if (before === now || !this.#placed) return;
        if (name === "src") this.#begin();
        else this.#explorer?.set(name, now ?? "");
      }

      async #begin() {
        this.#end();
        const src = this.getAttribute("src");
        if (!src) return;
        const corpus = new Corpus(new URL(src, document.baseURI));
        this.#corpus = corpus;
        const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
        try {
          shadow.adoptedStyleSheets = [await sheet()];
          const bindings = await program.bindings();
          // Removed from the page, or sent to another `src`, meanwhile?
          if (this.#corpus === corpus) this.#show(bindings);
        } catch (error) {
          if (this.#corpus === corpus) tell(shadow, error);
        }
      }

      #show({ mount }) {
        const root = document.createElement("div");
        this.shadowRoot.replaceChildren(root);
        const [lang, theme, view] = ["lang", "theme", "view"].map((name) => this.getAttribute(name));
        this.#explorer = mount(root, this.#corpus, { mode: "element", form, host: this, lang, theme, view });
      }

      #end() {
        this.#explorer?.unmount();
        this.#explorer?.free();
        this.#explorer = null;
        this.shadowRoot?.replaceChildren();
        this.removeAttribute("data-kashf");
        this.#corpus?.close();
        this.#corpus = null;
      }
    }
    customElements.define("kashf-explorer", Explorer);
  }

  return kashf;
}
