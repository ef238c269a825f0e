// What a transposed convolution is compared with: resize, then convolve, as cnnviz.transposing.Transposing.smooth; and convolve, then
// transpose, as its back(). Matrices and tasks are those of operations/transposed.js.

import { isRow, lengthsOf, matrixOf, transposed } from "./operations/transposed.js";

// Between which two of `size` numbers each resized one lies, and how near to the second: as cnnviz/operators/sampling.py.
const samplesAlong = (size, times, mode) => Array.from({ length: size * times }, (_, i) => {
  if (mode === "nearest" || times === 1) return { low: Math.floor(i / times), high: Math.floor(i / times), share: 0 };
  const position = Math.max((i + 0.5) * (1 / times) - 0.5, 0);
  const low = Math.min(Math.floor(position), size - 1);
  const high = Math.min(low + 1, size - 1);
  return { low, high, share: high > low ? position - low : 0 };
});

// Repeats each number (nearest), or mixes neighbours (bilinear), as many times as the stride.
export const resized = (task, mode) => {
  const { input, stride } = task;
  const [rows, columns] = [samplesAlong(input.rows, isRow(task) ? 1 : stride, mode), samplesAlong(input.columns, stride, mode)];
  const along = (line, { low, high, share }) => line(low) + share * (line(high) - line(low));
  const at = (row) => (column) => along((r) => input.values[r * input.columns + column], row);
  return matrixOf(rows.length, columns.length, (r, c) => along(at(rows[r]), columns[c]));
};

const before = (kernel, dilation) => Math.floor((dilation * (kernel - 1)) / 2);

// The resized map under the kernel, with its border repeated, so that it keeps its size.
export const convolvedSame = (map, kernel, dilation) => {
  const inside = (at, size) => Math.max(0, Math.min(size - 1, at));
  const [top, left] = [before(kernel.rows, dilation), before(kernel.columns, dilation)];
  return matrixOf(map.rows, map.columns, (r, c) => kernel.values.reduce((sum, weight, tap) => {
    const row = inside(r - top + dilation * Math.floor(tap / kernel.columns), map.rows);
    const column = inside(c - left + dilation * (tap % kernel.columns), map.columns);
    return sum + weight * map.values[row * map.columns + column];
  }, 0));
};

// How many numbers each output of it collects: as many as the kernel has weights, everywhere.
export const evenCoverage = (task) => {
  const { input, kernel, stride } = task;
  return matrixOf(input.rows * (isRow(task) ? 1 : stride), input.columns * stride, () => kernel.values.length);
};

// Windows of a convolution along one axis, and what it leaves over.
const windowsAlong = (size, { kernel, stride, padding, dilation }) => {
  const room = size + 2 * padding - dilation * (kernel - 1) - 1;
  return { count: Math.floor(room / stride) + 1, rest: room % stride, fits: room >= 0 };
};

// { convolved, restored, rest }, or null where no window fits. rest: the output padding along rows and columns that leads back.
export const thereAndBack = (task) => {
  const { input, kernel, dilation } = task;
  const axes = lengthsOf(task);
  const along = [windowsAlong(input.rows, axes[0]), windowsAlong(input.columns, axes[1])];
  if (!along.every(({ fits }) => fits)) return null;
  const convolved = matrixOf(along[0].count, along[1].count, (r, c) => kernel.values.reduce((sum, weight, tap) => {
    const row = r * axes[0].stride - axes[0].padding + dilation * Math.floor(tap / kernel.columns);
    const column = c * axes[1].stride - axes[1].padding + dilation * (tap % kernel.columns);
    const isInside = row >= 0 && row < input.rows && column >= 0 && column < input.columns;
    return sum + (isInside ? weight * input.values[row * input.columns + column] : 0);
  }, 0));
  const rest = along.map((one) => one.rest);
  // Each axis leads back with its own rest: the largest is asked for, and what is too much is left off at the end.
  const most = Math.max(...rest);
  const larger = transposed({ ...task, input: convolved, output_padding: most, series: isRow(task) });
  return { convolved, rest, restored: matrixOf(input.rows, input.columns, (r, c) => larger.values[r * larger.columns + c]) };
};
