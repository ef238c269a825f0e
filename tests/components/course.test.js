import { chooseNext } from "/assets/components/exercise/choosing.js";
import { placeOf, stateOf, toRepeat } from "/assets/components/course/standing.js";
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
  const menu = [{ exercises: ["a", "b", "c"].map((id) => ({ id, levels: [1] })) }];
  const next = (items) => chooseNext(menu, items, "a", () => 0).id;
  equal(next({ b: { last: "right", at: 1 }, c: { last: "wrong", at: 2 } }), "c");
  equal(next({ b: { last: "right", at: 1 } }), "c");
  equal(next({ b: { last: "right", at: 3 }, c: { last: "right", at: 2 } }), "c");
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
