// Starts Kashf: on its own pages, in its worker, and inside other people's pages.
//
// Hand-written, no framework: every page runs what you read here, only without the comments.
// From top to bottom: the engine's side (`serve`), the client of it (`Corpus`), where the
// program and the texts come from in each form (`forms`), the page, the element.
//
// `glue` is a function that returns the bindings wasm-bindgen wrote for the program;
// `moduleUrl` is the address of `kashf.js` when this runs as that module. Without either,
// this is the development page that Trunk serves.
function kashfBoot(glue, moduleUrl) {
  "use strict";

  // ── The engine's side ────────────────────────────────────────────────────────────────
  // In comes `{start: module}`, then `{id, open: head, ask}`, `{id, ask: question}`, `{cancel:
  // id}`, with or without a question `{id, given: [[start, bytes], …]}`, parts of the index, and
  // once, when it was wanted, `{more: module}`, the second part of the program; out goes `{alive}`,
  // then for each task `{id, begun}` and `{id, answer}`, `{id, wanted: [{start, end}, …]}`
  // (stretches without which it cannot answer), `{id, more}` (nor without that second part) or
  // `{id, error}`; and, at the end, `{dead: why}`. Its own text is sent into Blob workers: it may
  // use nothing from outside.
  function serve(glue, port) {
    const waiting = new Map(); // what has not begun, in the order it came
    const turn = new MessageChannel(); // a breath between questions, to hear of cancellations
    const next = () => waiting.size && turn.port2.postMessage(0);
    let bindings, exports, engine, more;
    let ready = false;
    const said = (error) => String(error?.message ?? error);

    async function start(module) {
      try {
        bindings = glue();
        exports = await bindings({ module_or_path: module });
        port.postMessage({ alive: true });
        ready = true;
        next();
      } catch (error) {
        port.postMessage({ dead: said(error) });
      }
    }

    // Takes in the second part; `module` is null where the program is not cut.
    async function grow(module) {
      ready = false;
      try {
        await (more ??= module ? WebAssembly.instantiate(module, { __wasm_split: exports }) : {});
        ready = true;
        next();
      } catch (error) {
        port.postMessage({ dead: said(error) });
      }
    }

    function result({ open, given = [], ask }) {
      if (open) engine = new bindings.Engine(open);
      for (const [start, bytes] of given) engine.give(start, bytes);
      if (ask === undefined) return {};
      const told = engine.ask(ask) ?? (more && engine.ask_more(ask));
      if (!told) return { more: true };
      const { Answer, Wanted } = told;
      return Wanted ? { wanted: Wanted } : { answer: Object.values(Answer)[0] };
    }

    turn.port1.onmessage = () => {
      const [first] = waiting;
      if (!first || !ready) return;
      const [id, task] = first;
      waiting.delete(id);
      port.postMessage({ id, begun: true });
      try {
        port.postMessage({ id, ...result(task) });
        // The page is being drawn; after that, there is time until somebody has typed.
        if (task.open) setTimeout(() => engine.warm(), 200);
      } catch (error) {
        // A trap leaves the program's memory in an unknown state: it must not go on.
        if (error instanceof WebAssembly.RuntimeError) {
          return port.postMessage({ dead: `the engine stopped (${said(error)})` });
        }
        port.postMessage({ id, error: said(error) });
      }
      next();
    };

    port.onmessage = ({ data }) => {
      if (data.start) start(data.start);
      else if (data.more !== undefined) grow(data.more);
      else if (data.cancel) waiting.delete(data.cancel);
      else if (waiting.set(data.id, data).size === 1 && ready) next();
    };
  }

  // `page.js` and `kashf.js` are their own workers: one file to fetch, one to cache.
  if (globalThis.location?.hash === "#kashf-worker" && typeof WorkerGlobalScope === "function") {
    return serve(glue, globalThis);
  }

  // ── The client ───────────────────────────────────────────────────────────────────────

  // Starts an engine in the first place that allows one. A policy's refusal of a worker may
  // come as an exception, as an error event, or not at all; so each place has to answer. It
  // is got ready while the program, `module`, is still on its way, and goes on with the `first`
  // task without being told again: whoever waits for both is on the thread that also draws.
  async function connect(module, first, hear) {
    const places = [...program.workers, blobWorker, thisThread];
    for (;;) {
      const place = places.shift();
      let worker;
      try {
        worker = place();
        await new Promise((resolve, reject) => {
          const refuse = (why) => reject(new Error(why || "no worker may start here"));
          worker.onmessage = ({ data }) => {
            if (!data.alive) return refuse(data.dead);
            worker.onmessage = ({ data }) => hear(data);
            resolve();
          };
          worker.onmessageerror = () => refuse();
          worker.onerror = (event) => {
            event.preventDefault?.();
            refuse(event.message);
          };
          module.then((module) => {
            setTimeout(refuse, 20_000);
            worker.postMessage({ start: module });
            first.then((task) => worker.postMessage(task), () => {}); // whoever gives it hears of it
          }, reject);
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

  const matchingOf = ({ without, names, everything }) => defined({ without, names, everything });

  // The number of the question that opens a corpus.
  const OPEN = 0;
  // And of the one that says again what was decided.
  const DECIDE = -1;
  // A question that nobody waits for any more may go on for so many milliseconds.
  const PATIENCE = 150;

  /** One open corpus, and the only client of its engine. */
  class Corpus {
    #worker = null;
    #store = null;
    #asked = new Map();
    #last = OPEN;
    #running = null;
    #stage = null;
    #decided = null; // the question that said so last
    #watchers = new Set();
    #closed = null;

    /** What the corpus is; null until `ready`. */
    info = null;

    /** `source`: an address, a File or Blob, bytes, or a function that gives a store. */
    constructor(source) {
      this.ready = this.#open(source);
      this.ready.catch(() => {}); // whoever waits for it hears of it; nobody has to
    }

    /**
     * Calls `seen({stage, done, total})` now and as opening goes on, and with the stage "load"
     * while questions wait for parts of the texts; returns a way to stop.
     */
    watch(seen) {
      this.#watchers.add(seen);
      if (this.#stage) seen(this.#stage);
      return () => this.#watchers.delete(seen);
    }

    /** Asks the engine: `message` is a protocol `Request`, the result what it answers. */
    request(message, { signal } = {}) {
      if (message?.decide) this.#decided = message;
      return this.#ask({ ask: message }, signal);
    }

    /** Loads what else the page is drawn with. */
    more() {
      return program.more();
    }

    /** Whether the corpus is kept on this device; undefined where it cannot be. */
    async kept() {
      return this.#store?.keeper?.kept();
    }

    /** Keeps all files of the site on this device, to work without a network. */
    async keep(report = () => {}) {
      await this.#store.keeper.keep(report);
    }

    /** Removes what was kept. */
    async forget() {
      await this.#store.keeper.forget();
    }

    search(query, options = {}) {
      const { signal, limit, offset, sort, filter, fold } = options;
      const matching = matchingOf(options);
      const search = defined({ query: String(query), limit, offset, sort, filter, fold, matching });
      return this.request({ search }, { signal });
    }

    document(id, options = {}) {
      const { signal, query } = options;
      const matching = matchingOf(options);
      return this.request({ document: defined({ id: String(id), query, matching }) }, { signal });
    }

    timeline(options = {}) {
      const { signal, query, filter, calendar, from, to, whole, bins, rows } = options;
      const matching = matchingOf(options);
      const timeline = defined({ query, filter, calendar, from, to, whole, bins, rows, matching });
      return this.request({ timeline }, { signal });
    }

    concordance(query, { sort, ...options } = {}) {
      // "A1,B1" is ["A1", "B1"].
      const keys = typeof sort === "string" ? sort.split(",").filter((key) => key.trim()) : sort;
      return this.#count("concordance", { ...options, query: String(query), sort: keys });
    }

    words(options = {}) {
      return this.#count("words", options);
    }

    ngrams(options = {}) {
      return this.#count("ngrams", options);
    }

    collocates(query, options = {}) {
      return this.#count("collocates", { ...options, query: String(query) });
    }

    keywords(options = {}) {
      return this.#count("keywords", options);
    }

    dispersion(query, options = {}) {
      return this.#count("dispersion", { ...options, query: String(query) });
    }

    profile(options = {}) {
      return this.#count("profile", options);
    }

    // `filter` is short for `within: {filter}`. The engine passes over what a question does not have.
    #count(what, { signal, filter, within, ...asked }) {
      const texts = filter ? { ...within, filter: { ...within?.filter, ...filter } } : within;
      const question = defined({ ...asked, within: texts, matching: matchingOf(asked) });
      return this.request({ [what]: question }, { signal });
    }

    documents({ signal, limit, offset, sort, filter, facets } = {}) {
      const documents = defined({ limit, offset, sort, filter, facets });
      return this.request({ documents }, { signal });
    }

    /** Sets two documents side by side. */
    compare(left, right, { signal } = {}) {
      return this.request({ compare: { left: String(left), right: String(right) } }, { signal });
    }

    /** Answers from now on as if the index had been built with these decisions, and no others. */
    decide(decisions, { signal } = {}) {
      return this.request({ decide: Array.from(decisions) }, { signal });
    }

    /** Ends the engine and frees its memory; whatever is still asked is rejected. */
    close() {
      this.#end(new Error("this corpus is closed"));
    }

    #report(stage, done, total) {
      this.#stage = { stage, done, total };
      for (const seen of this.#watchers) seen(this.#stage);
    }

    async #open(source) {
      this.#report("program", 0, 1);
      const storing = storeOf(source, (...told) => this.#report(...told));
      const info = this.#start(storing.then(({ head }) => head));
      info.catch(() => {}); // it is awaited later, and may fail before
      try {
        this.#store = await storing;
        this.#report("open", 0, 1);
        this.info = await info;
        const { size = this.info.indexBytes } = this.#store;
        if (size !== this.info.indexBytes) {
          throw new Error(
            `expected an index of ${this.info.indexBytes} bytes, found ${size}: ` +
              "it was cut off or added to; copy or build it again",
          );
        }
      } catch (error) {
        this.#end(error);
        throw error;
      }
      this.#report("open", 1, 1);
      this.#store.begin?.();
      return this.info;
    }

    // Starts an engine that opens the corpus and answers what was asked; gives what it is.
    #start(head) {
      const info = new Promise((resolve, reject) => {
        const task = head.then((head) => ({ id: OPEN, open: head, ask: "info" }));
        const settled = (how) => (value) => this.#asked.delete(OPEN) && how(value);
        this.#asked.set(OPEN, { rounds: 0, task: {}, resolve: settled(resolve), reject: settled(reject) });
        connect(program.module(), task, (told) => this.#hear(told)).then((worker) => {
          if (this.#closed) return worker.terminate();
          this.#worker = worker;
          worker.onerror = (event) => this.#restart(new Error(`the worker stopped: ${event.message}`));
          this.#decideAgain();
          for (const [id, { task, posted }] of this.#asked) if (posted) worker.postMessage({ id, ...task });
        }, reject);
      });
      return info;
    }

    // Another engine has to hear first of what was decided.
    #decideAgain() {
      if (!this.#decided || !this.info) return;
      const task = { ask: this.#decided };
      const done = () => this.#asked.delete(DECIDE);
      this.#asked.set(DECIDE, { task, rounds: 0, resolve: done, reject: done });
      this.#worker.postMessage({ id: DECIDE, ...task });
    }

    // Goes on with another engine, without the question at which the first one was; that
    // one's parts of the index are gone with it.
    #restart(why) {
      const running = this.#running;
      this.#running = null;
      this.#worker?.terminate();
      this.#worker = null;
      this.#asked.get(running)?.reject(why); // with nothing, nobody waits for it
      if (running === DECIDE) this.#decided = null; // what it cannot bear is not asked again
      if (running === null || running === OPEN || !this.info) return this.#end(why);
      this.#start(Promise.resolve(this.#store.head)).catch((error) => this.#end(error));
    }

    #ask(task, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (this.#closed) return reject(this.#closed);
        const id = ++this.#last;
        const settled = (how) => (value) => {
          this.#asked.delete(id);
          signal?.removeEventListener("abort", abort);
          how(value);
        };
        const question = { task, rounds: 0, resolve: settled(resolve), reject: settled(reject) };
        const abort = () => {
          question.reject(signal.reason);
          this.#cancel(id);
        };
        signal?.addEventListener("abort", abort);
        this.#asked.set(id, question);
        const post = () => {
          if (!this.#asked.has(id)) return;
          question.posted = true;
          this.#worker?.postMessage({ id, ...task });
        };
        this.ready.then(post).catch(question.reject);
      });
    }

    // What has not begun never will; what has begun is stopped, unless it ends soon.
    #cancel(id) {
      this.#worker?.postMessage({ cancel: id });
      if (this.#running === id) this.#stop(id);
    }

    #stop(id) {
      setTimeout(() => this.#running === id && this.#restart(), PATIENCE);
    }

    #begun(id) {
      this.#running = id;
      // It may have begun while word was on its way that nobody waits for it.
      if (!this.#asked.has(id)) this.#stop(id);
    }

    #hear({ id, begun, answer, wanted, more, error, dead }) {
      if (dead) return this.#restart(new Error(dead));
      if (begun) return this.#begun(id);
      if (this.#running === id) this.#running = null;
      const question = this.#asked.get(id);
      if (error !== undefined) question?.reject(new Error(error));
      else if (more) question && this.#grow(id, question);
      else if (!wanted) question?.resolve(answer);
      else if (question) this.#bring(id, question, wanted);
    }

    // What was loaded is handed over even when nobody waits for the answer any more.
    async #bring(id, question, wanted) {
      try {
        if (++question.rounds > 99) {
          throw new Error("this question needs more of the texts at once than there is room for: ask for less");
        }
        const worker = this.#worker;
        const given = await this.#store.load(wanted, this.#loading());
        if (worker !== this.#worker) return; // the next one was asked anew
        const task = this.#asked.has(id) ? question.task : {};
        worker?.postMessage({ id, given, ...task }, given.map(([, bytes]) => bytes.buffer));
      } catch (error) {
        question.reject(error);
      }
    }

    // The engine needs the second part of the program.
    async #grow(id, question) {
      try {
        const worker = this.#worker;
        const module = await program.second();
        if (worker !== this.#worker) return; // the next one was asked anew
        worker?.postMessage({ more: module });
        if (this.#asked.has(id)) worker?.postMessage({ id, ...question.task });
      } catch (error) {
        question.reject(error);
      }
    }

    // Counts the bytes that are on their way, of all questions together.
    #underway = { done: 0, total: 0 };
    #loading() {
      const all = this.#underway;
      return (done, total) => {
        all.done += done;
        all.total += total;
        this.#report("load", all.done, all.total);
        if (all.done >= all.total) this.#underway = { done: 0, total: 0 };
      };
    }

    #end(why) {
      this.#closed ??= why;
      this.#worker?.terminate();
      this.#worker = null;
      for (const { reject } of [...this.#asked.values()]) reject(this.#closed);
    }
  }

  // ── Stores: where the bytes of an index come from ─────────────────────────────────────
  // `head`: its first bytes, with all that is needed to open it. `load(ranges, count)`: for
  // stretches `{start, end}` of it arrays `[start, bytes]` that cover them, whose buffers may
  // be given away; `count(done, total)` hears of bytes as they come. `size`: bytes in all, where
  // that is known. `begin()`: the corpus is open, and what will surely be needed may be loaded.

  const FIRST = 1 << 17;

  async function storeOf(source, report) {
    if (typeof source === "function") return source(report);
    if (source instanceof Blob) return fromBlob(source, report);
    if (source?.byteLength !== undefined) return fromBlob(new Blob([source]), report);
    return fromAddress(source, report);
  }

  async function fromBlob(blob, report) {
    const read = async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer());
    const first = await read(0, FIRST);
    if (first[0] === 0x1f && first[1] === 0x8b) return fromBlob(await inflated(blob.stream(), "blob"), report);
    if (isPage(first)) return fromBlob(await fromPage(blob, report), report);
    return stretches(read, first, blob.size);
  }

  // Asks for the beginning only; a server that gives all of it at once has it so.
  async function fromAddress(address, report) {
    report("fetch", 0, 1);
    const response = await fetch(address, range(0, FIRST)).catch(() => null);
    if (response?.status === 200) return fromBlob(await whole(response, report), report);
    if (response && isPart(response)) {
      const first = new Uint8Array(await response.arrayBuffer());
      const size = /\/(\d+)$/.exec(response.headers.get("content-range"))?.[1];
      if (isIndex(first)) return stretches(ranged(address), first, size && Number(size));
    }
    return fromBlob(await whole(await answered(address), report), report);
  }

  const range = (start, end) => ({ headers: { range: `bytes=${start}-${end - 1}` } });
  // What a server compresses on the way is no part of the file.
  const isPart = ({ status, headers }) => status === 206 && !headers.get("content-encoding");

  const ranged = (address) => async (start, end) => {
    const response = await answered(address, range(start, end));
    if (!isPart(response)) throw new Error(`${address} does not come in parts any more: reload the page`);
    return new Uint8Array(await response.arrayBuffer());
  };

  // Whether a server gives parts of a file that begins with `head`.
  async function givesParts(address, head) {
    const { ok, headers } = await fetch(address, { method: "HEAD" });
    if (!ok || headers.get("accept-ranges") !== "bytes" || headers.get("content-encoding")) return false;
    const response = await fetch(address, range(0, 20));
    if (!isPart(response)) return false;
    const first = new Uint8Array(await response.arrayBuffer());
    return first.length === 20 && first.every((byte, at) => byte === head[at]);
  }

  const isIndex = (bytes) => bytes.length >= 16 && bytes[0] === 0x89 && bytes[1] === 0x4b;
  const isPage = (bytes) =>
    /^\W*<(!doctype\s+)?html/i.test(new TextDecoder("latin1").decode(bytes.subarray(0, 64)));

  // Of what any stretch can be read from. The fourth number of an index is the length of its root.
  async function stretches(read, first, size) {
    const behind = isIndex(first) ? 20 + new DataView(first.buffer).getUint32(12, true) : first.length;
    const head = behind > first.length ? await read(0, behind) : first.slice(0, behind);
    return {
      head,
      size,
      load: (ranges, count) => {
        // Two with little between them are one request.
        const joined = [];
        for (const { start, end } of ranges) {
          const last = joined.at(-1);
          if (last && start - last.end < 4096) last.end = end;
          else joined.push({ start, end });
        }
        return Promise.all(
          joined.map(async ({ start, end }) => {
            const bytes = await counted(count, end - start, () => read(start, end));
            if (bytes.length !== end - start) {
              throw new Error(`bytes ${start} to ${end} of the index are missing: it was cut off; take a fresh copy`);
            }
            return [start, bytes];
          }),
        );
      },
    };
  }

  async function counted(count, bytes, load) {
    count(0, bytes);
    try {
      return await load();
    } finally {
      count(bytes, 0);
    }
  }

  // Of shards that end at `ends`; `shard(number)` gives the bytes of one.
  async function shards(ends, shard) {
    const start = (number) => (number ? ends[number - 1] : 0);
    const coming = new Map();
    const get = (number) => {
      if (!coming.has(number)) {
        const bytes = shard(number).then((bytes) => {
          if (bytes.length === ends[number] - start(number)) return bytes;
          throw new Error(`part ${number} of the texts is damaged or cut off: take a fresh copy`);
        });
        bytes.catch(() => coming.delete(number)); // the next question may have better luck
        coming.set(number, bytes);
      }
      return coming.get(number);
    };
    const load = (ranges, count) => {
      const touched = (number) => ranges.some(({ start: from, end }) => from < ends[number] && start(number) < end);
      return Promise.all(
        [...ends.keys()].filter(touched).map(async (number) => {
          const bytes = await counted(count, ends[number] - start(number), () => get(number));
          // Another question may wait for the same: each has a copy to give away.
          if (coming.delete(number)) return [start(number), bytes];
          return [start(number), bytes.slice()];
        }),
      );
    };
    // All the rest in one: the first question need not wait for it.
    const begin = () => ends.length === 2 && get(1).catch(() => {});
    return { head: await shard(0), size: ends.at(-1), load, begin };
  }

  async function whole(response, report) {
    const plain = !response.headers.get("content-encoding");
    const total = (plain && Number(response.headers.get("content-length"))) || 0;
    const parts = [];
    let done = 0;
    for (const reader = response.body.getReader(); ; ) {
      const part = await reader.read();
      if (part.done) return new Blob(parts);
      parts.push(part.value);
      report("fetch", (done += part.value.length), Math.max(total, done));
    }
  }

  async function answered(address, options) {
    const response = await fetch(address, options).catch((error) => {
      throw new Error(`${address} cannot be fetched (${error.message})`);
    });
    if (!response.ok) throw new Error(`${address} cannot be fetched: the server answered ${response.status}`);
    return response;
  }

  // One of our own single pages, as a file: the index lies in it in inert tags. (This text
  // may itself lie in such a page, so the pattern must not contain what it looks for.)
  async function fromPage(blob, report) {
    report("inflate", 0, 1);
    const text = new TextDecoder("latin1").decode(await blob.arrayBuffer());
    const tags = [...text.matchAll(/<scrip[t] type="text\/plain" data-kashf="index">([^<]*)/g)];
    if (!tags.length) throw new Error("this page holds no Kashf index: give one that `kashf build` wrote");
    return new Blob(tags.map(([, base64]) => decoded(base64)));
  }

  function decoded(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  }

  // What a stream of gzip holds: `as` "blob" or "arrayBuffer".
  async function inflated(stream, as) {
    try {
      return await new Response(stream.pipeThrough(new DecompressionStream("gzip")))[as]();
    } catch (error) {
      throw new Error(`the data is damaged or cut off (${error.message}): take a fresh copy`);
    }
  }

  // ── The forms: where the program and the texts come from ─────────────────────────────

  const compiled = async (gzip) => {
    // Not by way of a Blob, whose bytes the browser keeps in another process.
    const { body } = new Response(await gzip);
    return WebAssembly.compile(await inflated(body, "arrayBuffer"));
  };

  const forms = {
    // One HTML file: everything is in inert tags, the texts behind this script.
    single: ({ ends }) => ({
      compile: (part) => compiled(tag(part, 0)),
      workers: [],
      index: () => shards(numbers(ends), (number) => tag("index", number)),
    }),

    // A folder on a server: the index from what is kept on this device; or parts of it where the
    // server gives parts of files; else its shards. All are of one build, or the page is older
    // than the folder.
    site: ({ name, ends, parts, files: others }) => ({
      compile: (part) => compiled(fetchedScript(`${part}.js`, part)),
      workers: [() => new Worker("page.js#kashf-worker")],
      index: async (report) => {
        report("fetch", 0, 1);
        const address = `${encodeURIComponent(name)}.kashf`;
        const names = parts.split(" ");
        const files = await shards(numbers(ends), (number) =>
          fetchedScript(`parts/${names[number]}.js`, names[number]),
        );
        const { head, size } = files;
        const paths = names.map((name) => `parts/${name}.js`);
        const keeper = keeperOf([...others.split(" "), ...paths], () => (store = files));
        const chosen = async () => {
          if (await keeper?.kept().catch(() => false)) return files;
          const gives = await givesParts(address, head).catch(() => false);
          return gives ? stretches(ranged(address), head, size) : files;
        };
        let store = chosen();
        return {
          head,
          size,
          keeper,
          load: async (...wanted) => (await store).load(...wanted),
          begin: async () => (await store).begin?.(),
        };
      },
    }),

    // The same folder on a disk, where scripts may be loaded but nothing fetched.
    disk: ({ ends, parts }) => ({
      compile: (part) => compiled(loadedScript(`${part}.js`, part)),
      workers: [],
      index: () => {
        const names = parts.split(" ");
        return shards(numbers(ends), (number) => loadedScript(`parts/${names[number]}.js`, names[number]));
      },
    }),

    // `kashf.js` in another page, with `program.js` and `more.js` beside it.
    embed: () => ({
      compile: (part) => compiled(fetchedScript(new URL(`${part}.js`, moduleUrl), part)),
      workers: [() => new Worker(`${moduleUrl}#kashf-worker`, { type: "module" })],
    }),

    // Trunk's page: its own script starts the program, which is not cut, and says so.
    dev: () => {
      const link = (query) => document.querySelector(query).href;
      return {
        compile: async (part) => part === "program" && WebAssembly.compileStreaming(answered(link('link[type="application/wasm"]'))),
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
        index: (report) => fromAddress("sample.kashf", report),
      };
    },
  };

  const numbers = (list) => list.split(" ").map(Number);

  // The bytes in an inert tag. While the page is being read, one is complete when there is one
  // more.
  async function tag(name, number) {
    for (;;) {
      const all = document.querySelectorAll(`script[data-kashf="${name}"]`);
      if (all.length > number + 1 || document.readyState !== "loading" || name !== "index") {
        if (all.length > number) return decoded(all[number].textContent);
        throw new Error(`part ${number} of the texts is not in this page: it was cut off; take a fresh copy`);
      }
      await new Promise((later) => setTimeout(later, 20));
    }
  }

  // Scripts that hand bytes over, `kashfPiece("NAME","…")`: loaded as what they are, each sign
  // is a byte by its low half; fetched, the escapes have to be undone.
  const arrived = new Map();
  async function loadedScript(address, name) {
    globalThis.kashfPiece ??= (name, text) => arrived.set(name, text);
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.charset = "x-user-defined";
      script.src = address;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${script.src} is missing: copy the whole folder`));
      document.head.append(script);
      script.remove();
    });
    const text = arrived.get(name) ?? "";
    arrived.delete(name);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
    return bytes;
  }

  async function fetchedScript(address, name) {
    // A part has its name from its bytes: one that is kept is that one.
    const kept = /\bparts\//.test(address) && (await globalThis.caches?.match(address).catch(() => null));
    const script = new Uint8Array(await (kept || (await answered(address))).arrayBuffer());
    const [from, end] = [`kashfPiece("${name}","`.length, script.length - `");\n`.length];
    let to = 0;
    for (let at = from; at < end; at++) {
      let byte = script[at];
      if (byte === 0x5c) {
        byte = script[++at];
        if (byte === 0x6e) byte = 0x0a;
        else if (byte === 0x72) byte = 0x0d;
      }
      script[to++] = byte;
    }
    return script.slice(0, to);
  }

  // The site's files in the browser's own store, and `sw.js`, which serves them where the
  // network does not. Browsers allow it over https and on this very machine.
  function keeperOf(files, done) {
    const { caches, location, navigator } = globalThis;
    if (!caches || !navigator.serviceWorker) return null;
    const page = location.href.split(/[?#]/)[0];
    const place = `kashf ${new URL(".", page).pathname}`;
    const wanted = ["index.html", ...files].map((file) => new URL(file, page).href);
    const missing = async (cache) => {
      const here = new Set((await cache.keys()).map(({ url }) => url));
      return wanted.filter((file) => !here.has(file));
    };
    return {
      kept: async () => (await caches.has(place)) && !(await missing(await caches.open(place))).length,
      keep: async (report) => {
        await navigator.serviceWorker.register("sw.js");
        const cache = await caches.open(place);
        for (const { url } of await cache.keys()) if (!wanted.includes(url)) await cache.delete(url);
        const all = await missing(cache);
        let at = 0;
        const some = async () => {
          while (at < all.length) {
            const file = all[at++];
            await cache.put(file, await answered(file, { cache: "no-cache" }));
            report(at, all.length);
          }
        };
        await Promise.all([some(), some(), some(), some()]);
        done();
      },
      forget: async () => {
        await caches.delete(place);
        await (await navigator.serviceWorker.getRegistration())?.unregister();
      },
    };
  }

  // Remembers what `make` promised; after a failure the next caller tries again.
  const once = (make) => {
    let kept = null;
    return () => (kept ??= make().catch((error) => ((kept = null), Promise.reject(error))));
  };

  const root = moduleUrl ? null : document.getElementById("kashf-root");
  const form = moduleUrl ? "embed" : (root.dataset.form ?? "dev");
  const place = form === "site" && location.protocol === "file:" ? "disk" : form;
  const program = forms[place](root?.dataset ?? {});
  program.module = once(() => program.compile("program"));
  // What few visits need of it: a module that shares the memory of the first. Null in Trunk's page.
  program.second = once(async () => (await program.compile("more")) || null);
  let exports;
  program.bindings ??= once(async () => {
    const bindings = glue();
    exports = await bindings({ module_or_path: await program.module() });
    return bindings;
  });
  program.more = once(async () => {
    const [module] = await Promise.all([program.second(), program.bindings()]);
    if (module) await WebAssembly.instantiate(module, { __wasm_split: exports });
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
