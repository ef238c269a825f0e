// Predict, then reveal: the outputs are hidden, and a learner says first how large their map is, or what one of them is.
// Python judges what was typed; here is only asked and shown.

import { make } from "../../payload.js";

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

// handlers: check({ kind, typed, at }), show(kind).
export const newPredict = (host, handlers) => {
  const state = { at: [0, 0, 0] };
  const questions = Object.fromEntries(["size", "value"].map((kind) => [
    kind, newQuestion(kind, (typed) => handlers.check({ kind, typed, at: state.at }), () => handlers.show(kind)),
  ]));
  host.append(questions.size.element, questions.value.element);
  return {
    // The place of the output that is asked for, and the view's options.
    // Values are asked for once the size is known: their places, which start in the middle, would tell it.
    show(predicting, { plane, row, column }, { asks_size: size, asks_value: value, verdicts }) {
      host.hidden = !predicting.on();
      questions.size.element.hidden = !size;
      questions.value.element.hidden = !value || predicting.sizeIsHidden();
      const at = [plane, row, column];
      if (String(at) !== String(state.at)) questions.value.clear();
      state.at = at;
      questions.size.show("How large is the output? rows × columns", verdicts.size);
      const judged = String(verdicts.value?.at) === String(at) ? verdicts.value : null;
      questions.value.show(`What comes out at row ${row}, column ${column}?`, judged);
    },
  };
};
