// What keys do while the picture of a design has the focus.

import { fieldByKey } from "./design_fields.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
const BESIDE = { ArrowUp: -1, ArrowDown: 1 };
const TIMES = { "+": (n) => n + 1, "=": (n) => n + 1, "-": (n) => n - 1, "*": (n) => 2 * n, "/": (n) => Math.ceil(n / 2) };

// names: what the buttons' keys do. look(at), change(whether something changed), act(name) and choose(name of a number) are called.
export const newKeys = (state, names, { look, change, act, choose }) => (event) => {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const isUndo = (ctrlKey || metaKey) && "zy".includes(key.toLowerCase());
  if (altKey || ((ctrlKey || metaKey) && !isUndo)) return;
  const name = isUndo ? (key.toLowerCase() === "y" || shiftKey ? "redo" : "undo") : names[key];
  const field = fieldByKey(state.part().kind, key);
  if (key in STEPS) look(state.at + STEPS[key]);
  else if (key in BESIDE) {
    state.beside(BESIDE[key]);
    change(true);
  } else if (key in TIMES) change(state.setNumber(TIMES[key]));
  else if (name) act(name);
  else if (field) choose(field);
  else return;
  event.preventDefault();
  event.stopPropagation(); // letters are keys of Streamlit's, too
};
