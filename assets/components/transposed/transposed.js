// A transposed convolution of a small matrix: an input stamps the kernel (scatter), an output collects (gather), and beside it what it is
// compared with. All that is set belongs to the store of the window (linked/store.js); pages/ui/transposed/ keeps it.

import { formatNumber } from "../cnnviz/numbers.js";
import { faultOf, isRow, lengthsOf, transposed } from "../cnnviz/operations/transposed.js";
import { newLive } from "../linked/playing/live.js";
import { newTimeline } from "../linked/playing/timeline.js";
import { newPredict, newPredicting, triedOf } from "../linked/predicting.js";
import { REST, viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { make, reconcile } from "../payload.js";
import { signedIn, tokenIn } from "../signed.js";
import { whenThemeChanges } from "../theme.js";
import { comparedWith } from "./compared.js";
import { cellUnder, drawGrid, largestOf } from "./grid.js";
import { newSizeFormula } from "./size_formula.js";
import { cursorOf, lookAt, placeOf, stampsOf, taskOf } from "./task.js";
import { newTypedGrid } from "./typed_grid.js";

const CHOICES = {
  ways: ["by", { scatter: "Scatter", gather: "Gather" }],
  sights: ["below", { resized: "Checkerboard", back: "There and back" }],
  modes: ["resize", { nearest: "Nearest", bilinear: "Bilinear" }],
};
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const LISTED = 64; // numbers that a figure's label lists at most

const asSentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "");
const taskKey = ({ input, kernel, stride, padding, output_padding: more, dilation }) => [input, kernel, stride, padding, more, dilation].join("|");
const listOf = ({ rows, columns, values }, blank = () => null) =>
  `${rows} × ${columns}${values.length > LISTED ? "" : `: ${Array.from({ length: rows }, (_, r) => values.slice(r * columns, (r + 1) * columns).map((value, c) => blank(r * columns + c) ?? formatNumber(value)).join(" ")).join("; ")}`}`;

// Buttons of which one is chosen; the arrow keys choose another.
const newChoice = (host, [field, options], set) => {
  const keys = Object.keys(options);
  host.append(...keys.map((key) => Object.assign(make("button", ""), { type: "button", role: "radio", textContent: options[key], onclick: () => set(field, key) })));
  host.onkeydown = (event) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (keys.indexOf(host.dataset.chosen) + step + keys.length) % keys.length;
    set(field, keys[next]);
    host.children[next].focus();
  };
  return (chosen) => {
    host.dataset.chosen = chosen;
    [...host.children].forEach((button, i) => {
      button.ariaChecked = String(keys[i] === chosen);
      button.tabIndex = keys[i] === chosen ? 0 : -1;
    });
  };
};

