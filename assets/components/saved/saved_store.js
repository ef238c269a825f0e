// Keeps what is set in the view of a saved page, in the place of linked/store.js: there is no Python that would hear of it.

import { judgeSize, judgeValue } from "./judge.js";
import { explain } from "../cnnviz/explain.js";
import { positionOfList } from "../cnnviz/positions.js";

const UNKEPT = { load: () => null, save: () => {} }; // what was tried: a page that is opened again begins anew
const TASK = "saved"; // the one task of the page

// head: as Python tells it of the view, with `predicting`: what predictions are compared with, or null; parts: source, windows, result.
export const newSavedStore = (head, parts) => {
  const listeners = new Set();
  const { hub, predicting } = head;
  let [said, found] = [{}, new Set()];

  const judged = ({ kind, typed, at }) => {
    const explained = (place) => explain(store.parts, positionOfList(place));
    const one = kind === "size" ? judgeSize(typed, predicting.sizes) : judgeValue(typed, predicting.values, at, explained);
    if (kind === "value" && one.right) found.add(at.join(" "));
    return { ...one, typed, at: kind === "size" ? null : at };
  };
  const options = (isOn) => ({
    ...head, predict: isOn, asking: isOn ? TASK : "", verdicts: said,
    asks_size: isOn && Boolean(predicting.sizes), asks_value: isOn && Boolean(predicting.values),
    left_open: isOn ? head.left_open : null,
    known: { left_open: isOn ? head.left_open?.length ?? null : null, found: found.size },
  });
  const tell = () => listeners.forEach((listener) => listener());
  const store = {
    hub,
    fields: { ...head.fields },
    tried: UNKEPT,
    // Whether outputs are covered until they are predicted.
    predict(isOn) {
      if (isOn !== store.options?.predict) [said, found] = [{}, new Set()];
      store.options = options(isOn);
      store.parts = { ...parts, result: { ...parts.result, asking: isOn ? TASK : "" } };
      tell();
    },
    change({ guess, ...fields }) {
      Object.assign(store.fields, fields);
      if (!guess) return;
      said = { ...said, [guess.kind]: judged(guess) };
      store.options = options(true);
      tell();
    },
    keyOf: () => hub,
    ahead: () => null,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return store;
};
