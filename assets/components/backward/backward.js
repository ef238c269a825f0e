// One training step of a small convolution: forward on top, the gradients beneath, the new weights, and the loss after. All that is set
// belongs to the store of the window (linked/store.js); pages/ui/backward/ keeps it.

import { numberAt, placesOf } from "../cnnviz/backward.js";
import { TITLES, isThere, numbersOf, traceOf } from "../cnnviz/backward_words.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { newStepper } from "../linked/controls/stepper.js";
import { living, whenResized } from "../linked/living.js";
import { newLive } from "../linked/playing/live.js";
import { newPredict, newPredicting, triedOf } from "../linked/predicting.js";
import { REST, viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { signedIn } from "../signed.js";
import { whenThemeChanges } from "../theme.js";
import { newChoice } from "../transposed/choice.js";
import { largestOf } from "../transposed/grid.js";
import { newTypedGrid } from "../transposed/typed_grid.js";
import { drawLine, newPlot, slopeTexts, spanOf } from "./backward_descent.js";
import { newDial, showNumber, takenNumber } from "./backward_dial.js";
import { drawFigures, drawTiles, reachOf, scaledBy } from "./backward_flow.js";
import { overFigure, overPlot, overTiles } from "./backward_hands.js";
import { keyOf, typedOver, weightText, withWeight, workedSteps } from "./backward_task.js";

const TYPED = { x: ["input", "Input x", "dx"], w: ["weight", "Weights w", "dw"] };
const STEPPERS = { stride: "Stride", padding: "Padding", pool: "Max pool, rows and columns" };
const REDUCE = { max: "Largest", mean: "Mean", sum: "Sum" };
const OF_WEIGHTS = ["w", "dw", "nw"];
const ASIDE = ["title", "at", "weight_at"]; // of an example: not what is computed
const ROOM = 4; // letters of usual size in a cell
const FIRST = { name: "dw", at: [0, 0] };

const asSentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "");
const atPlace = ([row, column]) => `row ${row}, column ${column}`;

