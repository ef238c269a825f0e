// The view's own controls, as pages/ui/inputs/in_view.py describes them: lists, numbers, switches and sliders; and words.

import { newStepper } from "./stepper.js";
import { REST } from "../fitting.js";
import { make, write } from "../../payload.js";

const UNITS = { "°": "°", pixels: " px", "%": " %" };

const digitsOf = (step) => (String(step).split(".")[1] ?? "").length;
const withUnit = (value, { step, unit }) => `${value.toFixed(digitsOf(step)).replace("-", "−")}${UNITS[unit] ?? ""}`;

const optionsOf = (options) => options.map(([key, title]) => new Option(title, key));

// A list; its groups are those of a native one. It shows its label unless it is alone in its place.
const newList = (set) => {
  const element = make("label", "control");
  const [name, list] = [make("span", "control-label"), make("select", "control-list")];
  let drawn = "";
  list.onchange = () => set(list.value, REST.typed);
  element.append(name, list);
  return {
    element,
    show({ label, groups }, value) {
      write(name, { textContent: label });
      write(list, { ariaLabel: label });
      if (drawn !== JSON.stringify(groups)) {
        drawn = JSON.stringify(groups);
        list.replaceChildren(...groups.flatMap(([group, options]) => {
          if (!group) return optionsOf(options);
          const block = Object.assign(make("optgroup", ""), { label: group });
          block.append(...optionsOf(options));
          return [block];
        }));
      }
      write(list, { value });
    },
  };
};

const newNumber = (set) => {
  const element = make("div", "control");
  const name = make("span", "control-label");
  const stepper = newStepper((value) => set(value, REST.typed));
  element.append(name, stepper.element);
  return {
    element,
    show(control, value) {
      write(name, { textContent: control.label });
      stepper.show(control, value);
    },
  };
};

const newSwitch = (set) => {
  const element = make("label", "control control-switch");
  const [box, name] = [Object.assign(make("input", ""), { type: "checkbox" }), make("span", "")];
  box.onchange = () => set(box.checked, REST.typed);
  element.append(box, name);
  return {
    element,
    show({ label }, value) {
      write(name, { textContent: label });
      box.checked = value;
    },
  };
};

const newSlider = (set) => {
  const element = make("label", "control slider");
  const [head, input] = [make("span", "slider-head"), Object.assign(make("input", ""), { type: "range" })];
  const [name, output] = [make("span", ""), make("output", "")];
  let shown = null;
  const draw = (value) => {
    const text = withUnit(value, shown);
    write(output, { textContent: text });
    write(input, { ariaValueText: text });
  };
  const move = (rest) => () => {
    draw(Number(input.value));
    set(Number(input.value), rest);
  };
  input.oninput = move(REST.dragged);
  input.onchange = move(REST.typed);
  head.append(name, output);
  element.append(head, input);
  return {
    element,
    show(control, value) {
      shown = control;
      write(name, { textContent: control.label });
      write(input, { min: String(control.low), max: String(control.high), step: String(control.step), ariaLabel: control.label });
      write(input, { value: String(value) });
      draw(value);
    },
  };
};

// What is set, as words: in a saved page nothing can be set.
const newSaid = () => {
  const element = make("div", "control");
  const [name, said] = [make("span", "control-label"), make("span", "control-said")];
  element.append(name, said);
  return {
    element,
    show({ label, text }) {
      write(name, { textContent: label });
      write(said, { textContent: text });
    },
  };
};

const MAKERS = { list: newList, number: newNumber, switch: newSwitch, slider: newSlider, said: newSaid };

// What a control is set to, of the view's fields.
export const valueOf = ({ field, name }, fields) => (name ? fields[field]?.[name] : fields[field]);

// The fields that follow when a control is set.
export const fieldsWith = ({ field, name, with: more, "at zero": atZero }, value, fields) => {
  if (atZero && value === 0) return atZero;
  return { ...more, [field]: name ? { ...fields[field], [name]: value } : value };
};

// The controls of one place. handlers: { fields(): as they stand, change(fields, rest) }.
export const newControls = (host, handlers) => {
  const known = new Map();
  const controlFor = (described) => {
    const key = `${described.kind} ${described.field} ${described.name ?? ""}`;
    if (!known.has(key)) {
      const entry = { described };
      const set = (value, rest) => handlers.change(fieldsWith(entry.described, value, handlers.fields()), rest);
      known.set(key, Object.assign(entry, MAKERS[described.kind](set)));
    }
    return Object.assign(known.get(key), { described });
  };
  return {
    show(list = []) {
      const shown = list.map(controlFor);
      const isSame = shown.length === host.children.length && shown.every(({ element }, n) => element === host.children[n]);
      if (!isSame) host.replaceChildren(...shown.map(({ element }) => element));
      shown.forEach((control) => control.show(control.described, valueOf(control.described, handlers.fields())));
      write(host, { hidden: !shown.length });
    },
  };
};
