// What was typed: kept by the tab for each exercise, class and person, until a class has the answer, or it was right or shown.

import { equal, test } from "./harness.js";
import { newDrafts, placeOf } from "/assets/components/drafts.js";
import { newExercise } from "/assets/components/exercise/problem_view.js";

const newStorage = () => {
  const kept = new Map();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
};
const newKept = () => {
  const storage = newStorage();
  return { storage, drafts: newDrafts(() => storage) };
};
const at = (name, code = "") => ({ code, name });
const NOTHING = new Proxy({}, { get: () => () => undefined });
const PALETTE = new Uint8Array(768);
const figure = { look: "table", texts: [["1"]], index: [[0]] };
const picture = { texts: [["4", "7"]], index: [[0, 0]] };

// A form of each kind: what it is sent, what somebody does in it, and what it reads then.
const FORMS = {
  number: [{ form: { type: "values", shape: [1], parts: [] } }, (root) => type(root, "7"), ["7"]],
  grid: [{ form: { type: "values", shape: [1, 2], name: "Map" } }, (root) => type(root, "7"), ["7", ""]],
  kernel: [{ form: { type: "kernel", shape: [1, 2] } }, (root) => type(root, "-1"), ["-1", ""]],
  settings: [{ form: { type: "settings", keys: ["f"], ranges: [[1, 3]] }, labels: { f: "Kernel" } }, (root) => type(root, "3"), ["3"]],
  choice: [{ form: { type: "choice", keys: ["a", "b"] }, labels: { a: "A", b: "B" } }, (root) => root.querySelector("[value=b]").click(), ["b"]],
  choices: [{ form: { type: "choice", several: true, keys: ["a", "b"] }, labels: { a: "A", b: "B" } }, (root) => root.querySelector("[value=b]").click(), ["b"]],
  order: [{ form: { type: "order", keys: ["a", "b"] }, labels: { a: "A", b: "B" } }, (root) => root.querySelector('[data-key="b"] [data-by="-1"]').click(), ["b", "a"]],
  match: [{ form: { type: "match", keys: ["a"] }, labels: { a: "A" }, matched: [figure] }, (root) => choose(root, "a"), ["a"]],
  pixels: [{ form: { type: "pixels", picture: [[4, 7]] }, picture }, (root) => root.querySelectorAll(".pixels button")[1].click(), [[0, 1]]],
};
const type = (root, text) => {
  const field = root.querySelector(".stage input");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};
const choose = (root, value) => {
  root.querySelector(".stage select").value = value;
  root.querySelector(".stage select").dispatchEvent(new Event("change", { bubbles: true }));
};
const PAGE = `<div class="choosing"></div><h2></h2><div class="prompt"></div><section class="stage"></section>
  ${["check", "hint", "show", "another", "mixed"].map((act) => `<button data-act="${act}"></button>`).join("")}
  <div class="verdict"></div><p class="note"></p><ol class="hints"></ol><div class="solved"></div><div class="onward"><small></small></div>`;
const header = (more) => ({
  task: "K7M4QX size~1 0", id: "size", title: "Size", prompt: "How many?", figures: [], labels: {}, matched: [], answer: null,
  refused: "", verdict: null, hints: [], more: false, solution: null, isOfLesson: true, ...more,
});
const TASK = { code: "K7M4QX", act: "answer", task: "size~1", person: "p1", variant: 0, seen: 0, canAnswer: true, help: [], next: "", note: "" };
const blocks = { signed: PALETTE, grey: PALETTE };

// A tab that has just been loaded: only what its storage holds is left of it.
const newTab = (drafts, report = () => {}) => {
  const root = document.createElement("div");
  root.innerHTML = PAGE;
  document.body.replaceChildren(root);
  let heard = null;
  const counted = [];
  const newInClass = (handlers) => {
    heard = handlers;
    return NOTHING;
  };
  const record = new Proxy({ answered: (...given) => counted.push(given) }, { get: (all, name) => all[name] ?? (() => undefined) });
  const view = newExercise(root, { record, drafts, newStanding: () => NOTHING, newInClass, newMenu: () => NOTHING });
  return {
    root,
    counted,
    heard: () => heard,
    take: (more) => view.take({ header: header(more), blocks }, report),
    read: () => [...root.querySelectorAll(".stage input")].map(({ value }) => value),
  };
};

