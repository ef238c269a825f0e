// Keeps all files of this version, and answers from them: offline, and without asking anybody.
// VERSION and FILES stand above, written by build.py. A new version is fetched whole, and takes over
// once no tab uses the old one, as browsers do by themselves unless told otherwise.
const CACHE = `cnnviz-${VERSION}`;
const root = new URL("./", self.location);

self.addEventListener("install", (event) => {
  const all = FILES.map((name) => new Request(new URL(name, root), { cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(all)));
});

self.addEventListener("activate", (event) => {
  const drop = (names) =>
    Promise.all(names.filter((name) => name.startsWith("cnnviz-") && name !== CACHE).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop));
});

/** The file that an address means: a folder's is its index.html. */
function fileOf(address) {
  const url = new URL(address);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
  const path = url.pathname.slice(root.pathname.length);
  const tries = path === "" || path.endsWith("/") ? [`${path}index.html`] : [path, `${path}/index.html`];
  return FILES.find((name) => tries.includes(name)) ?? null;
}

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const name = fileOf(event.request.url);
  if (name === null) return;
  // A page's own address has to end in "/": its scripts are named from there.
  const url = new URL(event.request.url);
  if (name.endsWith("/index.html") && !url.pathname.endsWith("/") && !url.pathname.endsWith(".html")) {
    url.pathname += "/";
    event.respondWith(Response.redirect(url, 302));
    return;
  }
  const found = caches.open(CACHE).then((cache) => cache.match(new URL(name, root)));
  event.respondWith(found.then((answer) => answer ?? fetch(event.request)));
});
