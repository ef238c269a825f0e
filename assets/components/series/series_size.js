// (n + before + after − dilation · (k − 1) − 1) / stride + 1: padding, dilation, kernel and stride are set where they stand in it.

import { sidesOf } from "../cnnviz/series.js";
import { newStepper } from "../linked/controls/stepper.js";
import { make } from "../payload.js";

const LABELS = { dilation: "Dilation", taps: "Length of the kernel", stride: "Stride" };
const CAPTIONS = { values: "series", before: "before", after: "after", dilation: "dilation", taps: "kernel", stride: "stride" };
const TERMS = ["(", "values", "+", "before", "+", "after", "−", "dilation", "· (", "taps", "− 1) − 1) /", "stride", "+ 1"];

// handlers: { set(name, value), setPadding(name), setTaps(count) }.
export const newSizeLine = (host, handlers) => {
  const change = (name) => (value) => (name === "taps" ? handlers.setTaps(value) : handlers.set(name, value));
  const steppers = Object.fromEntries(Object.keys(LABELS).map((name) => [name, newStepper(change(name))]));
  const padding = make("select", "padding-choice");
  padding.ariaLabel = "Padding";
  padding.onchange = () => handlers.setPadding(padding.value);
  const label = make("label", "term");
  label.append(padding, Object.assign(make("small", ""), { textContent: "padding" }));
  const terms = {};
  host.append(label, ...TERMS.map((term) => {
    if (!(term in CAPTIONS)) return Object.assign(make("span", "mute"), { textContent: term });
    terms[term] = make("span", "term");
    terms[term].append(steppers[term]?.element ?? make("b", ""), Object.assign(make("small", ""), { textContent: CAPTIONS[term] }));
    return terms[term];
  }));
  const result = host.appendChild(make("span", "term result"));
  result.append(make("b", ""), make("small", ""));
  return {
    // count: of the outputs, null where there are none; hidden: is it to be predicted?
    show(task, count, { paddings, limits }, hidden) {
      if (padding.options.length !== paddings.length) padding.replaceChildren(...paddings.map((name) => new Option(name)));
      padding.value = task.padding;
      const [before, after] = sidesOf(task);
      const numbers = { values: task.values.length, before, after, taps: task.kernel.length, dilation: task.dilation, stride: task.stride };
      for (const [name, stepper] of Object.entries(steppers)) {
        const [low, high] = limits[name];
        stepper.show({ label: LABELS[name], low, high }, numbers[name]);
      }
      for (const name of ["values", "before", "after"]) terms[name].firstChild.textContent = String(numbers[name]);
      const over = numbers.values + before + after - task.dilation * (numbers.taps - 1) - 1;
      result.firstChild.textContent = count === null ? "≠" : hidden ? "= ?" : `= ${count}`;
      result.lastChild.textContent = count !== null && over % task.stride ? "rounded down" : "output";
    },
  };
};
