// Whole maps at once, as cnnviz/shift has them: a picture that is moved, its convolution, and what a pool leaves of that. Where windows lie is
// told by lines of cnnviz/operators/placement.py: { before, indices (outputs, taps), sources, counted }, one for rows and one for columns.

import { COMBINATIONS } from "./combinations.js";
import { POOLS } from "./pools.js";

const remainder = (value, period) => ((value % period) + period) % period;

// What a place outside shows, by SciPy's names for borders; −1: zero. (source_indices in cnnviz/operators/padding.py)
const SOURCES = {
  constant: (at, size) => (at >= 0 && at < size ? at : -1),
  nearest: (at, size) => Math.max(0, Math.min(size - 1, at)),
  wrap: (at, size) => remainder(at, size),
  mirror: (at, size) => {
    const period = Math.max(2 * size - 2, 1);
    return Math.min(remainder(at, period), remainder(-at, period));
  },
  reflect: (at, size) => {
    const there = remainder(at, 2 * size);
    return Math.min(there, 2 * size - 1 - there);
  },
};

const listTo = (count, each) => Int32Array.from({ length: count }, (_, i) => each(i));

// A picture of a size [rows, columns], moved by [down, right].
export const movedPicture = (values, [rows, columns], [down, right], mode) => {
  const [fromRows, fromColumns] = [[rows, down], [columns, right]].map(([size, by]) => listTo(size, (at) => SOURCES[mode](at - by, size)));
  const moved = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    if (fromRows[row] < 0) continue;
    const from = fromRows[row] * columns;
    for (let column = 0; column < columns; column += 1) {
      if (fromColumns[column] >= 0) moved[row * columns + column] = values[from + fromColumns[column]];
    }
  }
  return moved;
};

const countOfOutputs = (line) => line.indices.shape[0];
export const sizeUnder = (lines) => lines.map(countOfOutputs);

// The picture with what the padding shows; what a remainder has cut off is left out.
const padded = (values, width, [rows, columns]) => {
  const [high, wide] = [rows.sources.length, columns.sources.length];
  const filled = new Float64Array(high * wide);
  for (let row = 0; row < high; row += 1) {
    const from = rows.sources[row];
    if (from < 0) continue;
    for (let column = 0; column < wide; column += 1) {
      const at = columns.sources[column];
      if (at >= 0) filled[row * wide + column] = values[from * width + at];
    }
  }
  return filled;
};

// The response to one kernel: the products are added weight by weight, so in the same order at every place.
const responseTo = (kernel, [high, wide], around, across, lines) => {
  const [rows, columns] = lines;
  const [outputs, width] = sizeUnder(lines);
  const made = new Float64Array(outputs * width);
  for (let j = 0; j < wide; j += 1) {
    const offsets = listTo(width, (column) => columns.indices[column * wide + j]);
    for (let i = 0; i < high; i += 1) {
      const weight = kernel[i * wide + j];
      if (weight === 0) continue;
      for (let row = 0; row < outputs; row += 1) {
        const [from, to] = [rows.indices[row * high + i] * across, row * width];
        for (let column = 0; column < width; column += 1) made[to + column] += weight * around[from + offsets[column]];
      }
    }
  }
  return made;
};

// The map of a picture. kernels: a typed array whose .shape is [kernels, rows, columns]; several are combined as `combine` of COMBINATIONS says.
export const convolvedMap = (values, width, kernels, lines, combine) => {
  const [count, high, wide] = kernels.shape;
  const [around, across] = [padded(values, width, lines), lines[1].sources.length];
  const each = Array.from({ length: count }, (_, k) => responseTo(kernels.subarray(k * high * wide, (k + 1) * high * wide), [high, wide], around, across, lines));
  if (count === 1) return each[0];
  const responses = new Array(count);
  return each[0].map((_, at) => {
    for (let k = 0; k < count; k += 1) responses[k] = each[k][at];
    return Math.fround(COMBINATIONS[combine].combine(responses));
  });
};

