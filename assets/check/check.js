// Tries what cnnviz needs of a network, line by line, and says what to ask its administrator for. It depends on nothing else: where
// WebSockets are blocked, no other page of cnnviz shows anything.

const SOON = 15_000; // ms that an answer may take
const LASTING = 60_000; // ms that a connection has to last without a word
const { upload, message } = document.querySelector("main").dataset;
const host = location.host;
const megabytes = (bytes) => `${Math.round(Number(bytes) / 1024 ** 2)} MB`;

const answers = async (path, options = {}) => {
  const answer = await fetch(`check/${path}`, { cache: "no-store", ...options });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

const within = (time, promise) => Promise.race([
  promise,
  new Promise((_, fail) => { setTimeout(() => fail(new Error("late")), time); }),
]);

// One connection serves three lines.
const connected = new Promise((open, fail) => {
  const url = new URL("check/socket", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  socket.onopen = () => open(socket);
  socket.onerror = () => fail(new Error("refused"));
});
connected.catch(() => {}); // each line says so itself

const echoed = async (said) => {
  const socket = await within(SOON, connected);
  const heard = new Promise((hear, fail) => {
    if (socket.readyState !== WebSocket.OPEN) fail(new Error("closed"));
    socket.onmessage = ({ data }) => hear(data);
    socket.onclose = () => fail(new Error("closed"));
  });
  socket.send(said);
  if (await within(SOON, heard) !== said) throw new Error("changed");
};

const lasted = async () => {
  const socket = await within(SOON, connected);
  await new Promise((done, fail) => {
    setTimeout(done, LASTING);
    socket.addEventListener("close", () => fail(new Error("closed")));
  });
  await echoed("still there?");
};

const small = echoed("there?");
small.catch(() => {});
const large = small.then(() => echoed("x".repeat(Number(message))));
large.catch(() => {});

const LINES = [
  {
    what: "Pages, scripts and styles",
    ask: "",
    tries: async () => {},
  },
  {
    what: "The server’s name",
    ask: `Pass the Host header on unchanged, as ${host}: requests to any other name are refused.`,
    tries: async () => { if ((await answers("name")).host !== host) throw new Error("another"); },
  },
  {
    what: "Cookies",
    ask: `Let cookies of ${host} through, both ways; browsers must not be set to refuse them.`,
    tries: async () => {
      const { next } = await answers("cookie");
      if ((await answers("cookie")).came !== next) throw new Error("none");
    },
  },
  {
    what: "WebSockets",
    ask: `Allow WebSockets to ${host} (HTTP/1.1 with “Upgrade: websocket”). Without them all pages of cnnviz stay empty.`,
    tries: () => small,
  },
  {
    what: "Large messages",
    ask: "Let WebSocket messages of up to 1 MB pass, and do not inspect or hold them back.",
    tries: () => large,
  },
  {
    what: `Uploads of ${megabytes(upload)}`,
    ask: `Allow requests with a body of ${megabytes(Number(upload) + 1024 ** 2)} (nginx: client_max_body_size), or learners can’t bring pictures.`,
    tries: async () => {
      const { bytes } = await answers("upload", { method: "POST", body: new Uint8Array(Number(upload)) });
      if (bytes !== Number(upload)) throw new Error("not whole");
    },
  },
  {
    what: "Connections that last",
    wait: "Takes a minute.",
    ask: "Keep WebSockets open for hours; a time limit for idle ones must be above 60 seconds (nginx: proxy_read_timeout).",
    tries: async () => { await large.catch(() => small); await lasted(); },
  },
];

const SIGNS = { waits: "… waits", passes: "✓ passes", fails: "✗ fails" };

const show = (line, state) => {
  line.item.dataset.state = state;
  line.state = state;
  line.item.querySelector(".state").textContent = SIGNS[state];
  line.item.querySelector(".ask").textContent = state === "fails" ? line.ask : (state === "waits" && line.wait) || "";
};

const summary = document.querySelector("#summary");
const sum = () => {
  const count = (state) => LINES.filter((line) => line.state === state).length;
  const failed = count("fails");
  const waiting = count("waits");
  if (failed) summary.textContent = `${failed} of ${LINES.length} do not get through to ${host}. Show this page to the network’s administrator.`;
  else if (!waiting) summary.textContent = `All that cnnviz needs gets through to ${host}.`;
  else summary.textContent = `Trying what cnnviz needs of this network, on the way to ${host} …`;
};

const list = document.querySelector("#lines");
LINES.forEach((line) => {
  line.item = document.createElement("li");
  line.item.innerHTML = '<p class="state"></p><p class="what"></p><p class="ask"></p>';
  line.item.querySelector(".what").textContent = line.what;
  list.append(line.item);
  show(line, "waits");
});
sum();
await Promise.all(LINES.map(async (line) => {
  try {
    await line.tries();
    show(line, "passes");
  } catch {
    show(line, "fails");
  }
  sum();
}));
