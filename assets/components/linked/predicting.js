// Predict, then reveal: outputs are hidden, and a learner first predicts the size of their map, or one of them.
// Python judges what was typed; this only asks and shows.

import { positionOfList, samePosition } from "../cnnviz/positions.js";
import { make, write } from "../payload.js";
import { keepInTab, keptInTab } from "../tab.js";

const upTo = (start, end) => Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

const hide = (rows, columns, planes = null) => ({ kind: "cover", planes, rows, columns });

// Marks over the outputs that come after a position in reading order: those behind the window while it fills the map.
export const coversBehind = ({ height, width }, { row, column }) => [
  hide([row], upTo(column + 1, width)), hide(upTo(row + 1, height), upTo(0, width)),
];

// Marks over all outputs but those at `known`, positions.
export const coversBut = ({ height, width }, known) => [
  hide(upTo(0, height), upTo(0, width)),
  ...known.map(({ plane, row, column }) => ({ kind: "uncover", planes: [plane], rows: [row], columns: [column] })),
];

// Marks over these positions alone.
export const coversOver = (positions) => positions.map(({ plane, row, column }) => hide([row], [column], [plane]));

const MOST_TRIED = 100; // answers that are kept: nobody looks at more

const nameOf = ({ plane, row, column }) => [plane, row, column].join(" ");
const saidKeyOf = (kind, position) => (kind === "size" ? kind : nameOf(position));

// What was tried in a view is kept in the tab's own storage, so that it stays when the page is loaded again.
export const triedOf = (hub, storage) => {
  const key = `cnnviz tried ${hub}`;
  const isTried = (kept) => Array.isArray(kept?.known) && Array.isArray(kept.given ?? []) && typeof kept.said === "object" && kept.said !== null;
  return {
    load: () => [keptInTab(key, storage)].find(isTried) ?? null,
    save: (tried) => keepInTab(key, tried, storage),
  };
};

// What is no longer hidden: the size, and the outputs that were found or revealed. And what was said of each answer.
// tried: of triedOf; null keeps nothing.
export const newPredicting = (tried = null) => {
  // open: the outputs that are to be found where the others are filled in; null: all
  const state = { on: false, asking: "", size: false, known: [], given: [], said: {}, open: null }; // given: names of what was given up since its last answer
  const isKnown = (position) => state.known.some((other) => samePosition(other, position));
  const learn = (position) => {
    if (!isKnown(position)) state.known.push(position);
  };
  const save = () => {
    const { asking, size, known, given, said } = state;
    tried?.save(state.on ? { asking, size, known: known.slice(-MOST_TRIED), given: given.slice(-MOST_TRIED), said: Object.fromEntries(Object.entries(said).slice(-MOST_TRIED)) } : null);
  };
  const restart = (asking, size) => {
    const before = tried?.load();
    Object.assign(state, { given: [] }, before?.asking === asking ? { ...before, size: before.size || size } : { size, known: [], said: {} });
  };
  return {
    // The view's options; when `asking` names another task, all is hidden again.
    begin({ predict: on, asking, asks_size: asksSize, verdicts, left_open: open }) {
      state.open = open?.map(positionOfList) ?? null;
      if (!on) Object.assign(state, { size: !asksSize, known: [], given: [], said: {} });
      else if (state.asking !== asking) restart(asking, !asksSize);
      Object.assign(state, { on, asking });
      if (verdicts.size) state.said.size = verdicts.size;
      if (verdicts.value) state.said[verdicts.value.at.join(" ")] = verdicts.value;
      if (verdicts.size?.right) state.size = true;
      if (verdicts.value?.right) learn(positionOfList(verdicts.value.at));
      save();
    },
    on: () => state.on,
    reveal(kind, position) {
      state.given = [...state.given, saidKeyOf(kind, position)];
      if (kind === "size") state.size = true;
      else learn(position);
      save();
    },
    // It is answered once more: a wrong answer is one to mend again.
    answer(kind, position) {
      state.given = state.given.filter((one) => one !== saidKeyOf(kind, position));
    },
    isGiven: (kind, position) => state.given.includes(saidKeyOf(kind, position)),
    sizeIsHidden: () => state.on && !state.size,
    isHidden: (position) => state.on && (state.open?.some((other) => samePosition(other, position)) ?? true) && !isKnown(position),
    covers(result) {
      if (!state.on) return [];
      return state.open ? coversOver(state.open.filter((position) => !isKnown(position))) : coversBut(result, state.known);
    },
    task: () => state.asking,
    // What was said of the size, or of an output; undefined before.
    saidOf: (kind, position) => state.said[saidKeyOf(kind, position)],
    // Where the slip lies that is to be mended now: of the size until it is known, then of an output that is hidden; null for none.
    slipAt(position) {
      if (!state.on) return null;
      if (!state.size) return state.said.size?.where ?? null;
      return this.isHidden(position) ? state.said[nameOf(position)]?.where ?? null : null;
    },
  };
};