for (const [name, [sent, act, wanted]] of Object.entries(FORMS)) {
  test(`what was given as ${name} is there again when the tab is loaded anew`, () => {
    const { drafts } = newKept();
    const before = newTab(drafts);
    before.take({ ...sent, klass: TASK });
    act(before.root);
    equal(drafts.of(placeOf(header({ ...sent, klass: TASK }))), wanted);
    const shown = newTab(drafts);
    shown.take({ ...sent, klass: TASK });
    const state = ({ root }) => [...root.querySelectorAll(".stage :is(input, select, li, button)")].map((one) => [one.value, one.checked, one.dataset.key, one.ariaPressed]);
    equal(state(shown), state(before));
    const other = newTab(drafts);
    other.take({ ...sent, klass: { ...TASK, person: "p2" } });
    equal(JSON.stringify(state(other)) === JSON.stringify(state(before)), false);
  });
}

const VALUES = FORMS.number[0];

test("what was answered is no draft any more, and what is typed after that is one of the next attempt", () => {
  const { drafts, storage } = newKept();
  const tab = newTab(drafts);
  tab.take({ ...VALUES, klass: TASK });
  type(tab.root, "7");
  tab.heard().done(null); // refused, or another task's
  tab.heard().done(["5"]); // an answer of before, whose receipt a reload has cut off
  equal(storage.kept.size, 1);
  tab.heard().done(["7"]);
  equal(storage.kept.size, 0);
  type(tab.root, "8");
  tab.root.querySelector("[data-act=check]").click();
  tab.take({ ...VALUES, klass: { ...TASK, seen: 1 }, answer: ["7"], verdict: { right: false, marks: [false], number: 1 } });
  const anew = newTab(drafts);
  anew.take({ ...VALUES, klass: { ...TASK, seen: 1 }, answer: ["7"], verdict: { right: false, marks: [false], number: 1 } });
  equal(anew.read(), ["8"]);
});

test("a wrong answer that no class keeps is there again when the tab is loaded anew", () => {
  const { drafts } = newKept();
  const tab = newTab(drafts);
  tab.take(VALUES);
  type(tab.root, "8");
  tab.take({ ...VALUES, answer: ["8"], verdict: { right: false, marks: [false], number: 1 } });
  const anew = newTab(drafts);
  anew.take(VALUES);
  equal(anew.read(), ["8"]);
});

test("a session that has not heard of a wrong answer and of hints is told once, and another attempt stays", () => {
  const { drafts } = newKept();
  const wrong = { answer: ["8"], verdict: { right: false, marks: [false], number: 1 }, hints: ["Look."], more: true };
  const tab = newTab(drafts);
  tab.take(VALUES);
  type(tab.root, "8");
  tab.take({ ...VALUES, ...wrong });
  type(tab.root, "9");
  const told = [];
  const anew = newTab(drafts, (name, value) => told.push([name, value]));
  anew.take(VALUES);
  anew.take(VALUES);
  equal(told, [["again", { task: header().task, answer: ["8"], hints: 1 }]]);
  equal(drafts.doneWith(placeOf(header(VALUES))), { tried: ["8"], hints: 1 });
  anew.take({ ...VALUES, ...wrong });
  equal([anew.read(), anew.root.querySelector(".hints").textContent, told.length], [["9"], "Look.", 1]);
  const knows = newTab(drafts, (name, value) => told.push([name, value]));
  knows.take({ ...VALUES, ...wrong });
  equal(told.length, 1);
});

test("what is checked while a session is told of the answer before counts, and that one no second time", () => {
  const { drafts } = newKept();
  const wrong = { answer: ["8"], verdict: { right: false, marks: [false], number: 1, slip: "" } };
  const tab = newTab(drafts);
  tab.take(VALUES);
  type(tab.root, "8");
  tab.take({ ...VALUES, ...wrong });
  const anew = newTab(drafts);
  anew.take(VALUES);
  type(anew.root, "7");
  anew.root.querySelector("[data-act=check]").click();
  anew.take({ ...VALUES, ...wrong });
  equal(anew.counted, []);
  anew.take({ ...VALUES, answer: ["7"], verdict: { right: true, marks: [true], number: 2, slip: "" } });
  equal(anew.counted, [["size", true, ""]]);
});