const newBackwardView = (root, store) => {
  const find = (selector) => root.querySelector(selector);
  // look: what is pointed at, { name, at } or { window }; span: of the chart, kept while a weight is pulled.
  const state = { look: null, span: null, pending: 0, now: null };
  const predicting = newPredicting(triedOf(store.hub));
  const live = newLive(find(".live"));
  const figures = [...root.querySelectorAll("figure[data-name]")].map((figure) => [figure.dataset.name, figure]);

  const look = (what) => {
    state.look = what;
    cancelAnimationFrame(state.looking);
    state.looking = requestAnimationFrame(paint);
  };
  // A pointer that leaves a figure takes back only what it pointed at there: what has the focus elsewhere stays.
  const lookFrom = (isOfThis, what) => { if (what || (state.look && isOfThis(state.look))) look(what); };
  const set = (fields, rest = REST.typed) => {
    store.change(fields, rest);
    draw();
  };
  const told = (selector, text) => {
    find(selector).textContent = text;
    find(selector).hidden = !text;
  };
  const refuse = (sentence) => told(".cell-fault", sentence);
  const position = (name, [row, column]) => ({ plane: store.options.asked.indexOf(name), row, column });
  const isStale = () => predicting.on() && store.options.asking !== keyOf(store.fields);
  const isHidden = (name, place) => predicting.on() && store.options.asked.includes(name) && (isStale() || predicting.isHidden(position(name, place)));
  const hidesSome = () => predicting.on() && placesOf(state.now.step.newWeight).some((place) => isHidden("nw", place));

  // What is chosen; where there is no such number, the first weight's gradient.
  const pinned = () => {
    const [name, ...at] = store.fields.at ?? [];
    return name && isThere(state.now.step, name, at) ? { name, at } : FIRST;
  };
  const weightAt = () => {
    const { step } = state.now;
    const place = placesOf(step.task.weight).findIndex(([row, column]) => row === store.fields.weight_at[0] && column === store.fields.weight_at[1]);
    return Math.max(0, place);
  };
  const pin = (name, at) => {
    state.look = null; // what keys reach stays shown under a pointer that rests
    set({ at: [name, ...at], ...(OF_WEIGHTS.includes(name) ? { weight_at: at } : {}) }, REST.looked);
    if (!isHidden(name, at)) live.announce(asSentence(traceOf(state.now.step, name, at).sentence));
  };
  const setWeights = (typed, isLive) => set({ weight: typedOver(typed, store.fields, state.now.step), steps: 0 }, isLive ? REST.dragged : REST.typed);
  const pull = (value, rest) => set({ weight: withWeight(state.now.step, weightAt(), value), steps: 0 }, rest);

  const grids = Object.fromEntries(Object.entries(TYPED).map(([of, [field, name, gradient]]) => [of, newTypedGrid(find(`[data-of="${of}"] .typed`), name, {
    change: (text, isLive) => (field === "weight" ? setWeights(text, isLive) : set({ [field]: text }, isLive ? REST.dragged : REST.typed)),
    look: (at) => look(at && isThere(state.now.step, gradient, at) ? { name: gradient, at } : null),
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
  const showPlot = newPlot(find(".plot"));
  const predict = newPredict(find(".predict"), {
    check: (guess) => store.change({ guess }, 0),
    show: (kind) => {
      const { name, at } = asked();
      predicting.reveal(kind, position(name, at));
      draw();
    },
  }, { size: () => "", value: ({ plane, row, column }) => `What is ${store.options.asked[plane] === "nw" ? "the new weight" : TITLES[store.options.asked[plane]]} at ${atPlace([row, column])}?` });
  const asked = () => (store.options.asked.includes(pinned().name) ? pinned() : FIRST);

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
    told(".size-fault", asSentence(state.now.fault));
  };

  // Where the steps have led; where anything is to be predicted, not where the next one leads.
  const drawDescent = () => {
    const { run, step, isOver } = state.now;
    const { fields, options } = store;
    const covered = hidesSome();
    const next = isOver || covered ? null : state.now.next;
    drawLine(find(".line"), run, next?.prediction ?? null);
    find("[data-act=step]").disabled = isOver || fields.steps >= options.limits.steps[1];
    const told = next ? `prediction ${formatNumber(step.prediction)} → ${formatNumber(next.prediction)}, loss ${formatNumber(step.loss)} → ${formatNumber(next.loss)}` : `prediction ${formatNumber(step.prediction)}, loss ${formatNumber(step.loss)}`;
    find(".came").textContent = isOver ? "The weights grow beyond all bounds: take a smaller rate." : `Step ${run.length - 1}: ${told}`;
    const at = weightAt();
    const place = placesOf(step.task.weight)[at];
    const isUnknown = isHidden("dw", place);
    showPlot(step, at, fields.nudge, state.span ?? spanOf(step, at, fields.nudge), isUnknown, `w at ${atPlace(place)}`);
    find(".slope").hidden = isUnknown;
    [find(".slope .measured").textContent, find(".slope .gradient").textContent] = slopeTexts(step, at, fields.nudge);
  };

  // Of the number that is pointed at, else of the one that is chosen: its sentence and all that belongs to it.
  const lookedAt = () => {
    const { step } = state.now;
    if (state.look?.window) {
      const given = numberAt(step.gradients.conv, state.look.window);
      const sentence = `window ${atPlace(state.look.window)}: its numbers, times ${formatNumber(given)}, go into ∂L/∂weight; the weights, times ${formatNumber(given)}, into ∂L/∂input`;
      const isCovered = isHidden("dz", state.look.window);
      return { name: "", at: [0, 0], window: isCovered ? null : state.look.window, marks: { x: traceOf(step, "z", state.look.window).marks.x, z: [state.look.window], dz: [state.look.window] }, sentence: isCovered ? "" : sentence };
    }
    const { name, at } = state.look && isThere(step, state.look.name, state.look.at) ? state.look : pinned();
    const isCovered = isHidden(name, at);
    const { marks, sentence } = traceOf(step, name, at);
    return { name, at, window: null, marks: isCovered ? {} : marks, sentence: isCovered ? "" : sentence };
  };

  const drawTyped = (looked, signed) => {
    const { step } = state.now;
    for (const [of, [field]] of Object.entries(TYPED)) {
      const reach = step.fault ? largestOf(step.task[field]) : reachOf(step, of === "w" ? "nw" : of);
      const text = of === "w" ? weightText(store.fields, step) : store.fields[field];
      find(`[data-of="${of}"] .typed .grid`).toggleAttribute("data-small", text.split(/\s/).some((cell) => cell.length > ROOM));
      grids[of].show(text, store.options.most[field], scaledBy(signed, reach), looked.marks[of] ?? []);
    }
  };

  const draw = () => {
    if (!store.options || !("input" in store.fields)) return;
    root.hidden = false;
    predicting.begin(store.options);
    const now = workedSteps(store.fields);
    state.now = { ...now, next: now.fault || now.isOver ? null : workedSteps({ ...store.fields, steps: store.fields.steps + 1 }).step };
    state.signed = signedIn(root);
    drawTools();
    root.toggleAttribute("data-refused", Boolean(now.fault));
    if (!now.fault) {
      root.dataset.maps = String(Object.keys(now.step.maps).length);
      drawDescent();
      const { name, at } = asked();
      predict.show(predicting, position(name, at), store.options);
    }
    find(".predict").hidden = !predicting.on() || Boolean(now.fault);
    paint();
  };
  // Where something else is pointed at, figures and sentence change.
  const paint = () => {
    if (!state.now) return;
    const { signed, now: { step } } = state;
    const looked = step.fault ? { marks: {}, sentence: "" } : lookedAt();
    drawTyped(looked, signed);
    if (!step.fault) {
      for (const before of root.querySelectorAll(".signs[data-before]")) before.hidden = !numbersOf(step, before.dataset.before);
      drawFigures(figures, step, looked, { signed, isHidden });
      drawTiles(find(".tiles"), step, looked, { signed, isHidden });
    }
    find(".said").textContent = asSentence(looked.sentence);
    countPaint(root);
  };

  for (const [name, figure] of figures) {
    overFigure(figure.querySelector(".grid"), {
      sheet: () => numbersOf(state.now.step, name), cursor: () => (pinned().name === name ? pinned().at : [0, 0]),
      look: (at) => lookFrom((now) => now.name === name, at && { name, at }), pin: (at) => pin(name, at),
    });
  }
  overTiles(find(".tiles"), () => state.now.step.gradients.conv.columns, (at) => lookFrom((now) => now.window, at === null ? null : { window: placesOf(state.now.step.gradients.conv)[at] }));
  overPlot(find(".plot"), {
    hold: () => { state.span = spanOf(state.now.step, weightAt(), store.fields.nudge); },
    pull: (share) => pull(state.span.low + share * (state.span.high - state.span.low), REST.dragged),
    nudge: (way) => pull(state.now.step.task.weight.values[weightAt()] + way * store.fields.nudge, REST.typed),
    rest: () => {
      state.span = null;
      draw();
    },
  });
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
  find("[data-act=step]").onclick = () => {
    set({ steps: store.fields.steps + 1 });
    live.announce(find(".came").textContent);
  };
  find("[data-act=over]").onclick = () => set({ steps: 0 });

  return {
    // Returns functions that end it.
    start() {
      draw();
      return [store.listen(draw), whenThemeChanges(draw), whenResized(root, draw)];
    },
  };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".backward");
  const store = viewOf(data.hub);
  root.view ??= newBackwardView(root, store);
  return living(parentElement, root, store, () => root.view.start());
};
