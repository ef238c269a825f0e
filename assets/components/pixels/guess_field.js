// The field for a prediction: what is typed is sent to Python, whose sentence stands beside it.

import { make } from "../payload.js";

// host: where it goes; send(typed). Returns what shows it: show(label, verdict or null).
export const newGuess = (send) => {
  const [form, said] = [make("form", "guess"), make("span", "verdict")];
  const field = Object.assign(make("input", "number"), { type: "text", autocomplete: "off", spellcheck: false, maxLength: 60 });
  const check = Object.assign(make("button", "check"), { type: "submit", textContent: "Check" });
  said.setAttribute("role", "status");
  form.append(field, check, said);
  form.onkeydown = (event) => event.stopPropagation();
  form.onsubmit = (event) => {
    event.preventDefault();
    send(field.value);
  };
  return {
    element: form,
    clear: () => { field.value = ""; },
    show(label, verdict) {
      field.ariaLabel = label;
      said.textContent = verdict ? `${verdict.right ? "✓" : "≠"} ${verdict.sentence}` : "";
      said.dataset.right = String(Boolean(verdict?.right));
    },
  };
};
