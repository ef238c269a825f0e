// Predict, then reveal: outputs are hidden, and a learner first predicts the size of their map, or one of them.
// Python judges what was typed; this only asks and shows.

import { positionOfList, samePosition } from "../cnnviz/positions.js";
import { make } from "../payload.js";

const upTo = (start, end) => Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

const hide = (rows, columns) => ({ kind: "cover", planes: null, rows, columns });

// Marks over the outputs that come after a position in reading order: those behind the window while it fills the map.
export const coversBehind = ({ height, width }, { row, column }) => [
  hide([row], upTo(column + 1, width)), hide(upTo(row + 1, height), upTo(0, width)),
];

// Marks over all outputs but those at `known`, positions.
export const coversBut = ({ height, width }, known) => [
  hide(upTo(0, height), upTo(0, width)),
  ...known.map(({ plane, row, column }) => ({ kind: "uncover", planes: [plane], rows: [row], columns: [column] })),
];

// What is no longer hidden: the size, and the outputs that were found or revealed.
export const newPredicting = () => {
  const state = { on: false, asking: "", size: false, known: [] };
  const learn = (position) => {
    if (!state.known.some((other) => samePosition(other, position))) state.known.push(position);
  };
  return {
    // The view's options; when `asking` names another task, all is hidden again.
    begin({ predict: on, asking, asks_size: asksSize, verdicts }) {
      if (!on || state.asking !== asking) Object.assign(state, { size: !asksSize, known: [] });
      Object.assign(state, { on, asking });
      if (verdicts.size?.right) state.size = true;
      if (verdicts.value?.right) learn(positionOfList(verdicts.value.at));
    },
    on: () => state.on,
    reveal(kind, position) {
      if (kind === "size") state.size = true;
      else learn(position);
    },
    sizeIsHidden: () => state.on && !state.size,
    isHidden: (position) => state.on && !state.known.some((other) => samePosition(other, position)),
    covers: (result) => (state.on ? coversBut(result, state.known) : []),
  };
};

const labelled = (text, field) => {
  const label = make("label", "predict-label");
  label.append(text, field);
  return label;
};

const newField = (name) => Object.assign(make("input", "predict-field"), { type: "text", autocomplete: "off", name });

const plain = (text, type, act) => Object.assign(make("button", "predict-button"), { type, textContent: text, onclick: act });

// A question with a field, its answer and what is said of it. ask(typed) sends, show() reveals.
const newQuestion = (name, ask, show) => {
  const form = make("form", "predict-form");
  const prompt = make("span", "predict-prompt");
  const field = newField(name);
  const verdict = make("p", "predict-verdict");
  verdict.setAttribute("role", "status");
  form.append(labelled(prompt, field), plain("Check", "submit", null), plain("Show me", "button", show), verdict);
  form.onsubmit = (event) => {
    event.preventDefault();
    if (field.value.trim()) ask(field.value);
  };
  return {
    element: form,
    show(text, said) {
      prompt.textContent = text;
      verdict.textContent = said ? `${said.right ? "✓" : "✗"} ${said.sentence}` : "";
      verdict.className = `predict-verdict ${said?.right ? "right" : "wrong"}`;
    },
    clear() { field.value = ""; },
  };
};

// The questions. handlers: check({ kind, typed, at }), show(kind).
export const newPredict = (host, handlers) => {
  const state = { at: [0, 0, 0] };
  const questions = Object.fromEntries(["size", "value"].map((kind) => [
    kind, newQuestion(kind, (typed) => handlers.check({ kind, typed, at: state.at }), () => handlers.show(kind)),
  ]));
  host.append(questions.size.element, questions.value.element);
  return {
    // The position of the output that is asked for, and the view's options.
    // Values are asked for once the size is known: their positions, which start in the middle, would give it away.
    show(predicting, { plane, row, column }, { asks_size: size, asks_value: value, verdicts }) {
      host.hidden = !predicting.on();
      questions.size.element.hidden = !size;
      questions.value.element.hidden = !value || predicting.sizeIsHidden();
      const at = [plane, row, column];
      if (String(at) !== String(state.at)) questions.value.clear();
      state.at = at;
      questions.size.show("How large is the output? rows × columns", verdicts.size);
      const judged = String(verdicts.value?.at) === String(at) ? verdicts.value : null;
      questions.value.show(`What is the output at row ${row}, column ${column}?`, judged);
    },
  };
};
