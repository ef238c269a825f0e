// The controls above the sheets, and the question while something is to be predicted.

import { make, reconcile } from "../payload.js";

const WAYS = { full: "Full", separable: "Depthwise", matrix: "As a matrix" };

export const drawBar = (root, layer, options) => {
  const find = (selector) => root.querySelector(selector);
  reconcile(find(".ways"), Object.entries(WAYS), () => Object.assign(make("button", ""), { type: "button", role: "radio" }), (button, [way, title]) => {
    button.dataset.way = way;
    button.textContent = title;
    button.role = "radio";
    button.ariaChecked = String(way === layer.way);
    button.tabIndex = way === layer.way ? 0 : -1;
  });
  const last = layer.depth + 2;
  find("[data-step='first']").ariaDisabled = find("[data-step='back']").ariaDisabled = String(layer.stage === 0);
  find("[data-step='next']").ariaDisabled = String(layer.stage >= last);
  const list = find(".example select");
  reconcile(list, [["", "Examples"], ...options.presets], () => make("option", ""), (option, [key, title]) => Object.assign(option, { value: key, textContent: title }));
  list.value = "";
  find("[data-act='predict']").ariaPressed = String(layer.predict);
  find("[data-act='add']").hidden = layer.filters.length >= options.most.filters;
  find("[data-act='remove']").hidden = layer.filters.length < 2;
};

// asked: of asked.js; look: of looks.js
export const drawGuess = (root, layer, look, asked) => {
  const find = (selector) => root.querySelector(selector);
  const [form, field, kind] = [find(".guess"), find(".guess input"), look.isSizeHidden ? "size" : "value"];
  const ofSize = asked.ofSize();
  const found = kind === "size" ? ofSize : asked.verdict() ?? ofSize;
  form.hidden = !layer.predict;
  find(".guess label span").textContent = { size: "Output size, rows × columns", value: "Your number" }[kind];
  find("[data-act='reveal']").hidden = kind !== "size";
  if (form.dataset.kind !== kind) field.value = "";
  form.dataset.kind = kind;
  const line = find(".verdict");
  line.textContent = found ? `${found.right ? "✓" : "≠"} ${found.sentence}` : "";
  line.classList.toggle("right", Boolean(found?.right));
};
