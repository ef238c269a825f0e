// A transposed convolution of a small matrix: an input stamps the kernel (scatter), an output collects (gather), and beside it what it is
// compared with. All that is set belongs to the store of the window (linked/store.js); pages/ui/transposed/ keeps it.

import { formatNumber } from "../cnnviz/numbers.js";
import { faultOf, isRow, lengthsOf, transposed } from "../cnnviz/operations/transposed.js";
import { newLive } from "../linked/playing/live.js";
import { newTimeline } from "../linked/playing/timeline.js";
import { newPredict, newPredicting, triedOf } from "../linked/predicting.js";
import { living } from "../linked/living.js";
import { REST, viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { signedIn, tokenIn } from "../signed.js";
import { whenThemeChanges } from "../theme.js";
import { newChoice } from "./choice.js";
import { comparedWith } from "./compared.js";
import { drawCompared, drawOutput, drawStamp } from "./figures.js";
import { largestOf } from "./grid.js";
import { overCompared, overOutput } from "./hands.js";
import { newSizeFormula } from "./size_formula.js";
import { cursorOf, keyOf, lookAt, noLook, placeOf, taskOf } from "./task.js";
import { newTypedGrid } from "./typed_grid.js";

// By the place of their buttons: a field, and what its values are called.
const CHOICES = {
  ways: ["by", { scatter: "Scatter", gather: "Gather" }],
  sights: ["below", { resized: "Checkerboard", back: "There and back" }],
  modes: ["resize", { nearest: "Nearest", bilinear: "Bilinear" }],
};
const TYPED = [["given", "input", "Input"], ["kernel", "kernel", "Kernel"]];
const ASIDE = ["title", "at"]; // of an example: not what is computed

const asSentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "");
const positionOf = ([row, column]) => ({ plane: 0, row, column });

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
  const choices = Object.entries(CHOICES).map(([at, [field, options]]) => [field, newChoice(find(`.${at}`), options, (key) => {
    if (key !== store.fields[field]) set(field === "by" ? { by: key, at: null } : { [field]: key });
  })]);
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

  const drawTools = ({ task, made, cursor, fault }) => {
    const { fields, options } = store;
    const select = find(".start select");
    const titles = options.examples.map(({ title }) => title);
    if (select.options.length !== titles.length + 1) select.replaceChildren(new Option("Own numbers", ""), ...titles.map((title) => new Option(title)));
    const isChosen = (example) => Object.keys(example).every((name) => ASIDE.includes(name) || example[name] === fields[name]);
    select.value = options.examples.find(isChosen)?.title ?? "";
    find(".fill input").checked = fields.fill;
    choices.forEach(([field, show]) => show(fields[field]));
    find(".modes").hidden = fields.below !== "resized";
    const over = fields.by === "scatter" ? task.input : made;
    if (!fault) timeline.show({ rows: over.rows, columns: over.columns, row: cursor[0], column: cursor[1] });
    find(".timeline").hidden = Boolean(fault) || sizeIsHidden();
    const lengths = lengthsOf(task);
    formula.show(isRow(task) ? lengths.slice(1) : lengths, fields, options.limits, sizeIsHidden());
    told(".size-fault", asSentence(fault));
    predict.show(predicting, positionOf(cursor), options);
    find(".predict").hidden = !predicting.on() || Boolean(fault);
  };
  const drawTyped = (task, looked, signed) => {
    const { fields, options } = store;
    const every = task.kernel.values.map((_, tap) => placeOf(task.kernel, tap));
    const marks = { input: looked.input, kernel: looked.kernel ?? every };
    for (const [, name] of TYPED) {
      const reach = largestOf(task[name]);
      grids[name].show(fields[name], options.most[name], (value) => signed(reach ? value / reach : 0), sizeIsHidden() ? [] : marks[name]);
    }
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
    // Returns a function that ends it.
    start() {
      const [ending, endTheme] = [store.listen(draw), whenThemeChanges(draw)];
      const seen = new ResizeObserver(() => { // numbers have room, or not any more
        cancelAnimationFrame(state.pending);
        state.pending = requestAnimationFrame(draw);
      });
      seen.observe(root);
      draw();
      return () => {
        ending();
        endTheme();
        seen.disconnect();
        cancelAnimationFrame(state.pending);
        timeline.stop();
      };
    },
  };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".transposed");
  const store = viewOf(data.hub);
  root.view ??= newTransposedView(root, store);
  return living(parentElement, root, store, () => [root.view.start()]);
};
