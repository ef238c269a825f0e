// The figures that are not typed in: products, stamps and output, and what the output is compared with.

import { formatNumber } from "../cnnviz/numbers.js";
import { isRow, transposed } from "../cnnviz/operations/transposed.js";
import { make, reconcile } from "../payload.js";
import { drawGrid, largestOf } from "./grid.js";
import { placeOf, stampsOf } from "./task.js";

const LISTED = 64; // numbers that a figure's label lists at most
// Figures that are compared cell by cell: pointing at one marks the others of its group, too.
const GROUPS = { before: "before", restored: "before", convolved: "convolved", resized: "resized", smooth: "smooth", even: "smooth" };

const linesOf = ({ rows, columns, values }, blank) => Array.from({ length: rows }, (_, row) =>
  values.slice(row * columns, (row + 1) * columns).map((value, column) => blank(row * columns + column) ?? formatNumber(value)).join(" "));
const listOf = (matrix, blank = () => null) =>
  `${matrix.rows} × ${matrix.columns}${matrix.values.length > LISTED ? "" : `: ${linesOf(matrix, blank).join("; ")}`}`;

const scaled = (colour, reach) => (value) => colour(reach ? Math.max(-1, Math.min(1, value / reach)) : 0);

// The stamps of a series lie above its output, whose columns they add up to. Returns how many lines they take.
const drawStamps = (host, { task, made }, looked, { colourOf, last, version, hides }) => {
  const stamps = stampsOf(task, made);
  const isMissing = (at) => Number.isNaN(stamps.values[at]) || placeOf(stamps, at)[0] > last;
  const places = looked.output.flatMap(([, column]) => looked.input.map(([, row]) => [row, column]));
  const marks = places.filter(([row, column]) => !isMissing(row * stamps.columns + column));
  drawGrid(host, stamps, { colourOf, marks, blank: (at) => (isMissing(at) ? "" : hides ? "?" : null), room: stamps.rows + 1, version });
  host.ariaLabel = `The stamps of ${stamps.rows} inputs, one below the other`;
  [...host.children].forEach((cell, at) => cell.classList.toggle("none", isMissing(at)));
  return stamps.rows;
};

// how: { by, fill, signed, version, isHidden(place), hides: is anything to be predicted? }
export const drawOutput = (figure, now, looked, how) => {
  const { task, made, cursor } = now;
  const [stampsHost, host] = [figure.querySelector(".stamps"), figure.querySelector(".sum")];
  const last = cursor[0] * (how.by === "scatter" ? task.input : made).columns + cursor[1];
  const [addsUp, reveals] = [how.fill && how.by === "scatter", how.fill && how.by === "gather"];
  const shown = addsUp ? transposed(task, last) : made;
  const blank = (at) => (how.isHidden(placeOf(made, at)) ? "?" : reveals && at > last ? "" : null);
  const reach = largestOf(made);
  const colourOf = scaled(how.signed, reach);
  const lines = isRow(task) ? drawStamps(stampsHost, now, looked, { ...how, colourOf, last: addsUp ? last : Infinity }) : 0;
  stampsHost.hidden = !lines;
  drawGrid(host, shown, { colourOf, marks: looked.output, here: looked.by === "gather", blank, room: made.rows + lines, version: how.version });
  figure.querySelector(".name").textContent = `Output ${made.rows} × ${made.columns}`;
  figure.querySelector("small").textContent = how.hides ? "" : `colours ${formatNumber(-reach)} … ${formatNumber(reach)}`;
  host.ariaLabel = `Output, ${listOf(shown, blank)}. The arrow keys move.`;
};

// What an input adds, or the products that an output adds up.
export const drawStamp = (figure, task, looked, { signed, isHidden }) => {
  const [caption, host] = figure.children;
  const isGather = looked.by === "gather";
  const hidden = isGather && isHidden(looked.output[0]);
  const matrix = { ...task.kernel, values: looked.products };
  const blank = (at) => (isGather && looked.missing[at] ? "" : hidden ? "?" : null);
  const marks = looked.products.flatMap((_, at) => (looked.missing[at] ? [] : [placeOf(matrix, at)]));
  drawGrid(host, matrix, { colourOf: scaled(signed, largestOf(matrix)), marks, blank });
  const [row, column] = looked.input[0] ?? [0, 0];
  const value = task.input.values[row * task.input.columns + column];
  caption.textContent = isGather ? "Products" : `${formatNumber(value)} × kernel`;
  host.ariaLabel = `${isGather ? "Products that this output adds up" : "What this input adds"}, ${listOf(matrix, blank)}`;
};

const newFigure = () => {
  const [figure, grid] = [make("figure", ""), make("div", "grid")];
  grid.setAttribute("role", "img");
  figure.append(make("figcaption", ""), grid);
  return figure;
};

// figures: of comparedWith(); beside: what is pointed at among them, { key, place }, or null.
export const drawCompared = (host, figures, looked, beside, { signed, counts, version }) => {
  const reachOf = (kind) => largestOf(...figures.filter((one) => one.kind === kind).map(({ matrix }) => matrix));
  reconcile(host, figures, newFigure, (figure, { key, title, matrix, kind }) => {
    const [caption, grid] = figure.children;
    figure.dataset.key = key;
    caption.textContent = title;
    grid.ariaLabel = `${title}, ${listOf(matrix)}`;
    const isOne = beside && GROUPS[beside.key] === GROUPS[key];
    const marks = key === "coverage" ? looked.output : isOne ? [beside.place] : [];
    const colourOf = scaled(kind === "count" ? counts : signed, reachOf(kind));
    drawGrid(grid, matrix, { colourOf, marks, here: key !== "coverage" || looked.by === "gather", version });
  });
};
