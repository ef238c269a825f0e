// A transposed convolution of a small matrix: an input stamps the kernel (scatter), an output collects (gather), and beside it what it is
// compared with. All that is set belongs to the store of the window (linked/store.js); pages/ui/transposed/ keeps it.

import { formatNumber } from "../cnnviz/numbers.js";
import { faultOf, transposed } from "../cnnviz/operations/transposed.js";
import { newLive } from "../linked/playing/live.js";
import { newTimeline } from "../linked/playing/timeline.js";
import { newPredict, newPredicting, triedOf } from "../linked/predicting.js";
import { living, whenResized } from "../linked/living.js";
import { REST } from "../linked/fitting.js";
import { viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { signedIn, tokenIn } from "../signed.js";
import { whenThemeChanges } from "../theme.js";
import { comparedWith } from "./compared.js";
import { drawCompared, drawOutput, drawStamp } from "./figures.js";
import { overCompared, overOutput } from "./hands.js";
import { newSizeFormula } from "./size_formula.js";
import { cursorOf, keyOf, lookAt, noLook, taskOf } from "./task.js";
import { asSentence, newTools, positionOf, TYPED } from "./tools.js";
import { newTypedGrid } from "./typed_grid.js";

const newTransposedView = (root, store) => {
  const find = (selector) => root.querySelector(selector);
  // look: what is pointed at, { by, place }, or { by: "beside", key, place }; moving: where Play is; now, compared: what follows from the
  // fields; version: how often that was computed.
  const state = { look: null, moving: null, pending: 0, version: 0, now: null, compared: null };
  const predicting = newPredicting(triedOf(store.hub));
  const live = newLive(find(".live"));

  // A move of the pointer is drawn in the next frame, once.
  const look = (what) => {
    state.look = what;
    cancelAnimationFrame(state.pending);
    state.pending = requestAnimationFrame(paint);
  };
  const set = (fields, rest = REST.typed) => {
    state.moving = null;
    store.change(fields, rest);
    draw();
  };
  const told = (selector, text) => {
    find(selector).textContent = text;
    find(selector).hidden = !text;
  };
  const announce = () => {
    const { task, made, cursor } = state.now;
    if (made && !isHidden(cursor)) live.announce(asSentence(lookAt(task, made, store.fields.by, cursor).sentence));
  };
  const pin = (by, place) => {
    timeline.stop();
    set({ by, at: place }, REST.looked);
    announce();
  };
  const grids = Object.fromEntries(TYPED.map(([at, field, name]) => [field, newTypedGrid(find(`.${at}`), name, {
    change: (text, isLive) => set({ [field]: text }, isLive ? REST.dragged : REST.typed),
    look: (place) => look(place && field === "input" ? { by: "scatter", place } : null),
    refuse: (sentence) => told(".cell-fault", sentence),
  })]));
  const formula = newSizeFormula(find(".formula"), (name, value) => set({ [name]: value }));
  const timeline = newTimeline(find(".timeline"), {
    go: (row, column) => {
      Object.assign(state, { moving: [row, column], look: null });
      draw();
    },
    rest: (row, column) => {
      set({ at: [row, column] }, REST.looked);
      announce();
    },
  });
  find(".timeline-scrubber").ariaLabel = "Step";
  const predict = newPredict(find(".predict"), {
    check: (guess) => store.change({ guess }, 0),
    show: (kind) => {
      predicting.reveal(kind, positionOf(state.now.cursor));
      draw();
    },
  });

  // In a task that Python has not heard of yet, all is hidden.
  const isStale = () => predicting.on() && store.options.asking !== keyOf(store.fields);
  const sizeIsHidden = () => predicting.on() && (isStale() || predicting.sizeIsHidden());
  const isHidden = (place) => predicting.on() && (isStale() || predicting.isHidden(positionOf(place)));

  const { drawTools, drawTyped } = newTools(root, store, { grids, formula, timeline, predict, predicting, set, told, sizeIsHidden });

  const worked = () => {
    const task = taskOf(store.fields);
    const fault = faultOf(task);
    const made = fault ? null : transposed(task);
    const at = state.moving ?? store.fields.at;
    return { task, fault, made, cursor: made ? cursorOf(task, made, { by: store.fields.by, at }) : [0, 0] };
  };
  const coloursNow = () => {
    const [paper, edge] = ["paper", "edge"].map(tokenIn(root));
    return { signed: signedIn(root), counts: (share) => paper.map((from, i) => Math.round(from + (edge[i] - from) * share)) };
  };

  // What is pointed at, else what is pinned; null where there is no output, or no such place.
  const lookedAt = ({ task, made, cursor }) => {
    const { by, place } = state.look && state.look.by !== "beside" ? state.look : { by: store.fields.by, place: cursor };
    const { rows, columns } = (by === "scatter" ? task.input : made) ?? { rows: 0, columns: 0 };
    return made && place[0] < rows && place[1] < columns ? lookAt(task, made, by, place) : null;
  };
  const saidOf = (looked) => {
    if (state.look?.by === "beside") {
      const { key, place: [row, column] } = state.look;
      const found = state.compared.figures.find((one) => one.key === key);
      return found ? `${found.title}, row ${row}, column ${column}: ${formatNumber(found.matrix.values[row * found.matrix.columns + column])}.` : "";
    }
    return looked.by === "gather" && isHidden(looked.output[0]) ? "" : asSentence(looked.sentence);
  };

  // What follows from the fields, computed anew; then all is drawn.
  const draw = () => {
    if (!store.options || !("input" in store.fields)) return;
    root.hidden = false;
    predicting.begin(store.options);
    const now = worked();
    const compared = comparedWith(now.task, sizeIsHidden() ? null : now.made, store.fields);
    Object.assign(state, { now, compared, colours: coloursNow(), version: state.version + 1 });
    drawTools(now);
    paint();
  };
  // Where something else is pointed at, only marks and products change.
  const paint = () => {
    if (!state.now) return;
    const { now, version, colours } = state;
    const { by, fill } = store.fields;
    const hides = sizeIsHidden();
    const looked = lookedAt(now);
    root.toggleAttribute("data-refused", Boolean(now.fault));
    root.toggleAttribute("data-size-hidden", hides);
    drawTyped(now.task, looked ?? noLook(by), colours.signed);
    if (looked) {
      const how = { by, fill, version, isHidden, hides: predicting.on(), ...colours };
      drawOutput(find(".made"), now, looked, how);
      drawStamp(find(".stamp"), now.task, looked, how);
    }
    const beside = state.look?.by === "beside" ? state.look : null;
    drawCompared(find(".below"), state.compared.figures, looked && !hides ? looked : noLook(by), beside, { ...colours, version });
    find(".remark").textContent = state.compared.remark;
    find(".said").textContent = hides || !looked ? "" : saidOf(looked);
    countPaint(root);
  };

  find(".start select").onchange = ({ target }) => {
    const chosen = store.options.examples.find(({ title }) => title === target.value);
    Object.values(grids).forEach((grid) => grid.forget());
    if (!chosen) return draw();
    const { title, ...fields } = chosen;
    return set(fields);
  };
  find(".fill input").onchange = ({ target }) => set({ fill: target.checked });
  const hands = {
    look, pin: (place) => pin("gather", place), play: () => timeline.toggle(), output: () => (sizeIsHidden() ? null : state.now.made),
    cursor: () => (store.fields.by === "gather" ? state.now.cursor : [0, 0]),
  };
  overOutput(find(".made .sum"), hands);
  overCompared(find(".below"), hands);

  return {
    draw,
    end() {
      cancelAnimationFrame(state.pending);
      timeline.stop();
    },
  };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".transposed");
  const store = viewOf(data.hub);
  const { draw, end } = (root.view ??= newTransposedView(root, store));
  return living(parentElement, root, store, () => {
    draw();
    return [store.listen(draw), whenThemeChanges(draw), whenResized(root, draw), end];
  });
};
