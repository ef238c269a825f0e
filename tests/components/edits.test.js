import { equal, ok, test } from "./harness.js";
import { newEdits } from "/assets/components/linked/editing/edits.js";
import { hubOf } from "/assets/components/linked/hub.js";
import { pack } from "./packed.js";

const answer = (said) => pack({ parts: { result: `digest of ${said}` } }, { result: pack({ said }) });

// Edits on a page where `respond(text)` is what is fetched; what was asked, and what the page was told.
const onPage = (respond, where = "preview/token") => {
  const [asked, told] = [[], []];
  const hub = hubOf(`edits ${Math.random()}`);
  globalThis.fetch = async (address, { body }) => {
    asked.push([address, body]);
    return respond(body);
  };
  const edits = newEdits((kind, text) => told.push([kind, text]));
  edits.askAt(where, hub);
  return { edits, hub, asked, told };
};
const [press, letGo] = ["pointerdown", "pointerup"].map((type) => () => dispatchEvent(new PointerEvent(type)));
const later = (ms) => new Promise((done) => setTimeout(done, ms));
const right = async (text) => new Response(answer(text));

test("where nobody answers edits, the page is told at once", () => {
  const { edits, asked, told } = onPage(right, null);
  edits.send("edit", "1", false);
  equal([asked, told], [[], [["edit", "1"]]]);
});

test("an edit is answered first, then the page is told of it", async () => {
  const { edits, hub, asked, told } = onPage(right);
  await edits.send("edit", "1", false);
  equal([hub.parts.result.said, told], ["1", []]);
  equal(asked, [["preview/token/edit", "1"]]);
  ok(hub.recall("result", "digest of 1"));
  await later(150);
  equal(told, [["edit", "1"]]);
});

test("a drag is told to the page once, when the hand rests", async () => {
  const { edits, hub, told } = onPage(right);
  press();
  for (const text of ["1", "2", "3"]) {
    await edits.send("edit", text, true);
    await later(100);
  }
  equal([hub.parts.result.said, told], ["3", []]);
  await later(400);
  equal(told, [["edit", "3"]]);
  letGo();
});

test("an edit that gets no answer, or no such answer, is told to the page at once, and the next one, too", async () => {
  const bad = [
    async () => new Response("", { status: 409 }), async () => new Response("", { status: 429 }), async () => new Response("", { status: 500 }),
    async () => Promise.reject(new TypeError("no network")), async () => new Response("<html>Please log in</html>"), async () => new Response(answer("cut").slice(0, 40)),
  ];
  for (const respond of bad) {
    const { edits, hub, told } = onPage(respond);
    await edits.send("edit", "1", true);
    await edits.send("edit", "2", true);
    equal([hub.parts.result, told], [undefined, [["edit", "1"], ["edit", "2"]]]);
  }
});

test("nobody waits for ever: an answer has a limit of time", async () => {
  let given = null;
  const { edits } = onPage(right);
  globalThis.fetch = (address, { signal }) => {
    given = signal;
    return new Promise(() => {});
  };
  edits.send("edit", "1", true);
  ok(given instanceof AbortSignal);
});

test("an edit of another kind lets the page know of the one before first", async () => {
  const { edits, told } = onPage(right);
  press();
  await edits.send("edit", "1", true);
  const second = edits.send("pixels", "2", true);
  equal(told, [["edit", "1"]]);
  await second;
  await later(400);
  equal(told, [["edit", "1"], ["pixels", "2"]]);
  letGo();
});

test("a view that is gone tells nothing any more, and shows nothing that comes late", async () => {
  const { edits, hub, told } = onPage(right);
  await edits.send("edit", "1", false);
  edits.send("edit", "2", false);
  edits.stop();
  await later(150);
  equal([told, hub.parts.result.said], [[], "1"]);
});

test("what is left by a press is told at once: the press may lead to another page", () => {
  const { edits, asked, told } = onPage(right);
  press();
  edits.send("edit", "1", false);
  letGo();
  equal([asked, told], [[], [["edit", "1"]]]);
});

test("while an answer is on its way the last edit waits, and those before it are never asked for", async () => {
  const answers = [];
  const { edits, hub, asked, told } = onPage((text) => new Promise((done) => answers.push(() => done(new Response(answer(text))))));
  press();
  const first = edits.send("parameters", "1", true);
  edits.send("parameters", "2", true);
  edits.send("parameters", "3", true);
  equal(asked.length, 1);
  answers[0]();
  await later(20);
  equal([asked.map(([, text]) => text), hub.parts.result.said], [["1", "3"], "1"]);
  answers[1]();
  await first;
  equal([hub.parts.result.said, edits.isWaiting(), told], ["3", true, []]);
  await later(400);
  equal([told, edits.isWaiting()], [[["parameters", "3"]], false]);
  letGo();
});

test("an address where nobody answers is not asked again; one that leaves an edit to the page is", async () => {
  for (const [status, offered] of [[404, false], [409, true]]) {
    const { edits, hub, asked } = onPage(async () => new Response("", { status }));
    await edits.send("edit", "1", false);
    edits.askAt("preview/token", hub); // the page runs, and offers it again
    equal(edits.isOffered(), offered);
    await edits.send("edit", "2", false);
    equal(asked.length, offered ? 2 : 1);
  }
});

test("a hand that lets go anywhere has the page told soon", async () => {
  const { edits, told } = onPage(right);
  press();
  await edits.send("edit", "1", true);
  letGo();
  await later(100);
  equal(told, [["edit", "1"]]);
});

test("the last step of a drag may come after the hand let go, and is told soon all the same", async () => {
  const { edits, told } = onPage(right);
  press();
  letGo();
  await edits.send("edit", "1", true);
  await later(100);
  equal(told, [["edit", "1"]]);
});

test("what waits is told when the page is left", async () => {
  const { edits, told } = onPage(right);
  await edits.send("edit", "1", false);
  edits.tellNow();
  equal(told, [["edit", "1"]]);
  await later(100);
  equal(told.length, 1);
});

test("the page is told before the next press does something, and what is still on its way is not shown", async () => {
  const { edits, hub, told } = onPage(right);
  const sent = edits.send("edit", "1", false);
  press();
  equal(told, [["edit", "1"]]);
  letGo();
  await sent;
  await later(100);
  equal([told, hub.parts.result], [[["edit", "1"]], undefined]);
});
