// A series under a kernel: the series is drawn, the window is pointed at, and the sum follows. Each frame computes all of it; no server is
// asked.

import { formatNumber } from "../cnnviz/numbers.js";
import { seriesTrace } from "../cnnviz/series.js";
import { newLive } from "../linked/playing/live.js";
import { newTimeline } from "../linked/playing/timeline.js";
import { newPredict, newPredicting, triedOf } from "../linked/predicting.js";
import { REST } from "../linked/fitting.js";
import { heldWithin } from "../pixel.js";
import { newCharts, peaksIn } from "./series_charts.js";
import { drawWithHands, pointAtOutput } from "./series_hands.js";
import { newKernelEditor, resizedKernel } from "./series_kernel.js";
import { newSizeLine } from "./series_size.js";
import { computed, keyOf, strongestOf } from "./series_task.js";
import { newTools } from "./series_tools.js";
import { asSentence, remarkOn } from "./series_words.js";

const QUESTIONS = {
  size: () => "How many numbers does the output have?",
  value: ({ column }) => `What is output ${column}?`,
};
const HINT = "Drag to draw; the arrow keys move and change a number";
const positionOf = (at) => ({ plane: 0, row: 0, column: at });

// root: the part of the page; painted(): something new is drawn.
export const newSeriesView = (root, store, painted) => {
  const find = (selector) => root.querySelector(selector);
  // look: the output that is pointed at; moving: where Play is; chosen: the number of the series that keys are at; of: what `now` was computed of.
  const state = { now: null, of: "", look: null, moving: null, chosen: null, pending: 0, refused: "" };
  const predicting = newPredicting(triedOf(`${store.hub} along`));
  const live = newLive(find(".live"));
  const charts = newCharts(find);
  const now = () => state.now;
  const told = (selector, text) => {
    find(selector).textContent = text;
    find(selector).hidden = !text;
  };
  const set = (fields, how = "typed") => {
    Object.assign(state, { look: null, moving: null });
    store.change(fields, REST[how]);
    draw();
  };

  // In a task that Python has not heard of yet, all is hidden.
  const isStale = () => predicting.on() && store.options.asking !== keyOf(store.fields);
  const sizeIsHidden = () => predicting.on() && (isStale() || predicting.sizeIsHidden());
  const isHidden = (at) => predicting.on() && (isStale() || predicting.isHidden(positionOf(at)));
  const pinned = () => {
    const { output } = state.now;
    const at = state.moving ?? store.fields.at;
    return output ? (at === null ? (predicting.on() ? 0 : strongestOf(output)) : heldWithin(at, output.length)) : 0;
  };
  const cursor = () => state.look ?? pinned();
  const traceAt = (at) => (state.now.output ? seriesTrace(state.now.task, state.now.output, at) : null);
  const saidAt = (at) => (!state.now.output || sizeIsHidden() || isHidden(at) ? "" : `Output ${at}: ${traceAt(at).sentence}.`);

  // A move of the pointer is drawn in the next frame, once.
  const paintSoon = () => {
    cancelAnimationFrame(state.pending);
    state.pending = requestAnimationFrame(paint);
  };
  const look = (at) => {
    if (at === state.look) return;
    state.look = at;
    paintSoon();
  };
  const pin = (at) => {
    timeline.stop();
    set({ at }, "looked");
    live.announce(saidAt(at));
  };
  const timeline = newTimeline(find(".timeline"), {
    go: (row, at) => {
      Object.assign(state, { moving: at, look: null });
      paint();
    },
    rest: (row, at) => {
      set({ at }, "looked");
      live.announce(saidAt(at));
    },
  }, (row, at) => `output ${at}`);
  const view = {
    now, charts, set, look, pin, at: () => pinned(), play: () => timeline.toggle(), chosen: () => state.chosen,
    choose: (at) => {
      state.chosen = at;
      if (at !== null) live.announce(`Number ${at}: ${formatNumber(state.now.task.values[at])}`);
      paintSoon();
    },
    // Pointing at a number of the series says what it is, below its chart.
    lookAtNumber: (at) => {
      find(".given small").textContent = at === null ? HINT : `number ${at}: ${formatNumber(state.now.task.values[at])}`;
    },
  };
  drawWithHands(find(".given .plot"), view);
  pointAtOutput(find(".made .plot"), view);
  // What was refused stays said until it is mended.
  const refuse = (text) => {
    state.refused = text;
    told(".fault", text);
  };
  const editor = newKernelEditor(find(".middle"), { fields: () => store.fields, now, options: () => store.options, set, refuse, say: (text) => live.announce(text) });
  const sizeLine = newSizeLine(find(".formula"), {
    set: (name, value) => set({ [name]: value }),
    setPadding: (padding) => set({ padding }),
    setTaps: (taps) => {
      const { match, kernel } = store.fields;
      if (match) set({ match: [match[0], Math.max(taps, store.options.limits.match[0]), match[2]], at: null });
      else set({ kernel: resizedKernel(kernel, taps), at: null });
    },
  });
  const predict = newPredict(find(".predict"), {
    check: (guess) => store.change({ guess }, 0),
    show: (kind) => {
      predicting.reveal(kind, positionOf(pinned()));
      draw();
    },
  }, QUESTIONS);

  const tools = newTools(find, { set, begin: () => editor.forget(), take: (given) => set({ given, at: null }) });
  // What follows from the fields, computed anew; then all is drawn.
  const draw = () => {
    const { fields, options } = store;
    predicting.begin(options);
    const of = keyOf(fields);
    if (state.of !== of) Object.assign(state, { of, now: computed(fields, options.samples) });
    const { task, fault, output, match } = state.now;
    root.toggleAttribute("data-refused", Boolean(fault));
    root.toggleAttribute("data-size-hidden", sizeIsHidden());
    tools.show(fields, options, task);
    told(".fault", state.refused || asSentence(fault));
    editor.show(state.now, options);
    sizeLine.show(task, output?.length ?? null, options, sizeIsHidden());
    predict.show(predicting, positionOf(pinned()), options);
    find(".predict").hidden = !predicting.on() || Boolean(fault);
    find(".timeline").hidden = Boolean(fault) || sizeIsHidden();
    find(".given .name").textContent = `Series, ${task.values.length} numbers`;
    find(".made .name").textContent = output && !sizeIsHidden() ? `Output, ${output.length} numbers` : "Output";
    find(".remark").textContent = fault ? "" : remarkOn(task, match, predicting.on() ? null : peaksIn(state.now));
    charts.draw(sizeIsHidden() ? { ...state.now, output: null } : state.now, isHidden);
    paint();
  };
  // Where something else is pointed at, only marks, products and the sum change.
  const paint = () => {
    if (!state.now) return;
    const shown = sizeIsHidden() ? { ...state.now, output: null } : state.now;
    const at = cursor();
    const isUnknown = !shown.output || isHidden(at);
    if (shown.output && !state.look) timeline.show({ rows: 1, columns: shown.output.length, row: 0, column: at });
    charts.mark(shown, at, shown.output ? traceAt(at) : null, isHidden, state.chosen);
    find(".sum b").textContent = isUnknown ? "?" : formatNumber(shown.output[at]);
    find(".said").textContent = saidAt(at);
    painted();
  };

  return {
    draw,
    stop() {
      cancelAnimationFrame(state.pending);
      timeline.stop();
    },
  };
};
