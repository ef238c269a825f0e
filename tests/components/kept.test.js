// What was tried and shown of questions: kept by the tab, and told once to a session that has not heard of it.

import { reports } from "/assets/components/reports.js";
import { newKept } from "/assets/components/questions/kept.js";
import questions from "/assets/components/questions/questions.js";
import { equal, test } from "./harness.js";

const newStorage = () => {
  const kept = new Map();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
};
const one = (more) => ({ hub: "design", kind: "value", task: "task", typed: "7", isKnown: false, session: "before", ...more });

test("an answer is kept by the page's question, the kind and the task, and the latest one of each", () => {
  const storage = newStorage();
  const kept = newKept(() => storage);
  for (const more of [{}, { hub: "units" }, { kind: "size" }, { task: "another" }]) kept.keep(one({ ...more, typed: JSON.stringify(more) }));
  kept.keep(one({ typed: "8", isKnown: true }));
  equal(kept.of(one()), one({ typed: "8", isKnown: true }));
  for (const more of [{ hub: "units" }, { kind: "size" }, { task: "another" }]) equal(kept.of(one(more)).typed, JSON.stringify(more));
  equal(kept.of(one({ hub: "why" })), null);
});

test("at most 60 answers are kept, the latest, and none that is too long", () => {
  const storage = newStorage();
  const kept = newKept(() => storage);
  for (let number = 0; number < 61; number += 1) kept.keep(one({ task: `task ${number}` }));
  kept.keep(one({ task: "long", typed: "7".repeat(1000) }));
  equal(["task 0", "task 1", "task 60", "long"].map((task) => Boolean(kept.of(one({ task })))), [false, true, true, false]);
});

test("what is damaged is no answer, and a browser that keeps nothing, or is full, does no harm", () => {
  const storage = newStorage();
  for (const text of ["{", "null", '{"typed": "7"}', '[null, {"hub": "design", "kind": "value", "task": "task", "typed": 7}]']) {
    storage.kept.set("cnnviz predicted", text);
    equal(newKept(() => storage).of(one()), null);
  }
  const denied = () => { throw new Error("denied"); };
  for (const none of [newKept(denied), newKept(() => ({ ...newStorage(), setItem: denied, removeItem: denied }))]) {
    none.keep(one());
    none.forget();
    equal(none.of(one()), null);
  }
});

test("who leaves a class leaves no answer behind", () => {
  const storage = newStorage();
  const kept = newKept(() => storage);
  kept.keep(one());
  kept.forget();
  equal([kept.of(one()), storage.kept.size], [null, 0]);
});

// The questions of a page as they are drawn for a session, and what Python is told by them. before: what the tab has kept.
const asked = (...before) => {
  sessionStorage.clear();
  before.forEach((answer) => newKept().keep(answer));
  reports.arrive("now", "", [""]);
  const parentElement = document.createElement("div");
  const form = (kind) => `<form class="ask" data-kind="${kind}"><label><span></span><input></label><button></button><button type="button"></button><p></p></form>`;
  parentElement.innerHTML = `<div class="questions">${form("size")}${form("value")}</div>`;
  document.body.replaceChildren(parentElement);
  const told = [];
  const setStateValue = (_, { set }) => told.push(Object.entries(set).map(([name, [revision, value]]) => ({ revision, name, value })).sort((a, b) => b.revision - a.revision)[0]);
  const draw = (verdicts = {}, more = {}) => {
    const puts = Object.fromEntries(["size", "value"].map((kind) => [kind, { text: `Which ${kind}?`, verdict: verdicts[kind] ?? null }]));
    questions({ parentElement, setStateValue, data: { hub: "design", task: "task", questions: puts, ...more } });
  };
  return {
    draw,
    told: () => told.map(({ name, value }) => [name, value.typed ?? value]),
    field: (kind) => parentElement.querySelector(`[data-kind=${kind}] input`),
    form: (kind) => parentElement.querySelector(`[data-kind=${kind}]`),
  };
};
const WRONG = { right: false, sentence: "No.", typed: "7" };

test("a session that has not heard of an answer is told once", () => {
  const page = asked(one());
  page.draw();
  page.draw();
  page.draw({ value: WRONG });
  equal(page.told(), [["guess", "7"]]);
  equal(newKept().of(one()).session, "now");
});

test("what was found or shown is shown again, and what this session knows is not told", () => {
  const page = asked(one({ isKnown: true }), one({ kind: "size", session: "now" }));
  page.draw();
  equal(page.told(), [["reveal_value", "task"]]);
});

test("an answer that was given up after a wrong one stays with its sentence, but nothing is left to mend", () => {
  const page = asked();
  page.draw({ value: WRONG });
  const seen = () => [page.field("value").ariaInvalid, page.field("value").value, page.form("value").lastChild.textContent];
  equal(seen(), ["true", "7", "≠ No."]);
  page.form("value").querySelectorAll("button")[1].click();
  page.draw({ value: WRONG });
  equal(seen(), ["false", "7", "≠ No."]);
  page.form("value").querySelector("button").click();
  page.draw({ value: WRONG });
  equal(seen()[0], "true", "another answer");
});

test("an answer to another question of the page reveals nothing", () => {
  const page = asked(one({ isKnown: true, hub: "evaluation_recall" }));
  page.draw({}, { hub: "evaluation_precision" });
  equal(page.told(), []);
});

test("one answer is told after the other was judged", () => {
  const page = asked(one({ kind: "size", typed: "3" }), one());
  page.draw();
  page.draw();
  equal(page.told(), [["guess", "3"]]);
  page.draw({ size: { ...WRONG, typed: "3" } });
  equal(page.told(), [["guess", "3"], ["guess", "7"]]);
});

test("what has been typed meanwhile stays", () => {
  const page = asked();
  page.draw();
  page.field("value").value = "12";
  newKept().keep(one());
  page.draw();
  equal([page.field("value").value, page.told()], ["12", []]);
  page.field("value").value = "";
  page.draw();
  equal([page.field("value").value, page.told()], ["7", [["guess", "7"]]]);
});
