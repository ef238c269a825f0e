// A transposed convolution of one map by one kernel: what cnnviz/operators/transposed.py gives, in the same order of additions, and what
// the traces in trace_transposed.py say. tests/components/test_transposed.py compares them.
//
// A matrix is { rows, columns, values }, values in reading order. A task is { input, kernel, stride, padding, output_padding, dilation },
// options for all axes; where input and kernel have one row it is done along one axis, unless `series` says so or not.

import { formatNumber } from "../numbers.js";
import { sumOf } from "../sums.js";
import { factor, named, writtenEnds } from "../words.js";
import { signedTerm } from "./conv.js";

export const isRow = ({ input, kernel, series }) => series ?? (input.rows === 1 && kernel.rows === 1);

export const matrixOf = (rows, columns, value) => ({ rows, columns, values: Array.from({ length: rows * columns }, (_, i) => value(Math.floor(i / columns), i % columns)) });

// The numbers in (n − 1)·s − 2p + d·(k − 1) + o + 1 along one axis, and what it gives; fault: why it can't be, "" if it can.
const lengthAlong = (size, kernel, { stride, padding, output_padding: more, dilation }) => {
  const most = Math.max(stride, dilation) - 1;
  const uncut = (size - 1) * stride + dilation * (kernel - 1) + 1 + more;
  const numbers = { input: size, kernel, stride, padding, more, dilation, size: uncut - 2 * padding };
  if (more > most) {
    return {
      ...numbers, fault: `an output padding of ${more} is not below the stride ${stride} or the dilation ${dilation}; it only chooses among sizes ` +
        `that one convolution makes equal, so use ${most ? `0 to ${most}` : "0"}`,
    };
  }
  const fault = uncut > 2 * padding ? "" : `a padding of ${padding} cuts ${2 * padding} off the ${uncut} outputs, so nothing is left; use a padding of at most ${Math.floor((uncut - 1) / 2)}`;
  return { ...numbers, fault };
};

const UNCHANGED = { stride: 1, padding: 0, output_padding: 0, dilation: 1 };

// Along rows and columns; along the rows of a series there is nothing to do.
export const lengthsOf = (task) => [
  lengthAlong(task.input.rows, task.kernel.rows, isRow(task) ? UNCHANGED : task), lengthAlong(task.input.columns, task.kernel.columns, task),
];

export const faultOf = (task) => lengthsOf(task).map(({ fault }) => fault).find(Boolean) ?? "";

const counted = (count) => Array.from({ length: count }, (_, i) => i);

// For each tap along an axis the output that an input is added to; −1 if it was cut off.
const stampedAlong = ({ kernel, stride, padding, dilation, size }, input) => counted(kernel).map((tap) => {
  const at = input * stride - padding + tap * dilation;
  return at >= 0 && at < size ? at : -1;
});

// For each tap along an axis the input that it brings to an output; −1 if there is none.
const metAlong = ({ kernel, stride, padding, dilation, input }, output) => counted(kernel).map((tap) => {
  const ahead = output + padding - tap * dilation;
  return ahead >= 0 && ahead % stride === 0 && ahead / stride < input ? ahead / stride : -1;
});

// The output, added up one tap of the kernel at a time; of the inputs up to one in reading order only, where `last` names it.
export const transposed = (task, last = Infinity) => {
  const [down, across] = lengthsOf(task);
  const made = matrixOf(down.size, across.size, () => 0);
  const { input, kernel } = task;
  const [rows, columns] = [counted(input.rows).map((r) => stampedAlong(down, r)), counted(input.columns).map((c) => stampedAlong(across, c))];
  kernel.values.forEach((weight, tap) => {
    const [i, j] = [Math.floor(tap / kernel.columns), tap % kernel.columns];
    input.values.forEach((value, at) => {
      const [row, column] = [rows[Math.floor(at / input.columns)][i], columns[at % input.columns][j]];
      if (at <= last && row >= 0 && column >= 0) made.values[row * made.columns + column] += weight * value;
    });
  });
  return made;
};

const ones = ({ rows, columns }) => matrixOf(rows, columns, () => 1);

// How many stamps each output collects.
export const coverageOf = (task, last = Infinity) => transposed({ ...task, input: ones(task.input), kernel: ones(task.kernel) }, last);

// What falls on each output between two stamps, away from the ends: how many weights, and their sum, in reading order.
export const phasesOf = (task) => {
  const { kernel, stride, dilation } = task;
  const [down, across] = [isRow(task) ? 1 : stride, stride];
  const [counts, sums] = [counted(down * across).map(() => 0), counted(down * across).map(() => 0)];
  kernel.values.forEach((weight, tap) => {
    const [row, column] = [(Math.floor(tap / kernel.columns) * dilation) % down, ((tap % kernel.columns) * dilation) % across];
    counts[row * across + column] += 1;
    sums[row * across + column] += weight;
  });
  return { counts, sums };
};

const SPACES = { row: ["position"], image: ["row", "column"] };

const whereOf = (task, indices) => {
  const names = SPACES[isRow(task) ? "row" : "image"];
  return names.map((name, axis) => named(name, indices.at(axis - names.length))).join(", ");
};

const grid = (rows, columns, value) => rows.flatMap((row, i) => columns.map((column, j) => value(row, column, i, j)));

const addedUp = ({ weights, window, products, met, total }) => {
  const terms = weights.map((weight, i) => [weight, window[i]]).filter((_, i) => met[i]);
  const words = writtenEnds(terms, ([weight, value]) => signedTerm(weight, `${formatNumber(Math.abs(weight))}·${factor(value)}`), ["+", "…"]);
  const written = words.length ? words.map(([sign, word], i) => (i || sign === "−" ? `${sign} ${word}` : word)).join(" ") : "0";
  const rounding = 8 * Number.EPSILON * sumOf(products.map(Math.abs));
  const cancelled = Math.abs(total) > 0 && Math.abs(total) <= rounding ? " (0 within rounding)" : "";
  return `${written} = ${formatNumber(total)}${cancelled}`;
};

// GatherTrace: what one output was gathered from. made: of transposed().
export const gathered = (task, made, row, column) => {
  const [down, across] = lengthsOf(task);
  const sources = [metAlong(down, row), metAlong(across, column)];
  const met = grid(...sources, (r, c) => r >= 0 && c >= 0);
  const window = grid(...sources, (r, c) => (r >= 0 && c >= 0 ? task.input.values[r * task.input.columns + c] : 0));
  const weights = task.kernel.values;
  const trace = { sources, met, window, weights, products: weights.map((weight, i) => weight * window[i]), total: made.values[row * made.columns + column] };
  const sum = addedUp(trace);
  return { ...trace, sentence: met.includes(true) ? `from ${whereOf(task, sources)}: ${sum}` : `no input reaches this output: ${sum}` };
};

// ScatterTrace: where one input goes.
export const scattered = (task, row, column) => {
  const [down, across] = lengthsOf(task);
  const targets = [stampedAlong(down, row), stampedAlong(across, column)];
  const cut = grid(...targets, (r, c) => r < 0 || c < 0);
  const value = task.input.values[row * task.input.columns + column];
  const count = cut.filter(Boolean).length;
  const lost = count ? `; ${count} of ${cut.length} products ${count === 1 ? "falls" : "fall"} outside` : "";
  const sentence = `${formatNumber(value)} times the kernel is added to ${whereOf(task, targets)} of the output${lost}`;
  return { value, targets, cut, stamp: task.kernel.values.map((weight) => weight * value), sentence };
};