const largest = (values, count) => {
  let most = -Infinity;
  for (let i = 0; i < count; i += 1) if (values[i] > most) most = values[i];
  return most;
};
const smallest = (values, count) => {
  let least = Infinity;
  for (let i = 0; i < count; i += 1) if (values[i] < least) least = values[i];
  return least;
};
const added = (values, count) => {
  let sum = 0;
  for (let i = 0; i < count; i += 1) sum += values[i];
  return sum;
};
const medianOf = (values, count) => {
  const sorted = values.slice(0, count).sort();
  return (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2;
};
// What is made of the values under a window; of the others, which are rare, by the rule that also explains one window.
const QUICK = { max: largest, min: smallest, sum: added, average: (values, count, { divisor }) => added(values, count) / divisor, median: medianOf };
const byRule = (kind) => (values, count, under) => POOLS[kind].make({ ...under, values: Array.from(values.subarray(0, count)) });

// What a pool leaves of a map of `width` columns. kind: of POOLS; own: arguments that only this pool has.
export const pooledMap = (values, width, [rows, columns], { kind, own }) => {
  const [outputs, across] = sizeUnder([rows, columns]);
  const [high, wide] = [rows.indices.shape[1], columns.indices.shape[1]];
  const reduce = QUICK[kind] ?? byRule(kind);
  const pooled = new Float64Array(outputs * across);
  const seen = new Float64Array(high * wide);
  const sources = ({ indices, sources: from }) => indices.map((at) => (at < 0 ? -1 : from[at]));
  const [down, along] = [sources(rows), sources(columns)];
  for (let row = 0; row < outputs; row += 1) {
    for (let column = 0; column < across; column += 1) {
      let count = 0;
      for (let i = row * high; i < (row + 1) * high; i += 1) {
        if (down[i] < 0) continue;
        const from = down[i] * width;
        for (let j = column * wide; j < (column + 1) * wide; j += 1) if (along[j] >= 0) { seen[count] = values[from + along[j]]; count += 1; }
      }
      pooled[row * across + column] = count ? reduce(seen, count, { size: high * wide, own, divisor: rows.counted[row] * columns.counted[column] }) : POOLS[kind].empty ?? 0;
    }
  }
  return pooled;
};

const liesIn = (at, size) => at >= 0 && at < size;

// Along one axis: which outputs saw nothing but the picture, before and after it moved. (undisturbed in cnnviz/shift/comparing.py)
export const undisturbed = (line, size, by, moved) => {
  const [outputs, taps] = line.indices.shape;
  const isSeen = (at) => at < 0 || [0, by, moved].every((back) => liesIn(at - line.before - back, size));
  return Array.from({ length: outputs }, (_, i) => line.indices.subarray(i * taps, (i + 1) * taps).every(isSeen));
};

// The same of a second operation, whose inputs are clean or not.
export const undisturbedAfter = (line, clean, moved) => {
  const [outputs, taps] = line.indices.shape;
  const isSeen = (at) => at < 0 || (clean[at - line.before] && [0, moved].every((back) => liesIn(at - line.before - back, clean.length)));
  return Array.from({ length: outputs }, (_, i) => line.indices.subarray(i * taps, (i + 1) * taps).every(isSeen));
};

// By how many cells a map should move, rounded down: its picture moves by so many pixels, of which a cell is `stride` wide.
export const stepsOf = (by, stride) => ({
  by: by.map((pixels, axis) => Math.floor(pixels / stride[axis])), stride, isWhole: by.every((pixels, axis) => pixels % stride[axis] === 0),
});

const ROUNDING = 1e-9; // of the largest number: what sums of the same numbers in another order may differ by

// The map of a moved picture against the moved map: NaN where that has no number. clean: [of rows, of columns].
export const compareMaps = (before, after, [rows, columns], steps, clean) => {
  const difference = new Float64Array(rows * columns).fill(NaN);
  const least = ROUNDING * after.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const counts = { compared: 0, inside: 0, differInside: 0, differAtBorder: 0 };
  const [down, right] = steps.by;
  for (let row = Math.max(0, down); row < Math.min(rows, rows + down); row += 1) {
    for (let column = Math.max(0, right); column < Math.min(columns, columns + right); column += 1) {
      const at = row * columns + column;
      const apart = after[at] - before[at - down * columns - right];
      difference[at] = Math.abs(apart) <= least ? 0 : apart;
      const isClean = clean[0][row] && clean[1][column];
      counts.compared += 1;
      if (isClean) counts.inside += 1;
      if (difference[at] !== 0) counts[isClean ? "differInside" : "differAtBorder"] += 1;
    }
  }
  return { steps, difference, ...counts };
};

// The weights of a neuron that looks for a picture: its numbers, of a photograph without their mean. (cnnviz/shift/template.py)
export const templateOf = (values, isMatrix) => {
  const mean = isMatrix ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
  return Float64Array.from(values, (value) => value - mean);
};

export const answerOf = (weights, values) => weights.reduce((sum, weight, at) => sum + weight * values[at], 0);
