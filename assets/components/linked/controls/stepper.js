// A whole number with − and +: by its buttons, by the arrow keys, or typed.

import { make, write } from "../../payload.js";

const UP_DOWN = { ArrowUp: 1, ArrowDown: -1 };
const WHOLE = /^\s*\d+\s*$/;

// set(value) is called with each new value.
export const newStepper = (set) => {
  const element = make("span", "step");
  const field = Object.assign(make("input", "step-field"), { type: "text", inputMode: "numeric", autocomplete: "off", role: "spinbutton" });
  const button = (sign, by) => Object.assign(make("button", "step-button"), { type: "button", textContent: sign, tabIndex: -1, onclick: () => step(by) });
  const [less, more] = [button("−", -1), button("+", 1)];
  const state = { low: 0, high: 0, value: 0, text: "" };
  element.append(less, field, more);

  const draw = () => {
    write(field, { value: state.text, ariaValueNow: String(state.value), ariaValueText: state.text });
    write(less, { disabled: state.value <= state.low });
    write(more, { disabled: state.value >= state.high });
  };
  const go = (value) => {
    const next = Math.max(state.low, Math.min(state.high, value));
    const isNew = next !== state.value || state.text !== String(next);
    Object.assign(state, { value: next, text: String(next) });
    draw();
    if (isNew) set(next);
  };
  const step = (by) => go(state.value + by);
  // What is no whole number goes.
  const take = () => {
    if (field.value === state.text) return;
    if (WHOLE.test(field.value)) go(Number(field.value));
    else draw();
  };
  field.onfocus = () => field.select();
  field.onblur = take;
  field.onkeydown = (event) => {
    event.stopPropagation(); // not for the figures' keys
    if (event.key === "Enter") take();
    else if (event.key === "Escape") field.value = state.text;
    else if (UP_DOWN[event.key]) {
      event.preventDefault();
      take();
      step(UP_DOWN[event.key]);
    }
  };

  return {
    element,
    field,
    // text: what stands there where it is no single number, such as "1 + 2".
    show({ label, low, high }, value, text = String(value)) {
      const isTyped = field.getRootNode().activeElement === field && field.value !== state.text;
      Object.assign(state, { low, high, value, text });
      write(field, { ariaLabel: label, ariaValueMin: String(low), ariaValueMax: String(high) });
      write(less, { ariaLabel: `Less: ${label}` });
      write(more, { ariaLabel: `More: ${label}` });
      if (!isTyped) draw();
    },
  };
};
