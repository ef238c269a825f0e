// Answers for all files of one version: from what it keeps, offline too, and else from the server, whose files it then keeps.
// VERSION and FILES, each file's name and hash, stand above, written by build.py; `web/README.md` says what happens when.
const root = new URL("./", self.location);
const OURS = `cnnviz ${root.pathname} `;
const CACHE = `${OURS}${VERSION}`;
const PACKS = ["boot/page.packed", "boot/code.packed"]; // what is below `static/js` and `static/css`

const hash = async (bytes) =>
  `sha256-${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))))}`;

/** Keep all files; what an older version has kept is not fetched again. */
async function keepAll() {
  const cache = await caches.open(CACHE);
  const keepOne = async (name) => {
    const url = new URL(name, root);
    if (await cache.match(url)) return;
    const older = await caches.match(url);
    if (older && (await hash(await older.clone().arrayBuffer())) === FILES[name]) await cache.put(url, older);
    else await cache.add(new Request(url, { cache: "no-cache", integrity: FILES[name] }));
  };
  await Promise.all(Object.keys(FILES).map(keepOne));
}

const OVER = `${OURS}over ${VERSION}`; // is there once the server has another version
let isOver = caches.has(OVER);

/** The server has another version now: whoever reloads the page gets that, and this one answers nothing any more.
 * Or so it seems, as where a network asks for a password first: `stays` takes it back. */
async function giveUp() {
  isOver = Promise.resolve(true);
  await caches.open(OVER);
  await caches.delete(CACHE);
}

/** All files are of this version after all. */
async function stays() {
  isOver = Promise.resolve(false);
  await caches.delete(OVER);
}

// The first version answers at once for the page that is open. A later one is fetched whole, and takes over once no tab uses
// the older one, as browsers do by themselves.
self.addEventListener("install", (event) => event.waitUntil(self.registration.active ? keepAll() : self.skipWaiting()));

self.addEventListener("activate", (event) => {
  const take = async () => {
    const older = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
    await Promise.all(older.map((name) => caches.delete(name)));
    if (!older.length) await self.clients.claim();
  };
  event.waitUntil(take());
});

// The page asks for it once the app is there, so that nothing is fetched twice.
self.addEventListener("message", (event) => {
  const tell = (kept) => event.source.postMessage({ kept });
  event.waitUntil(
    keepAll()
      .then(stays)
      .then(
        () => tell(true),
        () => tell(false),
      ),
  );
});

/** Keep a file; where there is no room, the app goes on without. */
async function keep(name, answer) {
  await caches
    .open(CACHE)
    .then((cache) => cache.put(new URL(name, root), answer))
    .catch(() => {});
}

/** Fetch a file while it is handed on, and keep it if it is of this version; else it ends in an error. */
async function fetched(name) {
  const answer = await fetch(new Request(new URL(name, root), { cache: "no-cache" }));
  if (!answer.ok) return answer;
  const headers = { "Content-Type": answer.headers.get("Content-Type") ?? "application/octet-stream" };
  const parts = [];
  const checking = new TransformStream({
    transform(part, out) {
      parts.push(part);
      out.enqueue(part);
    },
    async flush() {
      const whole = await new Blob(parts).arrayBuffer();
      if ((await hash(whole)) !== FILES[name]) {
        await giveUp();
        throw new Error(`${name} is of another version than this page`);
      }
      if (!(await isOver)) await keep(name, new Response(whole, { headers }));
    },
  });
  return new Response(answer.body.pipeThrough(checking), { headers });
}

const file = async (name) => (await (await caches.open(CACHE)).match(new URL(name, root))) ?? fetched(name);

const packs = new Map(); // names and bytes of what is in each, once somebody has asked

async function unpacked(pack) {
  const { body } = await file(pack);
  const bytes = new Uint8Array(await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  let at = 4 + new DataView(bytes.buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at)));
  return new Map(index.map(([name, size]) => [name, bytes.subarray(at, (at += size))]));
}

async function fromPack(name) {
  const headers = { "Content-Type": name.endsWith(".css") ? "text/css" : "text/javascript" };
  for (const pack of PACKS) {
    if (!packs.has(pack)) packs.set(pack, unpacked(pack));
    try {
      const bytes = (await packs.get(pack)).get(name);
      if (bytes) return new Response(bytes, { headers });
    } catch (error) {
      packs.delete(pack);
      throw error;
    }
  }
  return new Response("", { status: 404 });
}

/** The page in the folder of one of the app's pages: the first one, whose addresses lead from there. */
async function copied() {
  const text = await (await file("index.html")).text();
  return new Response(text.replaceAll('="./', '="../'), { headers: { "Content-Type": "text/html" } });
}

/** What answers for a path below the folder, if it is ours; a folder's is its `index.html`. */
function answering(path) {
  if (path.startsWith("static/js/") || path.startsWith("static/css/")) return () => fromPack(path);
  const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (name in FILES) return () => file(name);
  const folder = name.replace(/\/(index\.html)?$/, "");
  return PAGES.includes(folder) && name !== folder ? copied : null;
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return;
  const path = url.pathname.slice(root.pathname.length);
  // A page's own address has to end in "/": its scripts are named from there.
  if (PAGES.includes(path) || `${path}/index.html` in FILES) {
    url.pathname += "/";
    event.respondWith(Response.redirect(url, 302));
    return;
  }
  const answer = answering(path);
  // Not from what the browser keeps by itself, where files of two versions may lie beside each other.
  const asked = () => fetch(event.request, { cache: "no-cache" });
  const given = async () => ((await isOver) ? asked() : answer());
  if (answer) event.respondWith(given().catch(asked));
});
