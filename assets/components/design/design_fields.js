// What can be set of one layer: its numbers, each a stepper of which one is chosen for the keys + and −, and what follows it.

import { numbersIn } from "../cnnviz/formulas.js";
import { newStepper } from "../linked/controls/stepper.js";
import { make, reconcile } from "../payload.js";

const square = (value) => [value, value];
// Of each number: how it is called, read and set; and the key that chooses it.
const FIELDS = {
  filters: { label: "Filters", key: "f", get: ({ units }) => units, set: (units) => ({ units }) },
  units: { label: "Units", key: "f", get: ({ units }) => units, set: (units) => ({ units }) },
  kernel: { label: "Kernel", key: "k", get: ({ kernel }) => kernel[0], set: (value) => ({ kernel: square(value) }), text: ({ kernel: [rows, columns] }) => (rows === columns ? undefined : `${rows}×${columns}`) },
  stride: { label: "Stride", key: "t", get: ({ stride }) => stride, set: (stride) => ({ stride }) },
  padding: { label: "Padding", key: "p", get: ({ padding }) => padding[0], set: (value) => ({ padding: square(value) }), text: ({ padding: [rows, columns] }) => (rows === columns ? undefined : `${rows}×${columns}`) },
  groups: { label: "Groups", key: "o", get: ({ groups }) => groups, set: (groups) => ({ groups }) },
  side: { label: "Rows and columns", key: "k", get: ({ shape }) => shape[1], set: (value, { shape }) => ({ shape: [shape[0], value, value] }), text: ({ shape: [, rows, columns] }) => (rows === columns ? undefined : `${rows}×${columns}`) },
  channels: { label: "Channels", key: "f", get: ({ shape }) => shape[0], set: (value, { shape }) => ({ shape: shape.with(0, value) }) },
};
const roundsUp = (part) => [["Round windows up", part.ceil, { ceil: !part.ceil }]];
// Of each kind: its numbers, and its switches: [label, whether it is on, what it changes].
const OF_KIND = {
  input: { fields: ["side", "channels"] },
  conv: { fields: ["filters", "kernel", "stride", "padding", "groups"], switches: ({ norm }) => [["Batch norm", norm, { norm: !norm }]] },
  max: { fields: ["kernel", "stride", "padding"], switches: roundsUp },
  avg: { fields: ["kernel", "stride", "padding"], switches: roundsUp },
  dense: { fields: ["units"], switches: ({ takes }, given) => (given ? [["Keep its weights", Boolean(takes), { takes: takes ? null : numbersIn(given) }]] : []) },
};

export const fieldsOf = (kind) => OF_KIND[kind]?.fields ?? [];
export const fieldByKey = (kind, key) => fieldsOf(kind).find((name) => FIELDS[name].key === key);
export const numberOf = (name, part) => FIELDS[name].get(part);
// What changes when a number is set to a value, kept within its ends.
export const settingOf = (name, part, value, [least, most]) => FIELDS[name].set(Math.max(least, Math.min(most, value)), part);

const newSwitch = () => {
  const label = make("label", "switch");
  label.append(Object.assign(make("input", ""), { type: "checkbox" }), make("span", ""));
  return label;
};
const switchesOf = (part, given) => OF_KIND[part.kind]?.switches?.(part, given) ?? [];

// draw({ part (the input: { kind: "input", shape }), name, what, given, chosen, ends, curves }); set(changes); choose(name of a number).
export const newFields = (host, { set, choose }) => {
  const [head, what, numbers, switches] = [make("h2", ""), make("p", "what"), make("div", "numbers"), make("div", "switches")];
  host.append(head, what, numbers, switches);
  const steppers = new Map();
  let part = null;
  const stepperOf = (name) => {
    if (steppers.has(name)) return steppers.get(name);
    const stepper = newStepper((value) => set(FIELDS[name].set(value, part)));
    const field = make("div", "field");
    field.append(Object.assign(make("span", "field-label"), { textContent: FIELDS[name].label }), stepper.element);
    field.addEventListener("focusin", () => choose(name));
    field.onpointerdown = () => choose(name);
    steppers.set(name, { ...stepper, outer: field });
    return steppers.get(name);
  };
  const curve = make("select", "curve");
  curve.onchange = () => set({ activation: curve.value });
  const curveLabel = make("label", "field");
  curveLabel.append(Object.assign(make("span", "field-label"), { textContent: "Activation" }), curve);

  return (told) => {
    part = told.part;
    head.textContent = told.name;
    what.textContent = told.what;
    const names = fieldsOf(part.kind);
    const outer = names.map((name) => {
      const { show, outer: field } = stepperOf(name);
      const [low, high] = told.ends[name];
      show({ label: `${FIELDS[name].label}, ${told.name}`, low, high }, FIELDS[name].get(part), FIELDS[name].text?.(part));
      field.classList.toggle("chosen", name === told.chosen);
      return field;
    });
    if (part.kind !== "input") outer.push(curveLabel);
    if (outer.some((field, n) => numbers.children[n] !== field) || numbers.children.length > outer.length) numbers.replaceChildren(...outer);
    reconcile(curve, [["", "none"], ...told.curves], () => make("option", ""), (option, [value, textContent]) => Object.assign(option, { value, textContent }));
    curve.value = part.activation ?? "";
    reconcile(switches, switchesOf(part, told.given), newSwitch, (label, [text, isOn, changes]) => {
      const [box, span] = label.children;
      Object.assign(box, { checked: isOn, onchange: () => set(changes) });
      span.textContent = text;
    });
  };
};
