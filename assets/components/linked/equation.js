// What the view has where it is laid out as an equation: the kernel between the pictures with its choice and parameters, the size
// formula below, and the rarer choices behind a button. Of others all this is hidden.

import { newControls } from "./controls/controls.js";
import { newFormula } from "./formula/formula.js";
import { newPresenting } from "./drawer.js";
import { newSheet } from "./sheet.js";
import { make, write } from "../payload.js";

// The same before a learner has predicted the size: nothing gives it away.
const hiddenFormula = ({ axes }) => ({ text: "", axes: axes?.map((axis) => ({ ...axis, result: "?" })) });

const hasFactor = (rarer) => rarer.some(({ field }) => field === "factor");

// root: the view's; handlers: { fields(), change(fields, rest), resize(size) }.
export const newEquationLayout = (root, handlers) => {
  const find = (selector) => root.querySelector(selector);
  const [kernel, formula, caption] = [find(".kernel"), find(".formula"), find(".result figcaption")];
  const [choice, tile, strip, parameters] = [make("div", "kernel-head"), make("div", "kernel-tile"), make("div", "kernel-strip"), make("div", "kernel-parameters")];
  const [looks, line, rarer, button] = [make("div", "result-looks"), make("div", "formula-lines"), make("div", "formula-rarer"), make("button", "button")];
  kernel.append(choice, tile, strip, parameters);
  formula.append(line, button, rarer);
  caption.after(looks);
  looks.hidden = true;
  button.type = "button";
  const unfold = (isOpen) => {
    formula.classList.toggle("formula-open", isOpen);
    button.ariaExpanded = String(isOpen);
  };
  button.onclick = () => {
    unfold(button.ariaExpanded !== "true");
    formula.scrollTop = button.offsetTop; // in a phone's sheet, what unfolds lies below its edge
  };
  unfold(false);

  const size = newFormula(line, handlers);
  const places = { choice, parameters, rarer, looks, output: size.output };
  const controls = Object.fromEntries(Object.entries(places).map(([name, host]) => [name, newControls(host, handlers)]));
  const sheet = newSheet(root);
  let shown = () => {};
  const presenting = newPresenting(root, () => shown());
  const place = { tile, strip };
  const seen = { refused: null, windows: null };

  return {
    start() {
      const ends = [presenting.start(), sheet.start()];
      return () => ends.forEach((end) => end());
    },
    // hidden: is the size of the output to be predicted? Returns where a tile of the explanation stands, or null in another layout.
    show({ windows }, hidden, { layout, controls: given, refused }) {
      const isEquation = layout === "equation";
      for (const part of [kernel, formula]) write(part, { hidden: !isEquation });
      if (!isEquation) return null;
      if (seen.refused !== refused) Object.assign(seen, { refused, windows });
      const isRefused = Boolean(refused) && seen.windows === windows; // a preview may have a result by now
      shown = () => {
        const inDrawer = root.hasAttribute("data-present") ? [...(given.parameters ?? []), ...(given.looks ?? [])] : [];
        controls.rarer.show([...inDrawer, ...(given.rarer ?? [])]);
      };
      presenting.begin();
      for (const name of ["choice", "parameters", "looks"]) controls[name].show(given[name]);
      controls.output.show(given.size?.output);
      write(button, { hidden: !given.rarer, textContent: `Border, dilation${hasFactor(given.rarer ?? []) ? ", factor" : ""} …` });
      size.show(hidden ? hiddenFormula(windows.formula) : windows.formula, given.size ?? {}, isRefused ? refused : null);
      sheet.show(given.choice[0].label);
      return place;
    },
  };
};
