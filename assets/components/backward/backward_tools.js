// What is set beside the figures: an example, the numbers typed into the grids, steppers and dials, the ReLU and the target.

import { isThere } from "../cnnviz/backward_words.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { newStepper } from "../linked/controls/stepper.js";
import { REST } from "../linked/fitting.js";
import { newChoice } from "../choice.js";
import { largestOf } from "../transposed/grid.js";
import { newTypedGrid } from "../transposed/typed_grid.js";
import { newDial, showNumber, takenNumber } from "./backward_dial.js";
import { reachOf, scaledBy } from "./backward_flow.js";
import { typedOver, weightText } from "./backward_task.js";

const TYPED = { x: ["input", "Input x", "dx"], w: ["weight", "Weights w", "dw"] };
const STEPPERS = { stride: "Stride", padding: "Padding", pool: "Max pool, rows and columns" };
const REDUCE = { max: "Largest", mean: "Mean", sum: "Sum" };
const ASIDE = ["title", "at", "weight_at"]; // of an example: not what is computed
const ROOM = 4; // letters of usual size in a cell

export const asSentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "");

// now(): the steps as they are worked out; set(fields, rest); look(what or null); told(selector, text) shows a sentence; draw() draws all.
export const newTools = (root, store, { now, set, look, told, draw }) => {
  const find = (selector) => root.querySelector(selector);
  const refuse = (sentence) => told(".cell-fault", sentence);
  const setWeights = (typed, isLive) => set({ weight: typedOver(typed, store.fields, now().step), steps: 0 }, isLive ? REST.dragged : REST.typed);
  const grids = Object.fromEntries(Object.entries(TYPED).map(([of, [field, name, gradient]]) => [of, newTypedGrid(find(`[data-of="${of}"] .typed`), name, {
    change: (text, isLive) => (field === "weight" ? setWeights(text, isLive) : set({ [field]: text }, isLive ? REST.dragged : REST.typed)),
    look: (at) => look(at && isThere(now().step, gradient, at) ? { name: gradient, at } : null),
    refuse,
  })]));
  const steppers = Object.entries(STEPPERS).map(([field, label]) => {
    const stepper = newStepper((value) => set({ [field]: value }));
    find(`.option.${field}`).append(stepper.element);
    return () => {
      const [low, high] = store.options.limits[field];
      const value = store.fields[field];
      stepper.show({ label, low, high }, value, field === "pool" && value === 1 ? "no" : String(value));
    };
  });
  const showReduce = newChoice(find(".reduce"), REDUCE, (key) => key !== store.fields.reduce && set({ reduce: key }));
  const dials = [["rate", "Rate"], ["nudge", "Nudge by"]].map(([field, name]) => {
    const show = newDial(find(`.dial.${field}`), name, (value, isLive) => set({ [field]: value }, isLive ? REST.dragged : REST.typed), refuse);
    return () => show(store.fields[field], store.options.limits[field]);
  });

  const drawTools = () => {
    const { fields, options } = store;
    const select = find(".start select");
    const titles = options.examples.map(({ title }) => title);
    if (select.options.length !== titles.length + 1) select.replaceChildren(new Option("Own numbers", ""), ...titles.map((title) => new Option(title)));
    select.value = options.examples.find((one) => Object.keys(one).every((name) => ASIDE.includes(name) || one[name] === fields[name]))?.title ?? "";
    find(".switch input").checked = fields.relu;
    steppers.forEach((show) => show());
    dials.forEach((show) => show());
    showReduce(fields.reduce);
    showNumber(find(".goal input"), fields.target);
    find("figure[data-name=dw] b").textContent = formatNumber(fields.rate);
    find("[data-act=over]").disabled = !fields.steps;
    told(".size-fault", asSentence(now().fault));
  };

  const drawTyped = (looked, signed) => {
    const { step } = now();
    for (const [of, [field]] of Object.entries(TYPED)) {
      const reach = step.fault ? largestOf(step.task[field]) : reachOf(step, of === "w" ? "nw" : of);
      const text = of === "w" ? weightText(store.fields, step) : store.fields[field];
      find(`[data-of="${of}"] .typed .grid`).toggleAttribute("data-small", text.split(/\s/).some((cell) => cell.length > ROOM));
      grids[of].show(text, store.options.most[field], scaledBy(signed, reach), looked.marks[of] ?? []);
    }
  };

  find(".start select").onchange = ({ target }) => {
    const chosen = store.options.examples.find(({ title }) => title === target.value);
    Object.values(grids).forEach((grid) => grid.forget());
    if (!chosen) return draw();
    const { title, ...fields } = chosen;
    return set(fields);
  };
  find(".switch input").onchange = ({ target }) => set({ relu: target.checked });
  find(".goal input").onchange = ({ target }) => {
    const value = takenNumber(target, "target", store.options.limits.target, store.fields.target, refuse);
    if (value !== null) set({ target: value });
  };

  return { drawTools, drawTyped };
};
