// (n − 1) · stride − 2 · padding + dilation · (kernel − 1) + 1 + output padding: the options are set where they stand in it.

import { newStepper } from "../linked/controls/stepper.js";
import { make } from "../payload.js";

const LABELS = { stride: "Stride", padding: "Padding", output_padding: "Output padding", dilation: "Dilation" };
// A sign, or a term with its caption: { role, of: its name along an axis }.
const TERMS = [
  "(", { of: "input", caption: "input" }, "− 1) ·", { role: "stride", of: "stride", caption: "stride" }, "− 2 ·",
  { role: "padding", of: "padding", caption: "padding" }, "+", { role: "dilation", of: "dilation", caption: "dilation" }, "· (",
  { of: "kernel", caption: "kernel" }, "− 1) + 1 +", { role: "output_padding", of: "more", caption: "output padding" },
];

const newLine = (steppers) => {
  const element = make("div", "line");
  const axis = element.appendChild(make("span", "axis"));
  const nodes = TERMS.map((term) => {
    if (typeof term === "string") return element.appendChild(Object.assign(make("span", "mute"), { textContent: term }));
    const node = element.appendChild(make("span", "term"));
    node.append(steppers && term.role ? steppers[term.role].element : make("b", ""), Object.assign(make("small", ""), { textContent: steppers ? term.caption : "" }));
    return node;
  });
  const result = element.appendChild(make("span", "term result"));
  result.append(make("b", ""), Object.assign(make("small", ""), { textContent: steppers ? "output" : "" }));
  return { element, axis, nodes, result };
};

// set(name, value) changes an option.
export const newSizeFormula = (host, set) => {
  const steppers = Object.fromEntries(Object.keys(LABELS).map((role) => [role, newStepper((value) => set(role, value))]));
  const lines = [newLine(steppers), newLine(null)];
  host.append(...lines.map(({ element }) => element));
  return {
    // lengths: of lengthsOf(), of one axis or two; fields: the options; hidden: is the size to be predicted?
    show(lengths, fields, limits, hidden) {
      const isSame = lengths.length === 1 || JSON.stringify(lengths[0]) === JSON.stringify(lengths[1]);
      for (const [role, stepper] of Object.entries(steppers)) {
        const [low, high] = limits[role];
        stepper.show({ label: LABELS[role], low, high }, fields[role]);
      }
      lines.forEach(({ element, axis, nodes, result }, number) => {
        element.hidden = number > 0 && isSame;
        if (element.hidden) return;
        const along = lengths[number];
        axis.textContent = isSame ? "" : ["rows", "columns"][number];
        TERMS.forEach((term, i) => {
          if (typeof term === "string" || (number === 0 && term.role)) return;
          nodes[i].firstChild.textContent = String(along[term.of]);
        });
        result.firstChild.textContent = along.fault ? "≠" : hidden ? "= ?" : `= ${along.size}`;
      });
    },
  };
};