const newTransposedView = (root, store) => {
  const find = (selector) => root.querySelector(selector);
  // look: what is pointed at, { by, place }, or { by: "beside", place, key }; moving: where Play is.
  const state = { look: null, moving: null, pending: 0 };
  const predicting = newPredicting(triedOf(store.hub));
  const live = newLive(find(".live"));
  const [cellFaultLine, sizeFaultLine] = [find(".cell-fault"), find(".size-fault")];

  const look = (what) => {
    state.look = what;
    cancelAnimationFrame(state.pending);
    state.pending = requestAnimationFrame(draw);
  };
  const set = (fields, rest = REST.typed) => {
    state.moving = null;
    store.change(fields, rest);
    draw();
  };
  const refuse = (sentence) => {
    cellFaultLine.textContent = sentence;
    cellFaultLine.hidden = !sentence;
  };
  const grids = Object.fromEntries([["given", "input", "Input"], ["kernel", "kernel", "Kernel"]].map(([at, field, name]) => [field, newTypedGrid(find(`.${at}`), name, {
    change: (text, isLive) => set({ [field]: text }, isLive ? REST.dragged : REST.typed),
    look: (place) => look(place && field === "input" ? { by: "scatter", place } : null),
    refuse,
  })]));
  const forget = () => {
    refuse("");
    Object.values(grids).forEach((grid) => grid.forget());
  };
  const formula = newSizeFormula(find(".formula"), (name, value) => set({ [name]: value }));
  const choose = (field, key) => key !== store.fields[field] && set(field === "by" ? { by: key, at: null } : { [field]: key });
  const choices = Object.entries(CHOICES).map(([at, choice]) => [choice[0], newChoice(find(`.${at}`), choice, choose)]);

  const tellOf = () => {
    const { task, made, cursor } = worked();
    if (made && !isHidden(cursor)) live.announce(asSentence(lookAt(task, made, store.fields.by, cursor).sentence));
  };
  const pin = (by, place) => {
    timeline.stop();
    set({ by, at: place }, REST.looked);
    tellOf();
  };
  const timeline = newTimeline(find(".timeline"), {
    go: (row, column) => {
      Object.assign(state, { moving: [row, column], look: null });
      draw();
    },
    rest: (row, column) => {
      set({ at: [row, column] }, REST.looked);
      tellOf();
    },
  });
  find(".timeline-scrubber").ariaLabel = "Step";
  const predict = newPredict(find(".predict"), {
    check: (guess) => store.change({ guess }, 0),
    show: (kind) => {
      const [row, column] = worked().cursor;
      predicting.reveal(kind, { plane: 0, row, column });
      draw();
    },
  });

  // In a task that Python has not heard of yet, all is hidden.
  const isStale = () => predicting.on() && store.options.asking !== taskKey(store.fields);
  const sizeIsHidden = () => predicting.on() && (isStale() || predicting.sizeIsHidden());
  const isHidden = ([row, column]) => predicting.on() && (isStale() || predicting.isHidden({ plane: 0, row, column }));

  const worked = () => {
    const { fields } = store;
    const task = taskOf(fields);
    const fault = faultOf(task);
    const made = fault ? null : transposed(task);
    const at = state.moving ?? fields.at;
    return { task, fault, made, cursor: made ? cursorOf(task, made, { by: fields.by, at }) : [0, 0] };
  };

  // The stamps of a series lie above its output, whose columns they add up to. Returns how many lines they take.
  const drawStamps = ({ task, made }, looked, colourOf, last) => {
    const stamps = stampsOf(task, made);
    const isMissing = (at) => Number.isNaN(stamps.values[at]) || placeOf(stamps, at)[0] > last;
    const hides = predicting.on();
    const marks = looked.output.flatMap(([, column]) => looked.input.map(([, row]) => [row, column])).filter(([row, column]) => !isMissing(row * stamps.columns + column));
    const host = find(".stamps");
    drawGrid(host, stamps, { colourOf, marks, blank: (at) => (isMissing(at) ? "" : hides ? "?" : null), room: stamps.rows + 1 });
    host.ariaLabel = `The stamps of ${stamps.rows} inputs, one below the other`;
    [...host.children].forEach((cell, at) => cell.classList.toggle("none", isMissing(at)));
    return stamps.rows;
  };
  const drawOutput = ({ task, made, cursor }, looked) => {
    const { by, fill } = store.fields;
    const last = by === "scatter" ? cursor[0] * task.input.columns + cursor[1] : cursor[0] * made.columns + cursor[1];
    const shown = fill && by === "scatter" ? transposed(task, last) : made;
    const blank = (at) => (isHidden(placeOf(made, at)) ? "?" : fill && by === "gather" && at > last ? "" : null);
    const reach = largestOf(made);
    const host = find(".made .sum");
    const colourOf = (value) => state.signed(reach ? Math.max(-1, Math.min(1, value / reach)) : 0);
    const lines = isRow(task) ? drawStamps({ task, made }, looked, colourOf, fill && by === "scatter" ? last : Infinity) : 0;
    find(".stamps").hidden = !lines;
    drawGrid(host, shown, { colourOf, marks: looked.output, here: looked.by === "gather", blank, room: made.rows + lines });
    find(".made .name").textContent = `Output ${made.rows} × ${made.columns}`;
    find(".made small").textContent = predicting.on() ? "" : `colours ${formatNumber(-reach)} … ${formatNumber(reach)}`;
    host.ariaLabel = `Output, ${listOf(shown, blank)}. The arrow keys move.`;
  };
  const drawStamp = (task, looked) => {
    const { kernel } = task;
    const hidden = looked.by === "gather" && isHidden(looked.output[0]);
    const matrix = { ...kernel, values: looked.products };
    const reach = largestOf(matrix);
    const host = find(".stamp .grid");
    drawGrid(host, matrix, { colourOf: (value) => state.signed(reach ? value / reach : 0), blank: (at) => (hidden && !looked.missing[at] ? "?" : looked.by === "gather" && looked.missing[at] ? "" : null) });
    const [row, column] = looked.input[0] ?? [0, 0];
    const value = task.input.values[row * task.input.columns + column];
    find(".stamp figcaption").textContent = looked.by === "gather" ? "Products" : `${formatNumber(value)} × kernel`;
    host.ariaLabel = `${looked.by === "gather" ? "Products that this output adds up" : "What this input adds"}, ${kernel.rows} × ${kernel.columns}`;
    [...host.children].forEach((cell, at) => cell.classList.toggle("marked", !looked.missing[at]));
  };

  const BELOW_MARKS = { before: "before", restored: "before", convolved: "convolved", resized: "resized", smooth: "smooth", even: "smooth" };
  const drawBelow = ({ task, made }, looked) => {
    const { figures, remark } = comparedWith(task, sizeIsHidden() ? null : made, store.fields);
    const ofOutputs = figures.filter(({ kind }) => kind === "output").map(({ matrix }) => matrix);
    const reaches = {
      input: largestOf(task.input), output: largestOf(...ofOutputs), count: largestOf(...figures.filter(({ kind }) => kind === "count").map(({ matrix }) => matrix)),
      back: largestOf(...figures.filter(({ kind }) => kind === "back").map(({ matrix }) => matrix)),
    };
    const newFigure = () => {
      const figure = make("figure", "");
      const grid = make("div", "grid");
      grid.setAttribute("role", "img");
      figure.append(make("figcaption", ""), grid);
      return figure;
    };
    reconcile(find(".below"), figures, newFigure, (figure, { key, title, matrix, kind }) => {
      const [caption, host] = figure.children;
      figure.dataset.key = key;
      caption.textContent = title;
      host.ariaLabel = `${title}, ${listOf(matrix)}`;
      const colourOf = kind === "count" ? (value) => state.counts(reaches.count ? value / reaches.count : 0) : (value) => state.signed(reaches[kind] ? value / reaches[kind] : 0);
      const beside = state.look?.by === "beside" && BELOW_MARKS[state.look.key] === BELOW_MARKS[key] ? [state.look.place] : [];
      const marks = key === "coverage" ? looked.output ?? [] : beside;
      drawGrid(host, matrix, { colourOf, marks, here: key !== "coverage" || looked.by === "gather" });
    });
    find(".remark").textContent = remark;
    return figures;
  };

  const saidOf = (looked, figures) => {
    if (state.look?.by === "beside") {
      const [row, column] = state.look.place;
      const found = figures.find(({ key }) => key === state.look.key);
      return found ? `${found.title}, row ${row}, column ${column}: ${formatNumber(found.matrix.values[row * found.matrix.columns + column])}.` : "";
    }
    if (looked.by === "gather" && isHidden(looked.output[0])) return `What is the output at row ${looked.output[0][0]}, column ${looked.output[0][1]}?`;
    return asSentence(looked.sentence);
  };

  const drawTools = ({ task, made, cursor, fault }) => {
    const { fields, options } = store;
    const [select, fill] = [find(".start select"), find(".fill input")];
    const titles = options.examples.map(({ title }) => title);
    if (select.options.length !== titles.length + 1) select.replaceChildren(new Option("Own numbers", ""), ...titles.map((title) => new Option(title)));
    const current = options.examples.find((one) => Object.keys(one).every((name) => ["title", "at"].includes(name) || one[name] === fields[name]));
    select.value = current?.title ?? "";
    fill.checked = fields.fill;
    choices.forEach(([field, show]) => show(fields[field]));
    find(".modes").hidden = fields.below !== "resized";
    const over = fields.by === "scatter" ? task.input : made;
    if (!fault) timeline.show({ rows: over.rows, columns: over.columns, row: cursor[0], column: cursor[1] });
    find(".timeline").hidden = Boolean(fault) || sizeIsHidden();
    const lengths = lengthsOf(task);
    formula.show(isRow(task) ? lengths.slice(1) : lengths, fields, options.limits, sizeIsHidden());
    sizeFaultLine.textContent = asSentence(fault);
    sizeFaultLine.hidden = !fault;
  };

  const draw = () => {
    if (!store.options || !("input" in store.fields)) return;
    root.hidden = false;
    predicting.begin(store.options);
    const { fields, options } = store;
    const [signed, tokens] = [signedIn(root), tokenIn(root)];
    const [paper, edge] = ["paper", "edge"].map(tokens);
    Object.assign(state, { signed, counts: (share) => paper.map((from, i) => Math.round(from + (edge[i] - from) * share)) });
    const now = worked();
    const { task, made, cursor, fault } = now;
    root.toggleAttribute("data-refused", Boolean(fault));
    root.toggleAttribute("data-size-hidden", sizeIsHidden());
    const at = state.look && state.look.by !== "beside" ? state.look : { by: fields.by, place: cursor };
    const isThere = made && at.place[0] < (at.by === "scatter" ? task.input : made).rows && at.place[1] < (at.by === "scatter" ? task.input : made).columns;
    const looked = isThere ? lookAt(task, made, at.by, at.place) : { by: fields.by, output: [], input: [], kernel: [], products: task.kernel.values, missing: task.kernel.values.map(() => true), sentence: "" };
    const reaches = { input: largestOf(task.input), kernel: largestOf(task.kernel) };
    const marks = { input: looked.input, kernel: looked.kernel ?? task.kernel.values.map((_, tap) => placeOf(task.kernel, tap)) };
    for (const name of ["input", "kernel"]) grids[name].show(fields[name], options.most[name], (value) => signed(reaches[name] ? value / reaches[name] : 0), sizeIsHidden() ? [] : marks[name]);
    drawTools(now);
    if (isThere) {
      drawOutput(now, looked);
      drawStamp(task, looked);
    }
    const figures = drawBelow(now, sizeIsHidden() ? { output: [] } : looked);
    find(".said").textContent = sizeIsHidden() || !isThere ? "" : saidOf(looked, figures);
    predict.show(predicting, { plane: 0, row: cursor[0], column: cursor[1] }, options);
    find(".predict").hidden = !predicting.on() || Boolean(fault);
    countPaint(root);
  };

  find(".start select").onchange = ({ target }) => {
    const chosen = store.options.examples.find(({ title }) => title === target.value);
    forget();
    if (!chosen) return draw();
    const { title, ...fields } = chosen;
    return set(fields);
  };
  find(".fill input").onchange = ({ target }) => set({ fill: target.checked });
  const output = find(".made .sum");
  Object.assign(output, { tabIndex: 0, role: "group" });
  const inOutput = (event) => {
    const { made } = worked();
    return made && !sizeIsHidden() ? cellUnder(event, made.columns) : null;
  };
  output.onpointerover = (event) => {
    const place = inOutput(event);
    if (place) look({ by: "gather", place });
  };
  output.onpointerleave = () => look(null);
  output.onclick = (event) => {
    const place = inOutput(event);
    if (place) pin("gather", place);
  };
  output.onkeydown = (event) => {
    const { made, cursor } = worked();
    if (!made || event.ctrlKey || event.metaKey || event.altKey) return;
    const from = store.fields.by === "gather" ? cursor : [0, 0];
    const last = [made.rows - 1, made.columns - 1];
    const to = STEPS[event.key] ? from.map((at, axis) => Math.max(0, Math.min(last[axis], at + STEPS[event.key][axis]))) : { Home: [0, 0], End: last }[event.key];
    if (!to && event.key !== " ") return;
    event.preventDefault();
    if (to) pin("gather", to);
    else timeline.toggle();
  };
  const below = find(".below");
  below.onpointerover = (event) => {
    const figure = event.target.closest("figure");
    const [key, place] = [figure?.dataset.key, figure && cellUnder(event, Number(figure.children[1].style.getPropertyValue("--columns")))];
    if (place) look(key === "coverage" ? { by: "gather", place } : { by: "beside", place, key });
  };
  below.onpointerleave = () => look(null);
  below.onclick = (event) => {
    const figure = event.target.closest("figure[data-key='coverage']");
    const place = figure && cellUnder(event, Number(figure.children[1].style.getPropertyValue("--columns")));
    if (place) pin("gather", place);
  };

  return {
    draw,
    // Returns a function that ends it.
    start() {
      const ending = store.listen(draw);
      const endTheme = whenThemeChanges(draw);
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
  root.end?.();
  root.view ??= newTransposedView(root, store);
  const stop = root.view.start();
  // Before another control reports, flush what was set here.
  const press = (event) => !event.target.closest?.("a") && !event.composedPath().includes(parentElement) && store.tellAtOnce();
  addEventListener("pointerdown", press, true);
  root.end = () => {
    stop();
    removeEventListener("pointerdown", press, true);
  };
  return () => root.end();
};
