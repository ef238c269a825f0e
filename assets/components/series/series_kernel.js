// The kernel: weights that are typed as a row, dragged as bars, or chosen; or a part of the series that is cut out.

import { cellFault, cellValue, draggedCell, dragStep, kernelText, numberText } from "../cnnviz/kernel_text.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { heldWithin } from "../pixel.js";
import { newDrag } from "../linked/input/kernel_drag.js";
import { newChoice } from "../choice.js";
import { axesOf, barsOf, newPlot, newScale, numbersOf, rangeOf, ringOf } from "./series_plot.js";

const [SHAPE, OWN] = ["shape", "own"]; // what the list of kernels has besides rows of weights
const WEIGHT_STEPS = { ArrowUp: 1, ArrowDown: -1 };

export const weightsOf = (text) => text.split(" ").map((cell) => Math.fround(cellValue(cell)));
export const textOf = (weights) => weights.map((weight) => numberText(weight)).join(" ");

// A row of as many weights: a mean stays a mean, else what is new is 0.
export const resizedKernel = (text, taps) => {
  const cells = text.split(" ");
  const isMean = cells.every((cell) => cellValue(cell) === 1 / cells.length);
  return Array.from({ length: taps }, (_, tap) => (isMean ? `1/${taps}` : cells[tap] ?? "0")).join(" ");
};

// Where a drag of the bars changes one weight of a row.
const withWeight = (text, tap, cell) => text.split(" ").map((one, i) => (i === tap ? cell : one)).join(" ");

// The fault of a typed row, "" if there is none; most: weights.
const faultOfRow = (cells, most) => {
  if (cells.length > most) return `These are ${cells.length} weights; at most ${most} have room.`;
  return cells.map((cell, i) => cellFault(cell, 0, i).replace(/^Row 0, column \d+/, `Weight ${i}`)).find(Boolean) ?? "";
};