const labelled = (text, field) => {
  const label = make("label", "predict-label");
  label.append(text, field);
  return label;
};

const newField = (name) => Object.assign(make("input", "predict-field"), { type: "text", autocomplete: "off", name });

const plain = (text, type, act) => Object.assign(make("button", "predict-button"), { type, textContent: text, onclick: act });

const VERDICT_SIGNS = { true: "✓", false: "≠" }; // not by colours alone

// A question with a field, its answer and what is said of it. ask(typed) sends, show() reveals.
const newQuestion = (name, ask, show) => {
  const form = make("form", "predict-form");
  const prompt = make("span", "predict-prompt");
  const field = newField(name);
  const verdict = make("p", "predict-verdict");
  const typed = new Map(); // by what is asked: what stands in the field, until the task changes
  let asked = null; // names what is asked
  verdict.setAttribute("role", "status");
  // Enter clicks it, too. The form itself is never sent: a frame may forbid that.
  const check = (event) => {
    event.preventDefault();
    if (field.value.trim()) ask(field.value);
  };
  form.append(labelled(prompt, field), plain("Check", "submit", check), plain("Show me", "button", show), verdict);
  field.oninput = () => typed.set(asked, field.value);
  return {
    element: form,
    typed: (key) => typed.get(key),
    // What was typed elsewhere as the answer to what a key names.
    type(key, text) {
      typed.set(key, text);
      if (key === asked) field.value = text;
    },
    // key: names what is asked; said: the verdict on it, if there is one, with what was `typed`; isGiven: was it given up since?
    show(text, key, said, isGiven) {
      if (key !== asked) {
        asked = key;
        field.value = typed.get(key) ?? said?.typed ?? "";
      }
      write(prompt, { textContent: text });
      write(verdict, { textContent: said ? `${VERDICT_SIGNS[said.right]} ${said.sentence}` : "" });
      const isWrong = Boolean(said) && !said.right && !isGiven; // of one that was given up nothing is left to mend
      write(verdict, { className: `predict-verdict ${isWrong ? "wrong" : said?.right ? "right" : ""}` });
      write(field, { ariaInvalid: String(isWrong) });
    },
  };
};

const OF_MAPS = {
  size: () => "How large is the output? rows × columns",
  value: ({ row, column }) => `What is the output at row ${row}, column ${column}?`,
};

// The questions. handlers: check({ kind, typed, at }), show(kind); asked: how they are put, where the output is no map.
export const newPredict = (host, handlers, asked = OF_MAPS) => {
  const state = { at: [0, 0, 0], predicting: null };
  const check = (kind, typed, at) => {
    state.predicting.answer(kind, positionOfList(at));
    handlers.check({ kind, typed, at });
  };
  const questions = Object.fromEntries(["size", "value"].map((kind) => [
    kind, newQuestion(kind, (typed) => check(kind, typed, state.at), () => handlers.show(kind)),
  ]));
  const listOf = ({ plane, row, column }) => [plane, row, column];
  const taskOf = (predicting, position) => `${predicting.task()} ${listOf(position)}`;
  const done = make("p", "predict-done");
  host.append(questions.size.element, questions.value.element, done);
  return {
    // The position of the output that is asked for, and the view's options.
    // Values are asked for once the size is known: their positions, which start in the middle, would give it away.
    show(predicting, position, { asks_size: size, asks_value: value, known }) {
      write(host, { hidden: !predicting.on() });
      write(questions.size.element, { hidden: !size });
      const isFilledIn = known?.left_open && !predicting.isHidden(position) && !predicting.saidOf("value", position);
      write(questions.value.element, { hidden: !value || predicting.sizeIsHidden() || Boolean(isFilledIn) });
      write(done, { textContent: known?.left_open ? `${known.found} of ${known.left_open} found${isFilledIn ? ". Choose an output that is covered." : ""}` : "" });
      Object.assign(state, { at: listOf(position), predicting });
      questions.size.show(asked.size(), predicting.task(), predicting.saidOf("size"), predicting.isGiven("size"));
      questions.value.show(asked.value(position), taskOf(predicting, position), predicting.saidOf("value", position), predicting.isGiven("value", position));
    },
    // An output that is asked for in its own cell: what was typed for it, what is typed now, and what shall be judged.
    typed: (predicting, position) => questions.value.typed(taskOf(predicting, position)),
    type: (predicting, position, text) => questions.value.type(taskOf(predicting, position), text),
    check: (position, typed) => check("value", typed, listOf(position)),
  };
};
