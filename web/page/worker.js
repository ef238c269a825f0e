// The app's Python, in a worker of the page: Pyodide, the app's files, and `shim.py`, which the messages go to.
import { loadPyodide } from "./pyodide.mjs";

const here = new URL(".", import.meta.url);
let sizes = {}; // bytes of each file as it comes over the wire
const come = {};
const fetchOf = self.fetch.bind(self);

/** Fetch one of the folder's files, count its bytes for the page, and unpack it if it is packed. */
async function counted(name) {
  const answer = await fetchOf(new URL(name, here));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const counting = new TransformStream({
    transform(chunk, out) {
      come[name] = (come[name] ?? 0) + chunk.length;
      const done = Object.values(come).reduce((sum, bytes) => sum + bytes, 0);
      postMessage({ kind: "progress", done, total: Object.values(sizes).reduce((a, b) => a + b, 0) });
      out.enqueue(chunk);
    },
  });
  const stream = answer.body.pipeThrough(counting);
  const isUnpacked = answer.headers.get("Content-Encoding") !== null; // by the browser, as the server said so
  return name.endsWith(".gz") && !isUnpacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
}

/** Pyodide asks for its own files by name: they are shipped packed. */
self.fetch = async (asked, ...more) => {
  const name = new URL(asked.url ?? asked, here).pathname.split("/").pop();
  const known = [`${name}.gz`, name].find((one) => one in sizes);
  if (!known) return fetchOf(asked, ...more);
  const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  return new Response(await counted(known), { headers: { "Content-Type": type } });
};

/** Write the files of a tar archive; names are shorter than 100 bytes, or stand in a prefix. */
function unpack(bytes, FS) {
  const text = (from, length) => {
    const part = bytes.subarray(from, from + length);
    const end = part.indexOf(0);
    return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end));
  };
  const made = new Set();
  for (let at = 0; bytes[at]; ) {
    const prefix = text(at + 345, 155);
    const name = `/${prefix ? `${prefix}/` : ""}${text(at, 100)}`;
    const size = parseInt(text(at + 124, 12), 8);
    const folder = name.slice(0, name.lastIndexOf("/"));
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    FS.writeFile(name, bytes.slice(at + 512, at + 512 + size), { canOwn: true });
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

let shim;
const early = []; // what came before the app was there

async function boot() {
  sizes = await (await fetchOf(new URL("sizes.json", here))).json();
  postMessage({ kind: "step", step: "fetch" });
  const files = counted("python.tar.gz").then((stream) => new Response(stream).arrayBuffer());
  files.catch(() => {}); // told below, where it is awaited
  const python = await loadPyodide({
    indexURL: here.href,
    env: { HOME: "/home", TZ: "UTC" },
    stdout: (line) => console.log(line),
    stderr: (line) => console.warn(line),
  });
  const bytes = new Uint8Array(await files);
  postMessage({ kind: "step", step: "unpack" });
  unpack(bytes, python.FS);
  postMessage({ kind: "step", step: "start" });
  await python.runPythonAsync(`
import os, sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/inside", "/inside/instead", "/app"]
sys.path.append("/packages")
os.chdir("/app")
import shim
`);
  shim = python.globals.get("shim");
  const told = (number, kind, data) => {
    const given = data?.toJs ? data.toJs() : data;
    data?.destroy?.();
    postMessage({ kind: "socket", number, event: kind, data: given }, given?.buffer ? [given.buffer] : []);
  };
  await shim.boot(told);
  postMessage({ kind: "step", step: "ready" });
  for (const message of early.splice(0)) take(message);
}

async function answer({ number, method, path, query, headers, body }) {
  const found = await shim.request(method, path, query, headers, new Uint8Array(body ?? 0));
  const [status, told, data] = found.toJs();
  found.destroy();
  postMessage({ kind: "answer", number, status, headers: told, body: data }, [data.buffer]);
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
}

self.onmessage = ({ data }) => (shim ? take(data) : early.push(data));
boot().catch((error) => {
  console.error(error);
  postMessage({ kind: "failed", text: `${error?.name}: ${error?.message} ${error?.stack ?? ""}` });
});
