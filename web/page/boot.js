// What stands between Streamlit's page and its server that is none: WebSockets and requests go to a worker.
// It runs before Streamlit's own script. What of the page is replaced, and why, stands at each place.
(() => {
  const root = new URL("../", document.currentScript.src); // the folder that all lies in
  const served = /^(_stcore|media|preview|component|class)\//;
  const bar = document.getElementById("boot-bar");
  const told = document.getElementById("boot-told");
  const first = document.getElementById("boot");

  const STEPS = {
    fetch: "Fetching Python and the app",
    unpack: "Unpacking the app",
    start: "Starting the app",
    wake: "Starting the app", // from what was kept
    ready: "Opening the page",
  };
  let step = "fetch";
  let bytes = "";
  const say = () => (told.textContent = `${STEPS[step]}${bytes && ` · ${bytes}`}`);

  /** Say in one sentence why it does not work, and what to do; where it stays. */
  function fail(sentence, detail = "") {
    first.dataset.failed = "";
    document.body.append(first); // also over a page that has begun
    bar.hidden = true;
    told.setAttribute("role", "alert");
    told.textContent = sentence;
    if (detail) console.error(detail);
  }

  const why =
    location.protocol === "file:"
      ? "This folder works from a web server only: run “python3 -m http.server” in it and open the address that it says."
      : typeof WebAssembly !== "object" || typeof Worker !== "function"
        ? "This browser does not allow WebAssembly, which runs the app: use a newer browser, or allow it in the settings."
        : typeof DecompressionStream !== "function"
          ? "This browser is too old for the app: use Chrome or Edge 103, Firefox 113, Safari 16.4, or newer."
          : "";
  if (why) return fail(why);

  const answers = new Map();
  const sockets = new Map();
  let number = 0;
  let worker;

  /** Wait until a service worker answers for this page, if one can: it unpacks, keeps, and lets no two versions mix. */
  async function guarded() {
    const workers = navigator.serviceWorker;
    if (!workers || workers.controller) return;
    const taken = new Promise((resolve) => workers.addEventListener("controllerchange", resolve, { once: true }));
    const late = new Promise((resolve) => setTimeout(resolve, 3000));
    const { active } = await workers.register(new URL("sw.js", root));
    // One that is there already does not answer where the page was reloaded past it.
    if (active?.state !== "activated") await Promise.race([taken, late]);
  }

  /** Start Python, and what of Streamlit's page is loaded. */
  function begin() {
    worker = new Worker(new URL("boot/worker.js", root), { type: "module" });
    worker.onmessage = hear;
    worker.onerror = (event) =>
      fail("The app’s Python could not be started: reload the page, or allow workers for this address.", event.message);
    const page = document.getElementById("boot-page").content.cloneNode(true);
    for (const element of page.children) {
      const kind = element.localName === "script" ? "src" : "href";
      element[kind] = new URL(element.getAttribute(kind).replace(/^[./]+/, ""), root);
    }
    document.head.append(page);
  }

  let keeps; // once it is begun

  /** Have another worker import all, and keep its memory for the next start. */
  function rehearsed() {
    const other = new Worker(new URL("boot/worker.js#rehearsal", root), { type: "module" });
    return new Promise((resolve) => {
      other.onmessage = ({ data }) => data.kind === "rehearsed" && resolve();
      other.onerror = resolve;
    });
  }

  /** Keep the app for the next time; what of it has not been fetched yet is, now that it is in nobody's way. */
  async function keep() {
    keeps = true;
    const kept = [new Promise((resolve) => answers.set("kept", resolve))];
    worker.postMessage({ kind: "keep" });
    const workers = navigator.serviceWorker;
    if (workers?.controller) {
      kept.push(new Promise((resolve) => workers.addEventListener("message", resolve, { once: true })));
      workers.startMessages();
      workers.controller.postMessage("keep");
      workers.getRegistration().then((registration) => registration?.update()).catch(() => {});
    }
    const [isSettled] = await Promise.all(kept);
    if (!isSettled) await rehearsed();
    document.documentElement.dataset.kept = "";
  }

  // Python has one thread, and the page shows nothing new until it is done: long work is told of.
  const atWork = document.getElementById("boot-work");
  let works = 0;
  let soon;
  let rest;

  function working(busy) {
    works += busy ? 1 : -1;
    clearTimeout(soon);
    clearTimeout(rest);
    if (works) soon = setTimeout(() => (atWork.textContent = "Python is working …"), 500);
    else {
      atWork.textContent = "";
      if (keeps === undefined) rest = setTimeout(keep, 2000); // the page has been drawn by then
    }
  }

  function hear({ data }) {
    if (data.kind === "progress") {
      bytes = `${(data.done / 1e6).toFixed(1)} of ${(data.total / 1e6).toFixed(1)} MB`;
      bar.value = data.done / data.total;
      say();
    } else if (data.kind === "work") working(data.busy);
    else if (data.kind === "kept") answers.get("kept")(data.isSettled);
    else if (data.kind === "step") {
      step = data.step;
      performance.mark(`boot:${step}`);
      if (step !== "fetch") bytes = "";
      say();
    } else if (data.kind === "answer") {
      answers.get(data.number)(data);
      answers.delete(data.number);
    } else if (data.kind === "socket") sockets.get(data.number)?.take(data);
    else if (data.kind === "failed") {
      const memory = /memory|RangeError/i.test(data.text);
      fail(
        memory
          ? "There is too little memory for the app: close other tabs or programs, then reload the page."
          : "The app could not be loaded whole: check the connection, then reload the page.",
        data.text,
      );
    }
  }

  /** Take the first picture away, once there is something to see instead. */
  function shown() {
    if (!first.isConnected || "failed" in first.dataset) return;
    first.remove();
  }

  /** The part of an address below the folder, or null if somebody else answers it. */
  function ours(address) {
    const url = new URL(address, root); // "preview/…" is said from the app's folder, not from the page's
    if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
    const path = url.pathname.slice(root.pathname.length);
    return served.test(path) ? { path: `/${path}`, query: url.search.slice(1) } : null;
  }

  function ask(method, { path, query }, headers, body) {
    return new Promise((resolve) => {
      number += 1;
      answers.set(number, resolve);
      const named = [["host", "localhost"], ...headers];
      worker.postMessage({ kind: "request", number, method, path, query, headers: named, body });
    });
  }

  // Streamlit asks for health and for what the host allows, brings uploads and fetches media: the worker answers.
  const fetchOf = window.fetch.bind(window);
  window.fetch = async (asked, options) => {
    const address = asked.url ?? String(asked);
    const there = ours(address);
    if (!there) {
      // Looking for the folder that the app lies in, Streamlit asks in those below it, too.
      if (/\/_stcore\//.test(address)) return new Response("", { status: 404 });
      return fetchOf(asked, options);
    }
    const request = new Request(asked, options);
    if (there.path === "/_stcore/health") return new Response("ok"); // it is as soon as the worker is
    const body = ["GET", "HEAD"].includes(request.method) ? undefined : await request.arrayBuffer();
    const found = await ask(request.method, there, [...request.headers], body);
    const bare = [101, 204, 205, 304].includes(found.status);
    return new Response(bare ? null : found.body, { status: found.status, headers: found.headers });
  };
  // Else axios, which brings uploads, would not use fetch.
  delete window.XMLHttpRequest;

  // The one connection that all of a page comes by. It is open at once; what is sent waits for the worker.
  class Socket extends EventTarget {
    static CONNECTING = 0;
    static OPEN = 1;
    static CLOSING = 2;
    static CLOSED = 3;

    constructor(address, protocols = []) {
      super();
      this.url = String(address);
      this.readyState = Socket.CONNECTING;
      this.binaryType = "blob";
      this.protocol = "";
      this.bufferedAmount = 0;
      number += 1;
      this.number = number;
      sockets.set(number, this);
      const list = [].concat(protocols);
      const url = new URL(address);
      const path = `/${url.pathname.slice(root.pathname.length)}`;
      const headers = [["host", "localhost"], ["cookie", document.cookie], ["user-agent", navigator.userAgent],
        ["accept-language", navigator.language], ["sec-websocket-protocol", list.join(", ")]];
      worker.postMessage({ kind: "connect", number, path, query: url.search.slice(1), headers, protocols: list });
    }

    take({ event, data }) {
      if (event === "accept") {
        this.protocol = data;
        this.readyState = Socket.OPEN;
        this.tell(new Event("open"));
      } else if (event === "bytes") {
        const given = this.binaryType === "blob" ? new Blob([data]) : data.buffer;
        this.tell(new MessageEvent("message", { data: given }));
        shown();
      } else if (event === "close") {
        this.readyState = Socket.CLOSED;
        sockets.delete(this.number);
        this.tell(new CloseEvent("close", { code: data, wasClean: true }));
      }
    }

    tell(event) {
      this[`on${event.type}`]?.(event);
      this.dispatchEvent(event);
    }

    send(data) {
      const copy = data instanceof ArrayBuffer ? new Uint8Array(data.slice(0)) : new Uint8Array(data);
      worker.postMessage({ kind: "send", number: this.number, data: copy }, [copy.buffer]);
    }

    close(code = 1000) {
      if (this.readyState === Socket.CLOSED) return;
      worker.postMessage({ kind: "disconnect", number: this.number });
      this.take({ event: "close", data: code });
    }
  }
  window.WebSocket = Socket;

  // Downloads: Streamlit clicks on a link to /media/, which only the worker has.
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function clicked() {
    const there = this.href && ours(this.href);
    if (!there) return click.call(this);
    ask("GET", there, []).then(({ body, headers }) => {
      const type = new Map(headers).get("content-type") ?? "application/octet-stream";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([body], { type }));
      link.download = this.getAttribute("download") || nameIn(headers) || there.path.split("/").pop();
      click.call(link);
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });
    return undefined;
  };

  /** The name that a file is to have, as its answer says. */
  function nameIn(headers) {
    const said = new Map(headers).get("content-disposition") ?? "";
    const coded = /filename\*=utf-8''([^;]+)/i.exec(said);
    return coded ? decodeURIComponent(coded[1]) : (/filename="([^"]+)"/.exec(said)?.[1] ?? "");
  }

  // A file server gives a page's folder, /kernels/. Streamlit knows pages by /kernels: after Back it would open the first one.
  // The scripts of the page are named from that folder, so it is named anew once they have been read.
  document.addEventListener("DOMContentLoaded", () => {
    const { pathname, search, hash } = location;
    if (pathname === root.pathname || !pathname.endsWith("/")) return;
    history.replaceState(history.state, "", pathname.slice(0, -1) + search + hash);
  });

  guarded().catch(() => {}).then(begin);
})();
