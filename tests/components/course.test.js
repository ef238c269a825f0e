import { chooseNext, offered } from "/assets/components/exercise/choosing.js";
import { firstOpen } from "/assets/components/course/test.js";
import { besideOf, placeOf, stateOf, toRepeat } from "/assets/components/course/standing.js";
import { answersOf } from "/assets/components/exercise/form_kernel.js";
import { countRight, latest, outcome } from "/assets/components/exercise/standing.js";
import { newRecord } from "/assets/components/record.js";
import { equal, test } from "./harness.js";

const newStorage = (first = null) => {
  const kept = new Map(first === null ? [] : [["cnnviz record", first]]);
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };
};
const DAY = 20_000;
const recordOf = (storage) => newRecord(storage, () => DAY);

test("what was answered and seen is remembered, and forgotten when asked", () => {
  const record = recordOf(newStorage());
  record.answered("sizes", false, "padding-once");
  record.answered("sizes", true, null);
  equal(record.of("items").sizes, { right: 1, wrong: 1, last: "right", at: DAY, slip: "padding-once" });
  record.visited("border", 3, 7, false);
  record.visited("border", 2, 7, false);
  equal(record.of("lessons").border, { far: 3, of: 7, done: false, at: DAY });
  record.visited("border", 7, 7, true);
  record.visited("border", 1, 7, false);
  equal(record.of("lessons").border.done, true);
  record.forget();
  equal(record.whole(), { format: 1, items: {}, lessons: {} });
});

test("a damaged record, another's, and a browser that keeps nothing begin anew", () => {
  for (const text of ["{", "null", "[]", '{"format":2}', '{"format":1,"items":[],"lessons":{}}']) {
    equal(recordOf(newStorage(text)).whole().items, {});
  }
  const refusing = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); } };
  const record = recordOf(refusing);
  record.answered("sizes", true, null);
  equal(record.of("items"), {});
});

test("a saved record is taken over, and nothing else", () => {
  const record = recordOf(newStorage());
  equal(record.take('{"format":1,"items":{"a":{"right":1,"wrong":0,"last":"right","at":1}},"lessons":{}}'), true);
  equal(Object.keys(record.of("items")), ["a"]);
  equal(record.take("something else"), false);
  equal(Object.keys(record.of("items")), ["a"]);
});

test("mixed exercises bring what was wrong first, then what was never tried, then what lies longest ago", () => {
  const next = (items) => chooseNext(["a", "b", "c"].map((id) => ({ id })), items, "a", () => 0).id;
  equal(next({ b: { last: "right", at: 1 }, c: { last: "wrong", at: 2 } }), "c");
  equal(next({ b: { last: "right", at: 1 } }), "c");
  equal(next({ b: { last: "right", at: 3 }, c: { last: "right", at: 2 } }), "c");
});

test("mixed exercises of a group are of that group, and one that is alone comes again", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, levels: [1] }));
  const menu = { topics: [{ exercises: [a, b] }, { exercises: [c] }], groups: [{ choices: [{ key: "kind-3", ids: ["c", "a"] }, { key: "kind-4", ids: ["b"] }] }] };
  const next = (among) => chooseNext(offered(menu, among), {}, "b", () => 0).id;
  equal(offered(menu, "").map(({ id }) => id), ["a", "b", "c"]);
  equal(next("kind-3"), "c");
  equal(next("kind-4"), "b");
});

test("one goes on with the lesson begun last, and repeats what was wrong or lies some days back", () => {
  const lessons = ["one", "two", "three"].map((id) => ({ id, items: [`${id}-item`] }));
  const done = { far: 7, of: 7, done: true, at: DAY };
  equal(placeOf(lessons, { lessons: {}, items: {} }).id, "one");
  equal(placeOf(lessons, { lessons: { one: done }, items: {} }).id, "two");
  equal(placeOf(lessons, { lessons: { one: done, three: { ...done, done: false } }, items: {} }).id, "three");
  const kept = (last, right, at) => ({ lessons: { one: done }, items: { "one-item": { last, right, wrong: 1, at } } });
  equal(stateOf(lessons[0], kept("wrong", 0, DAY), DAY), "repeat");
  equal(stateOf(lessons[0], kept("right", 1, DAY), DAY), "done");
  equal(stateOf(lessons[0], kept("right", 1, DAY - 1), DAY), "repeat");
  equal(stateOf(lessons[0], kept("right", 2, DAY - 1), DAY), "done");
  equal(stateOf(lessons[1], kept("right", 2, DAY - 1), DAY), "open");
  equal(toRepeat(lessons, kept("wrong", 0, DAY), DAY).map(({ id }) => id), ["one"]);
});

test("what was chosen in the concept test is remembered, by form and question, beside what an older record has", () => {
  const record = recordOf(newStorage('{"format":1,"items":{},"lessons":{}}'));
  equal(record.of("standing"), undefined);
  record.stood("a", 1, "flat");
  record.stood("a", 2, "");
  record.stood("b", 1, "deep");
  equal(record.of("standing"), { a: { 1: "flat", 2: "" }, b: { 1: "deep" } });
  equal(recordOf(newStorage('{"format":1,"items":{},"lessons":{},"standing":[]}')).of("standing"), undefined);
});

test("the concept test goes on at the first question that is open, and behind the last to the result", () => {
  equal([{}, { 1: "x", 2: "" }, { 2: "x" }, { 1: "x", 2: "", 3: "y" }].map((answered) => firstOpen(answered, 3)), [1, 3, 1, 4]);
});

test("a concept is right, wrong, not known or not asked; what was answered after the course counts", () => {
  const forms = { deep: { right: true }, flat: { right: false, why: "…" } };
  const concept = { forms: { a: forms, b: forms } };
  equal(["deep", "flat", "", undefined, "of another test"].map((chosen) => outcome(concept.forms, "a", chosen)), ["right", "wrong", "unsure", "open", "wrong"]);
  equal(countRight([concept, concept, concept], "a", { 1: "deep", 2: "flat", 3: "deep" }), 2);
  equal(latest(concept, 1, {}).how, "open");
  equal(latest(concept, 1, { a: { 1: "flat" } }), { how: "wrong", told: forms.flat });
  equal(latest(concept, 1, { a: { 1: "flat" }, b: { 1: "deep" } }).how, "right");
  equal(latest(concept, 1, { a: { 1: "deep" }, b: { 1: "" } }), { how: "unsure", told: null });
});

test("beside a lesson stands how many of its questions were answered rightly last", () => {
  const lesson = { id: "a", items: ["x", "y"], minutes: 8 };
  const beside = (items, how) => besideOf(lesson, { items }, how);
  equal(beside({}, "open"), "8 min");
  equal(beside({ x: { last: "wrong" } }, "begun"), "8 min");
  equal(beside({ x: { last: "right" } }, "begun"), "1 of 2 right");
  equal(beside({ x: { last: "right" }, y: { last: "right" } }, "done"), "2 of 2 right");
  equal(beside({ x: { last: "right" }, y: { last: "wrong" } }, "repeat"), "repeat");
});

test("a kernel that is written is tried on the picture beside it, once all its weights are there", () => {
  const picture = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
  equal(answersOf(["1", "0", "−1", "1/2"], [2, 2], picture), [[-0.5, 0], [1, 1.5]]);
  equal(answersOf(["1", "", "0", "0"], [2, 2], picture), null);
  equal(answersOf(["1", "a", "0", "0"], [2, 2], picture), null);
});
