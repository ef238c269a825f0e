// The app's Python, in a worker of the page: Pyodide, the app's files, and `shim.py`, which the messages go to.
import { loadPyodide } from "./pyodide.mjs";

const here = new URL(".", import.meta.url);
let sizes = {}; // bytes of each part as it comes over the wire
const come = {};
const fetchOf = self.fetch.bind(self);

/** Fetch one of the packed parts, count its bytes for the page, and unpack it as it comes. */
async function part(name) {
  const answer = await fetchOf(new URL(`${name}.packed`, here));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const counting = new TransformStream({
    transform(chunk, out) {
      come[name] = (come[name] ?? 0) + chunk.length;
      const done = Object.values(come).reduce((sum, bytes) => sum + bytes, 0);
      postMessage({ kind: "progress", done, total: Object.values(sizes).reduce((a, b) => a + b, 0) });
      out.enqueue(chunk);
    },
  });
  return answer.body.pipeThrough(counting).pipeThrough(new DecompressionStream("gzip"));
}

/** Pyodide asks for its own files by name: they are shipped packed. */
self.fetch = async (asked, ...more) => {
  const name = new URL(asked.url ?? asked, here).pathname.split("/").pop();
  if (!(`${name}.packed` in sizes)) return fetchOf(asked, ...more);
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(await part(name), { headers: { "Content-Type": type } });
};

/** Give the files of a part one by one, as they come: `web/pack.py` says how they lie in it. */
async function* filesOf(name) {
  const reader = (await part(name)).getReader();
  let chunk = new Uint8Array();
  async function next(size) {
    const bytes = new Uint8Array(size);
    for (let filled = 0; filled < size; ) {
      while (!chunk.length) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`${name} ends too early`);
        chunk = value;
      }
      const given = chunk.subarray(0, size - filled);
      bytes.set(given, filled);
      filled += given.length;
      chunk = chunk.subarray(given.length);
    }
    return bytes;
  }
  const length = new DataView((await next(4)).buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(await next(length)));
  for (const [file, size] of index) yield [`/${file}`, await next(size)];
  // Only at the end is it known whether it came whole, and is of this version.
  if (chunk.length || !(await reader.read()).done) throw new Error(`${name} is longer than its index says`);
}

/** All files of a part. */
async function listOf(name) {
  const found = [];
  for await (const one of filesOf(name)) found.push(one);
  return found;
}

/** The compiled halves of NumPy and Pillow; the browser compiles each while the next ones come. */
async function compiled() {
  const found = [];
  for await (const [name, bytes] of filesOf("libraries")) found.push([name, bytes, WebAssembly.compile(bytes)]);
  return Promise.all(found.map(async ([name, bytes, module]) => [name, bytes, await module]));
}

const made = new Set();

function write(FS, name, bytes) {
  const folder = name.slice(0, name.lastIndexOf("/"));
  if (!made.has(folder)) FS.mkdirTree(folder);
  made.add(folder);
  FS.writeFile(name, bytes, { canOwn: true });
}

const later = []; // files that are there once somebody reads them

/** Put files in their places that are fetched where Python reads them first, or at leisure. */
function promise(FS, files) {
  for (const [name, size] of Object.entries(files)) {
    const path = `/${name}`;
    write(FS, path, new Uint8Array());
    const { node } = FS.lookupPath(path);
    const address = new URL(`later/${name}`, here);
    const usual = node.stream_ops;
    const take = (bytes) => {
      node.contents = new Uint8Array(bytes);
      node.stream_ops = usual;
    };
    const bring = () => {
      const request = new XMLHttpRequest();
      request.open("GET", address, false); // Python cannot wait otherwise
      request.responseType = "arraybuffer";
      request.send();
      if (request.status !== 200) throw new FS.ErrnoError(29);
      take(request.response);
    };
    node.usedBytes = size;
    const read = (...given) => {
      if (node.stream_ops !== usual) bring();
      return usual.read(...given);
    };
    node.stream_ops = { ...usual, read };
    later.push(async () => {
      const answer = await fetchOf(address);
      if (answer.ok && node.stream_ops !== usual) take(await answer.arrayBuffer());
    });
  }
}

/** Load Pyodide's own script, which is packed, too: it defines `_createPyodideModule`. */
async function script() {
  const text = await new Response(await part("pyodide.asm.js")).blob();
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  await import(address);
  URL.revokeObjectURL(address);
}

/** Have libraries in their places before Python starts: always the same ones, so that a memory that is kept fits. */
function place(create, libraries, fail) {
  return (settings) => {
    const hook = (Module) => {
      Module.addRunDependency("libraries");
      const put = (all) => {
        for (const [name, bytes, module] of all) {
          write(Module.FS, name, bytes);
          const flags = { loadAsync: false, nodelete: true, allowUndefined: true };
          Module.preloadedWasm[name] = Module.loadWebAssemblyModule(module, flags, name, {});
        }
        Module.removeRunDependency("libraries");
      };
      libraries.then(put).catch(fail);
    };
    settings.preRun.push(hook);
    return create(settings);
  };
}

