// Which outputs a source pixel contributes to, and how to say it.

import { formatNumber } from "./numbers.js";
import { within } from "./positions.js";
import { axisOf, lengthOf } from "./reading.js";
import { wordsOf, writtenEnds } from "./words.js";

export const range = (count) => Array.from({ length: count }, (_, i) => i);

// Along one axis: the outputs whose window holds an index. A pixel counts with all its copies in the border, an index in
// the padding for itself.
const touching = (windows, name, offset, index, isPixel) => {
  const all = windows[`padded_${name}`];
  const same = (padded) => (isPixel ? all[padded] === index : padded === index + offset);
  return range(windows[name].shape[0]).filter((index) => axisOf(windows, name, index).padded.some(same));
};

// The outputs whose windows hold a position: those of one plane, or of all where planes is null.
export const outputsOver = ({ windows }, { row, column }, planes) => {
  const isPixel = within({ height: lengthOf(windows, "rows"), width: lengthOf(windows, "columns") }, { row, column });
  return {
    planes, rows: touching(windows, "rows", windows.top, row, isPixel), columns: touching(windows, "columns", windows.left, column, isPixel),
  };
};

// 2nd, 3rd, 4th, 11th, 21st …
const ordinal = (number) => {
  const last = Math.floor((number % 100) / 10) === 1 ? 0 : number % 10;
  return `${number}${["th", "st", "nd", "rd"][last] ?? "th"}`;
};

// Rising indices as runs of neighbours, in words: "0–1", "8".
const neighbourRuns = (indices) => {
  const starts = range(indices.length).filter((i) => i === 0 || indices[i] !== indices[i - 1] + 1);
  return starts.map((start, n) => {
    const [first, last] = [indices[start], indices[(starts[n + 1] ?? indices.length) - 1]];
    return first === last ? `${first}` : `${first}–${last}`;
  });
};

export const span = (name, indices) => {
  if (!indices.length) return `no ${name}`;
  if (indices.length === 1) return `${name} ${indices[0]}`;
  const [first, last] = [indices[0], indices[indices.length - 1]];
  const step = indices[1] - first;
  const even = indices.every((index, i) => index === first + i * step);
  if (even && step > 1 && indices.length > 2) return `every ${ordinal(step)} of the ${name}s ${first}–${last}`;
  return `${name}s ${wordsOf(writtenEnds(neighbourRuns(indices), (run) => run, "…"))}`;
};

export const underWindows = ({ result }, { rows, columns, planes }) => {
  const count = rows.length * columns.length;
  if (!count) return "lies under no window.";
  const each = result.planes > 1 && !planes ? ` of each of the ${result.planes} maps` : "";
  return `lies under ${formatNumber(count)} ${count === 1 ? "window: that of the output" : "windows: those of the outputs"} in ${span("row", rows)}, ${span("column", columns)}${each}.`;
};
