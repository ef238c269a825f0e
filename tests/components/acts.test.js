// What a press does in a class: once, however often it is pressed; and whose keys P, R and N are.

import { actOf, newActs, pressOnce } from "/assets/components/asked_of_class.js";
import { reports } from "/assets/components/reports.js";
import { pageKey } from "/assets/components/share/presentation.js";
import together from "/assets/components/together/together.js";
import { equal, ok, test } from "./harness.js";
import { pack } from "./packed.js";

const HTML = await (await fetch("/assets/components/together/together.html")).text();
const HEADER = { code: "K7M4QX", place: "here", pulse: 0, qr: { path: "", size: 1, alt: "" }, problem: null, preview: null, items: [{ id: "size", title: "Size", levels: [1] }] };
const PALETTE = new Uint8Array(2 * 768);
const PROBLEM = { id: "size", level: 1, prompt: "How many?", figures: [], picture: null, matched: [], beside: [], solution: null };

// Predict together with a question in this state; sent: what the server was told.
const projected = async (state) => {
  const sent = [];
  const round = state && { number: 1, state };
  globalThis.fetch = async (path, { body }) => {
    if (body) sent.push(path.split("/").pop());
    return { ok: true, status: 200, json: async () => (body ? {} : { pulse: 0, round, rows: [], votes: 0, of: 2 }) };
  };
  Object.assign(reports, { session: "one", page: "", wanted: null });
  document.body.innerHTML = HTML;
  const end = together({ parentElement: document.body, data: pack({ ...HEADER, problem: state && PROBLEM }, { signed: PALETTE, grey: PALETTE }), setStateValue() {} });
  await done();
  const press = async (key, more = {}) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    document.body.dispatchEvent(event);
    await done();
    return event;
  };
  return { end, press, sent };
};
const done = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); // what the server's answer sets off
};

test("what is under way is not done again by a second press, and afterwards it is", async () => {
  const [begun, waiting] = [[], []];
  const act = newActs({ ask: () => { begun.push("ask"); return new Promise((go) => { waiting.push(go); }); }, pause: () => { begun.push("pause"); } });
  const first = act("ask");
  await act("ask");
  await act("pause");
  equal(begun, ["ask", "pause"]);
  waiting[0]();
  await first;
  act("ask");
  equal(begun, ["ask", "pause", "ask"]);
});

test("an act that fails may be tried again", async () => {
  let tries = 0;
  const act = newActs({ async ask() { tries += 1; throw new Error("no"); } });
  for (let press = 0; press < 2; press += 1) await act("ask").catch(() => {});
  equal(tries, 2);
});

test("the second click of a double one confirms nothing", () => {
  const button = Object.assign(document.createElement("button"), { innerHTML: "<b>Delete</b>" });
  button.dataset.act = "forget";
  const of = (detail) => actOf({ target: button.firstChild, detail });
  equal([0, 1, 2, 3].map(of), ["forget", "forget", undefined, undefined]); // 0: by a key
});

test("P, R and N are the question's, whatever it is at, and turn no page of a presentation", async () => {
  for (const state of [null, "open", "paused", "revealed"]) {
    const { end, press } = await projected(state);
    for (const key of ["p", "r", "n", "P"]) ok(!pageKey(await press(key)), `${key} ${state}`);
    equal((await press("p", { ctrlKey: true })).defaultPrevented, false);
    end();
  }
});

test("a key that is held down acts once", async () => {
  const { end, press, sent } = await projected("open");
  await press("p");
  for (let again = 0; again < 3; again += 1) await press("p", { repeat: true });
  equal(sent, ["state"]);
  end();
});

test("a key that is held down presses a button once, and writes in a field as ever", () => {
  document.body.innerHTML = '<div><button></button><input></div>';
  const root = document.body.firstChild;
  pressOnce(root);
  const isTaken = (selector, repeat) => root.querySelector(selector).dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", repeat, bubbles: true, cancelable: true }));
  equal([isTaken("button", false), isTaken("button", true), isTaken("input", true)], [true, false, true]);
});
