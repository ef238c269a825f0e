// One training step of a small convolution: forward on top, the gradients beneath, the new weights, and the loss after. All that is set
// belongs to the store of the window (linked/store.js); pages/ui/backward/ keeps it.

import { numberAt, placesOf } from "../cnnviz/backward.js";
import { TITLES, isThere, numbersOf, traceOf } from "../cnnviz/backward_words.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { living, whenResized } from "../linked/living.js";
import { newLive } from "../linked/playing/live.js";
import { newPredict, newPredicting, triedOf } from "../linked/predicting.js";
import { REST } from "../linked/fitting.js";
import { viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { signedIn } from "../signed.js";
import { whenThemeChanges } from "../theme.js";
import { drawLine, newPlot, slopeTexts, spanOf } from "./backward_descent.js";
import { drawFigures, drawTiles } from "./backward_flow.js";
import { overFigure, overPlot, overTiles } from "./backward_hands.js";
import { keyOf, withWeight, workedSteps } from "./backward_task.js";
import { asSentence, newTools } from "./backward_tools.js";

const OF_WEIGHTS = ["w", "dw", "nw"];
const FIRST = { name: "dw", at: [0, 0] };

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
  const pull = (value, rest) => set({ weight: withWeight(state.now.step, weightAt(), value), steps: 0 }, rest);

  const { drawTools, drawTyped } = newTools(root, store, { now: () => state.now, set, look, told, draw: () => draw() });
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
