// What a tab keeps, and that nothing fails where it may keep nothing.

import { equal, test } from "./harness.js";
import { newPredicting, triedOf } from "/assets/components/linked/predicting.js";
import { keepInTab, keepTextInTab, keptInTab, textInTab } from "/assets/components/tab.js";

const newStorage = () => {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
};
const refuse = () => {
  throw new DOMException("refused", "QuotaExceededError");
};
const FULL = { ...newStorage(), setItem: refuse };

test("a text and a value are there again until there is none", () => {
  const storage = newStorage();
  keepTextInTab("a", "one", () => storage);
  keepInTab("b", { two: [2] }, () => storage);
  equal([textInTab("a", () => storage), keptInTab("b", () => storage)], ["one", { two: [2] }]);
  keepTextInTab("a", null, () => storage);
  keepInTab("b", null, () => storage);
  equal([textInTab("a", () => storage), keptInTab("b", () => storage)], [null, null]);
});

test("a browser that forbids its storage, or is full, has nothing fail", () => {
  for (const storage of [refuse, () => FULL]) {
    keepInTab("a", [1], storage);
    keepInTab("a", null, storage);
    equal([textInTab("a", storage), keptInTab("a", storage)], [null, null]);
  }
});

test("what is damaged is as if it were not there", () => {
  const storage = newStorage();
  keepTextInTab("a", "{", () => storage);
  equal(keptInTab("a", () => storage), null);
});

test("a view's questions go on where nothing can be kept, and where what was kept is damaged", () => {
  const asked = { predict: true, asking: "task", asks_size: true, asks_value: true, verdicts: {}, left_open: null };
  for (const text of ['{"asking":"task"}', '{"asking":"task","known":[],"said":null}', "7", "{"]) {
    const storage = newStorage();
    storage.setItem("cnnviz tried view", text);
    for (const one of [() => storage, refuse]) {
      const predicting = newPredicting(triedOf("view", one));
      predicting.begin(asked);
      predicting.reveal("size");
      equal([predicting.on(), predicting.sizeIsHidden(), predicting.saidOf("size")], [true, false, undefined]);
    }
  }
});

test("what was tried in a view is there again in the tab", () => {
  const storage = newStorage();
  const asked = { predict: true, asking: "task", asks_size: true, asks_value: true, verdicts: {}, left_open: null };
  const predicting = newPredicting(triedOf("view", () => storage));
  predicting.begin(asked);
  predicting.reveal("size");
  const after = newPredicting(triedOf("view", () => storage));
  after.begin(asked);
  equal(after.sizeIsHidden(), false);
});
