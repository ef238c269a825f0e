// The formula of the output's size, which is the control of padding, kernel and stride: they are set where they stand.

import { newStepper } from "../controls/stepper.js";
import { fieldsWith } from "../controls/controls.js";
import { termsOf } from "./terms.js";
import { make, write } from "../../payload.js";
import { REST } from "../fitting.js";

const AXES = ["rows", "columns"];
const isEqual = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// One line: of both axes where they agree, else of one. change(role, value) sets a term.
const newFormulaLine = (change) => {
  const element = make("div", "formula-line");
  const steppers = {};
  let [shape, nodes] = ["", []];
  const stepperOf = (role) => (steppers[role] ??= newStepper((value) => change(role, value)));

  const build = (name, terms, controls) => {
    const focused = element.contains(element.getRootNode().activeElement) ? element.getRootNode().activeElement : null;
    nodes = terms.map(({ sign, role }) => {
      if (sign !== undefined) return make("span", "formula-sign");
      const node = make("span", `formula-term formula-${role}`);
      node.append(controls[role] ? stepperOf(role).element : make("b", ""), make("small", ""));
      return node;
    });
    element.replaceChildren(...(name ? [Object.assign(make("span", "formula-axis"), { textContent: name })] : []), ...nodes);
    focused?.focus();
  };
  return {
    element,
    // name: of the axis, or ""; controls: by role; captions: are they written?
    show(name, axis, controls, captions) {
      const terms = termsOf(axis);
      const wanted = `${name} ${terms.map(({ role }) => `${role}${role && controls[role] ? "*" : ""}`)}`;
      if (wanted !== shape) build(name, terms, controls);
      shape = wanted;
      terms.forEach(({ sign, role, value, text, caption }, n) => {
        if (sign !== undefined) write(nodes[n], { textContent: sign });
        else {
          write(nodes[n].lastChild, { textContent: captions ? controls[role]?.label.toLowerCase() ?? caption : "" });
          const control = controls[role];
          if (control) steppers[role].show({ ...control, label: labelOf(control, name) }, value, text);
          else write(nodes[n].firstChild, { textContent: text });
        }
      });
    },
  };
};

// Of a kernel whose weights are the learner's own each axis has its own size.
const labelOf = ({ field, label }, axis) => (field === "edit" && axis ? `${label}, ${axis}` : label);

// handlers: { fields(), change(fields, rest), resize([rows, columns]): of a kernel whose weights are the learner's own }.
export const newFormula = (host, handlers) => {
  const [text, output, fault] = [make("p", "formula-text"), make("div", "formula-own"), make("p", "formula-fault")];
  const state = { axes: [], controls: {}, isSplit: false };
  fault.role = "alert";

  const set = (number) => (role, value) => {
    const control = controlsOf(number)[role];
    if (control.field !== "edit") return handlers.change(fieldsWith(control, value, handlers.fields()), REST.typed);
    return handlers.resize(state.axes.map((axis, n) => (!state.isSplit || n === number ? value : axis.kernel)));
  };
  // Where the axes differ, columns have a control only where it is one of their own.
  const controlsOf = (number) => Object.fromEntries(Object.entries(state.controls).map(([role, [rows, columns]]) => {
    const isOwn = number === 0 || rows?.field === "edit";
    return [role, number === 0 ? rows : columns ?? (isOwn ? rows : null)];
  }));
  const lines = AXES.map((_, number) => newFormulaLine(set(number)));
  host.append(...lines.map(({ element }) => element), text, output, fault);

  return {
    output,
    // formula: of the windows; controls: of its terms; refused: as the view's options have it, or null.
    show(formula, controls, refused) {
      const axes = refused?.axes.length ? refused.axes : formula.axes;
      host.classList.toggle("formula-slips", Boolean(refused));
      write(fault, { textContent: refused ? `≠ ${refused.sentence}` : "" });
      write(text, { textContent: axes ? "" : formula.text });
      write(host, { ariaLabel: refused ? refused.sentence : formula.text });
      const isSplit = Boolean(axes) && (!isEqual(...axes) || Boolean(controls.stride?.[1] ?? controls.kernel?.[1]));
      const count = axes ? 1 + isSplit : 0;
      lines.forEach(({ element }, number) => write(element, { hidden: number >= count }));
      if (!axes) return;
      Object.assign(state, { axes, controls, isSplit });
      axes.slice(0, count).forEach((axis, number) => {
        lines[number].show(isSplit ? AXES[number] : "", axis, controlsOf(number), number === 0);
      });
    },
  };
};