test("a hint stays where nothing was typed, and a class is told of none", () => {
  const { drafts } = newKept();
  newTab(drafts).take({ ...VALUES, hints: ["Look."], more: true });
  const told = [];
  newTab(drafts, (name, value) => told.push([name, value.hints])).take(VALUES);
  equal(told, [["again", 1]]);
  drafts.keep(placeOf(header({ ...VALUES, klass: TASK })), ["7"], { tried: ["7"], hints: 1 });
  newTab(drafts, (name) => told.push(name)).take({ ...VALUES, klass: TASK });
  equal(told.length, 1);
});

test("what was judged right, or shown, leaves nothing behind", () => {
  for (const over of [{ verdict: { right: true, marks: [true], number: 1 }, answer: ["7"] }, { solution: { words: "7", answer: ["7"], address: "" } }]) {
    const { drafts, storage } = newKept();
    const tab = newTab(drafts);
    tab.take(VALUES);
    type(tab.root, "7");
    equal(storage.kept.size, 1);
    tab.take({ ...VALUES, ...over });
    equal(storage.kept.size, 0);
  }
});

test("where nothing more is taken, what was answered is shown and no draft", () => {
  const { drafts } = newKept();
  const tab = newTab(drafts);
  tab.take({ ...VALUES, klass: TASK });
  type(tab.root, "7");
  const anew = newTab(drafts);
  anew.take({ ...VALUES, klass: { ...TASK, canAnswer: false }, answer: ["3"] });
  equal(anew.read(), ["3"]);
});

test("a draft outlives a class that was closed for a while", () => {
  const { drafts } = newKept();
  const tab = newTab(drafts);
  tab.take({ ...VALUES, klass: TASK });
  type(tab.root, "7");
  const anew = newTab(drafts);
  anew.take({ ...VALUES, klass: { ...TASK, canAnswer: false } });
  anew.take({ ...VALUES, klass: TASK });
  equal(anew.read(), ["7"]);
});

test("Enter checks nothing where there is nothing to check by", () => {
  const sent = [];
  const tab = newTab(newKept().drafts, (name) => sent.push(name));
  tab.take(VALUES);
  const [check, field] = ["[data-act=check]", ".stage input"].map((at) => tab.root.querySelector(at));
  const enter = () => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  type(tab.root, "7");
  check.hidden = true;
  enter();
  equal(sent, []);
  check.hidden = false;
  enter();
  equal(sent, ["answer"]);
});

test("an exercise that was corrected, and asks for something else, starts empty", () => {
  const { drafts } = newKept();
  const tab = newTab(drafts);
  tab.take({ ...VALUES, klass: TASK });
  type(tab.root, "7");
  const anew = newTab(drafts);
  anew.take({ form: { type: "values", shape: [2], parts: ["rows", "columns"] }, klass: TASK });
  equal(anew.read(), ["", ""]);
});

test("at most 40 exercises are kept, the latest, and none that is too long", () => {
  const { drafts } = newKept();
  for (let number = 0; number < 41; number += 1) drafts.keep(at(`place ${number}`), [String(number)]);
  drafts.keep(at("long"), ["x".repeat(20_000)]);
  equal([drafts.of(at("place 0")), drafts.of(at("place 1")), drafts.of(at("place 40")), drafts.of(at("long"))], [null, ["1"], ["40"], null]);
});

test("who leaves a class takes its drafts along, and no other's", () => {
  const { drafts } = newKept();
  drafts.keep(at("one", "K7M4QX"), ["1"]);
  drafts.keep(at("two", "CCCCCC"), ["2"]);
  drafts.forget("K7M4QX");
  equal([drafts.of(at("one")), drafts.of(at("two"))], [null, ["2"]]);
});

test("what is damaged, or a browser that keeps nothing, is no draft", () => {
  const { drafts, storage } = newKept();
  for (const text of ["{", "null", '{"place": 1}', '[null, {"place": "one", "answer": "7"}]']) {
    storage.kept.set("cnnviz drafts", text);
    equal(drafts.of(at("one")), null);
  }
  const none = newDrafts(() => { throw new Error("denied"); });
  none.keep(at("one"), ["1"]);
  equal(none.of(at("one")), null);
});