// host: where it is chosen and drawn. handlers: { fields(), now(): what is computed of them, options(), set(fields, rest), refuse(sentence) }.
export const newKernelEditor = (host, handlers) => {
  const find = (selector) => host.querySelector(selector);
  const [list, field, match, plot] = [find(".kernels"), find(".weights input"), find(".match"), newPlot(find(".kernel .plot"))];
  const state = { tap: 0, scale: null, drag: null };
  const chooseHow = newChoice(match.querySelector(".how"), { raw: "As it is", mean: "Mean removed", norm: "Normalised" }, (how) => setMatch(2, how));
  const [start, taps] = [match.querySelector(".start"), match.querySelector(".taps")];
  const setMatch = (part, value) => handlers.set({ match: handlers.fields().match.map((one, i) => (i === part ? value : one)), at: null }, "typed");
  start.oninput = () => setMatch(0, Number(start.value));
  taps.oninput = () => setMatch(1, Number(taps.value));

  // What is dragged becomes weights of one's own.
  const row = () => (handlers.fields().match ? textOf(handlers.now().task.kernel) : handlers.fields().kernel);
  const put = (kernel, how) => handlers.set({ kernel, match: null }, how);
  const firstMatch = () => {
    const { limits, samples } = handlers.options();
    const { values } = handlers.now().task;
    const length = Math.min(limits.match[1], Math.max(limits.match[0], Math.min(values.length, 15)));
    return samples.length ? [Math.max(0, Math.floor((values.length - length) / 2)), Math.min(length, values.length), "norm"] : null;
  };
  list.onchange = () => {
    field.setAttribute("aria-invalid", "false");
    handlers.refuse("");
    if (list.value === SHAPE) handlers.set({ match: firstMatch(), at: null }, "typed");
    else if (list.value !== OWN) handlers.set({ kernel: list.value, match: null, at: null }, "typed");
    else handlers.set({ kernel: row(), match: null }, "typed");
  };
  const take = () => {
    const cells = field.value.trim().split(/[\s;]+/);
    const fault = field.value.trim() ? faultOfRow(cells, handlers.options().limits.taps[1]) : "";
    field.setAttribute("aria-invalid", String(Boolean(fault)));
    handlers.refuse(fault && `${fault} The kernel stays as it was.`);
    if (!fault && field.value.trim()) handlers.set({ kernel: kernelText([cells]), match: null }, "typed");
    delete field.dataset.typed;
  };
  field.oninput = () => { field.dataset.typed = "true"; };
  field.onchange = take;
  field.onkeydown = (event) => {
    if (event.key === "Enter") take();
    if (event.key !== "Escape") return;
    delete field.dataset.typed;
    field.setAttribute("aria-invalid", "false");
    handlers.refuse("");
    field.value = row().replaceAll("-", "−");
  };

  const largest = () => Math.max(...handlers.now().task.kernel.map(Math.abs));
  const tapUnder = (event) => heldWithin(Math.round(state.scale.positionAt(event.clientX - plot.svg.getBoundingClientRect().left)), handlers.now().task.kernel.length);
  const dragOf = (event) => {
    const before = { kernel: handlers.fields().kernel, match: handlers.fields().match };
    const text = row();
    const last = { text };
    return newDrag({
      begin: () => {}, text: () => text.split(" ")[state.tap], largest,
      move: (cell) => {
        last.text = withWeight(text, state.tap, cell);
        put(last.text, "dragged");
      },
      end: () => put(last.text, "typed"), giveUp: () => handlers.set(before, "typed"),
    }, event);
  };
  plot.svg.onpointerdown = (event) => {
    if (event.button !== 0 || !state.scale) return;
    state.tap = tapUnder(event);
    state.drag = dragOf(event);
    plot.svg.setPointerCapture(event.pointerId);
    drawMark();
  };
  plot.svg.onpointermove = (event) => state.drag?.move(event);
  plot.svg.onpointerup = plot.svg.onpointercancel = () => {
    state.drag?.end();
    state.drag = null;
  };
  plot.svg.onkeydown = (event) => {
    const count = handlers.now().task.kernel.length;
    const to = { ArrowLeft: state.tap - 1, ArrowRight: state.tap + 1, Home: 0, End: count - 1 }[event.key];
    const step = WEIGHT_STEPS[event.key];
    if (to === undefined && !step) return;
    event.preventDefault();
    if (to !== undefined) state.tap = heldWithin(to, count);
    else put(withWeight(row(), state.tap, draggedCell(cellValue(row().split(" ")[state.tap]), step, dragStep(largest()))), "typed");
    drawMark();
    plot.svg.ariaValueText = null;
    handlers.say(`Weight ${state.tap}: ${formatNumber(handlers.now().task.kernel[state.tap])}`);
  };
  plot.svg.onfocus = plot.svg.onblur = () => drawMark();

  const hasFocus = () => plot.svg.getRootNode().activeElement === plot.svg;
  const drawMark = () => plot.mark(state.scale && (hasFocus() || state.drag) ? ringOf(state.scale, state.tap, state.tap) : "");
  return {
    show({ task, match: cut }, { kernels, limits }) {
      const { kernel } = task;
      state.tap = heldWithin(state.tap, kernel.length);
      if (list.options.length !== kernels.length + 2) list.replaceChildren(...kernels.map(([title, text]) => new Option(title, text)), new Option("Shape from the series", SHAPE), new Option("Own weights", OWN));
      const { kernel: text } = handlers.fields();
      list.value = cut ? SHAPE : kernels.find(([, known]) => known === text)?.[1] ?? OWN;
      if (!field.dataset.typed && field.ariaInvalid !== "true") field.value = row().replaceAll("-", "−");
      match.hidden = !cut;
      find(".weights").hidden = Boolean(cut);
      if (cut) {
        Object.assign(start, { max: Math.max(0, task.values.length - cut[1]), value: cut[0], ariaValueText: `position ${cut[0]}` });
        Object.assign(taps, { min: limits.match[0], max: Math.min(limits.match[1], task.values.length), value: cut[1] });
        chooseHow(cut[2]);
      }
      state.scale = newScale(plot.svg, { from: 0, to: kernel.length - 1, ...rangeOf(kernel) });
      const points = kernel.map((weight, tap) => [tap, weight]);
      plot.draw(axesOf(state.scale, kernel) + barsOf(state.scale, points) + numbersOf(state.scale, points));
      plot.svg.ariaLabel = `Kernel of ${kernel.length} weights. Left and right choose a weight, up and down change it.`;
      drawMark();
    },
    forget() {
      handlers.refuse("");
      delete field.dataset.typed;
      field.setAttribute("aria-invalid", "false");
    },
  };
};