// What Python has in its memory once all is imported is kept for the next start. A worker of its own, which ends then, imports
// all: the first page does not wait for what the others take.
const TRIES = 3; // so often it is tried: there may be no room for it, or too little memory
const isRehearsal = self.location.hash === "#rehearsal";
const memory = {
  cache: `cnnviz memory ${new URL("../", here).pathname}`,
  address: "", // of this version, in this browser
  async read() {
    const answer = await (await self.caches?.open(this.cache))?.match(this.address);
    return answer ? new Uint8Array(await answer.arrayBuffer()) : null;
  },
  /** Say whether to go without making one: it is there, or was tried often enough in vain. */
  async isSettled() {
    const cache = await self.caches?.open(this.cache);
    if (!cache || (await cache.match(this.address))) return true;
    const tried = Number((await (await cache.match(`${this.address}&tried`))?.text()) ?? 0);
    if (tried < TRIES) await cache.put(`${this.address}&tried`, new Response(String(tried + 1)));
    return tried >= TRIES;
  },
  async write(bytes) {
    const cache = await self.caches?.open(this.cache);
    const others = ((await cache?.keys()) ?? []).filter(({ url }) => !url.startsWith(this.address));
    await Promise.all(others.map((request) => cache.delete(request)));
    await cache?.put(this.address, new Response(bytes));
  },
  drop: async () => (await self.caches?.open(memory.cache))?.delete(memory.address),
};

let shim;
const early = []; // what came before the app was there

async function start(kept, parts) {
  made.clear();
  later.length = 0;
  const python = await loadPyodide({
    indexURL: here.href,
    env: { HOME: "/home", TZ: "UTC", PYTHONOPTIMIZE: "2" }, // there are no docstrings; NumPy asks for none then
    stdout: (line) => console.log(line),
    stderr: (line) => console.warn(line),
    ...(kept ? { _loadSnapshot: kept } : { _makeSnapshot: isRehearsal }),
  });
  postMessage({ kind: "step", step: "unpack" });
  for (const [name, bytes] of await parts.files) write(python.FS, name, bytes);
  promise(python.FS, parts.later);
  postMessage({ kind: "step", step: kept ? "wake" : "start" });
  python.FS.chdir("/app");
  if (kept) python.runPython("shim.wake()");
  else {
    python.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/inside", "/inside/instead", "/app"]
sys.path.append("/packages")
import shim
shim.prepare()
`);
  }
  if (isRehearsal) {
    python.runPython("shim.import_all()");
    await memory.write(python.makeMemorySnapshot());
    return;
  }
  shim = python.globals.get("shim");
  const told = (number, kind, data) => {
    const given = data?.toJs ? data.toJs() : data;
    data?.destroy?.();
    if (kind === "work") return postMessage({ kind, busy: given });
    return postMessage({ kind: "socket", number, event: kind, data: given }, given?.buffer ? [given.buffer] : []);
  };
  await shim.boot(told);
}

async function boot() {
  const known = await (await fetchOf(new URL("parts.json", here))).json();
  ({ sizes } = known);
  memory.address = new URL(`memory/${known.version}?${encodeURIComponent(navigator.userAgent)}`, here).href;
  postMessage({ kind: "step", step: "fetch" });
  const kept = isRehearsal ? null : memory.read().catch(() => null);
  const libraries = compiled();
  const parts = { files: listOf("python"), later: known.later };
  for (const promise of [libraries, parts.files]) promise.catch(() => {}); // told where it is awaited
  await script();
  const create = self._createPyodideModule;
  const startWith = (memory) => {
    let fail;
    const placing = new Promise((_, reject) => (fail = reject)); // ends in an error, or never
    self._createPyodideModule = place(create, libraries, fail);
    return Promise.race([placing, start(memory, parts)]);
  };
  const found = await kept;
  await startWith(found).catch(async (error) => {
    if (!found) throw error;
    await libraries;
    console.warn(`Python starts anew, as what was kept does not fit: ${error}`);
    await memory.drop();
    await startWith(null);
  });
  if (isRehearsal) return;
  postMessage({ kind: "step", step: "ready" });
  for (const message of early.splice(0)) take(message);
}

async function answer({ number, method, path, query, headers, body }) {
  const found = await shim.request(method, path, query, headers, new Uint8Array(body ?? 0));
  const [status, told, data] = found.toJs();
  found.destroy();
  postMessage({ kind: "answer", number, status, headers: told, body: data }, [data.buffer]);
}

/** Have the files that come later, and tell whether a memory for the next start need not be made. */
async function keep() {
  await Promise.all(later.splice(0).map((bring) => bring())).catch(() => {}); // fetched where it is read, then
  postMessage({ kind: "kept", isSettled: await memory.isSettled().catch(() => true) });
}

function take(message) {
  const { kind, number } = message;
  if (kind === "request") {
    answer(message).catch((error) => {
      console.error(error);
      postMessage({ kind: "answer", number, status: 500, headers: [], body: new Uint8Array() });
    });
  } else if (kind === "connect") shim.connect(number, message.path, message.query, message.headers, message.protocols);
  else if (kind === "send") shim.receive(number, message.data);
  else if (kind === "disconnect") shim.disconnect(number);
  else if (kind === "keep") keep();
}

self.onmessage = ({ data }) => (shim ? take(data) : early.push(data));
function failed(error) {
  console.error(error);
  postMessage({ kind: "failed", text: `${error?.name}: ${error?.message} ${error?.stack ?? ""}` });
}

/** End a rehearsal. */
function end(error) {
  if (error) console.warn(`Python's memory was not kept: ${error}`);
  postMessage({ kind: "rehearsed" });
  self.close();
}

boot().then(() => isRehearsal && end(), isRehearsal ? end : failed);
