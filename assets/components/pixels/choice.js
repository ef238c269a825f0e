// A few options side by side, of which one is chosen: by a click, or by the arrow keys.

import { make, reconcile } from "../payload.js";

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

// host: an element of the role radiogroup; options: { key: label }; choose(key). Returns what draws it: show(key).
export const newChoice = (host, options, choose) => {
  const keys = Object.keys(options);
  host.onclick = ({ target }) => target.closest("button") && choose(target.closest("button").dataset.key);
  host.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const now = keys.indexOf(event.target.dataset.key);
    const key = keys[(now + step + keys.length) % keys.length];
    choose(key);
    host.querySelector(`[data-key="${key}"]`).focus();
  };
  return {
    show: (chosen) => reconcile(host, keys, () => Object.assign(make("button", ""), { type: "button" }), (button, key) => {
      button.textContent = options[key];
      button.dataset.key = key;
      button.setAttribute("role", "radio");
      button.setAttribute("aria-checked", String(key === chosen));
      button.tabIndex = key === chosen ? 0 : -1;
    }),
  };
};

// A button that stays pressed.
export const showPressed = (button, isPressed) => button.setAttribute("aria-pressed", String(isPressed));
