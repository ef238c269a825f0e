// A volume under a kernel: what cnnviz/volumes/ gives, and what AxesTrace says of an output. tests/components/test_volume.py compares them.
// Volumes are flat, slice by slice and row by row; a size is [slices, rows, columns].

import { convSentence } from "./operations/conv.js";
import { named } from "./words.js";

const part = (n, tenths) => Math.floor((tenths * n) / 10);
const farthest = (...along) => Math.max(...along.map(Math.abs));
const isBall = (z, y, x, n) => z * z + y * y + x * x <= part(n, 8) ** 2;
const middleOf = (n) => 2 * Math.floor(n / 2) - (n - 1);

// As in shapes.py: is a voxel within? z, y, x: its distances from the middle, in halves of a voxel.
const WITHIN = {
  cube: (z, y, x, n) => farthest(z, y, x) <= part(n, 6),
  ball: isBall,
  shell: (z, y, x, n) => isBall(z, y, x, n) && z * z + y * y + x * x >= part(n, 4) ** 2,
  cross: (z, y, x, n) => farthest(z, y, x) <= part(n, 8) && [z, y, x].filter((axis) => Math.abs(axis) <= part(n, 3)).length > 1,
  letter: (z, y, x, n) => Math.abs(z) <= part(n, 3) && farthest(y, x) <= part(n, 8) && (y <= -part(n, 3) || Math.abs(x) <= part(n, 3)),
  single: (z, y, x, n) => [z, y, x].every((axis) => axis === middleOf(n)),
};

// The slice, row and column of each voxel, in order.
export const voxelsIn = ([slices, rows, columns]) => slices * rows * columns;
export const placeAtIndex = (i, [, rows, columns]) => [Math.floor(i / (rows * columns)), Math.floor(i / columns) % rows, i % columns];
export const placesIn = (size) => Array.from({ length: voxelsIn(size) }, (_, i) => placeAtIndex(i, size));
export const indexIn = ([, rows, columns], [slice, row, column]) => (slice * rows + row) * columns + column;

export const shapeOf = (key, n) => placesIn([n, n, n]).map((place) => (WITHIN[key](...place.map((axis) => 2 * axis - (n - 1)), n) ? 1 : 0));

// A task is { values, size, kernel, taps: the kernel's size, padding, stride }.
export const outputSize = ({ size, taps, padding, stride }) => size.map((n, axis) => Math.floor((n + 2 * padding - taps[axis]) / stride) + 1);

// Along an axis the indices of the volume under the kernel's taps, −1 in the padding.
const along = ({ size, taps, padding, stride }, axis, at) => Array.from({ length: taps[axis] }, (_, tap) => {
  const source = at * stride - padding + tap;
  return source >= 0 && source < size[axis] ? source : -1;
});

export const sourcesUnder = (task, place) => place.map((at, axis) => along(task, axis, at));

// The output, added up tap by tap.
export const convolvedVolume = (task) => {
  const { values, size, kernel, taps } = task;
  const made = new Array(voxelsIn(outputSize(task)));
  const [inSlices, inRows, inColumns] = outputSize(task).map((count, axis) => Array.from({ length: count }, (_, at) => along(task, axis, at)));
  const weighed = kernel.map((weight, tap) => [weight, ...placeAtIndex(tap, taps)]).filter(([weight]) => weight);
  let to = 0;
  for (const slices of inSlices) for (const rows of inRows) for (const columns of inColumns) {
    let sum = 0;
    for (const [weight, h, i, j] of weighed) {
      if (slices[h] >= 0 && rows[i] >= 0 && columns[j] >= 0) sum += weight * values[(slices[h] * size[1] + rows[i]) * size[2] + columns[j]];
    }
    made[to] = sum;
    to += 1;
  }
  return made;
};

const outsideOf = (inside) => {
  const count = inside.filter((isInside) => !isInside).length;
  const [lies, counts] = count === 1 ? ["lies", "counts"] : ["lie", "count"];
  return count ? `; ${count} of the window's ${inside.length} positions ${lies} outside the volume and ${counts} as 0` : "";
};

// Everything there is to say of one output.
export const volumeTrace = (task, output, place) => {
  const sources = sourcesUnder(task, place);
  const under = placesIn(task.taps).map((tap) => tap.map((at, axis) => sources[axis][at]));
  const inside = under.map((tap) => tap.every((at) => at >= 0));
  const window = under.map((tap, i) => (inside[i] ? task.values[indexIn(task.size, tap)] : 0));
  const products = task.kernel.map((weight, tap) => weight * window[tap]);
  const total = output[indexIn(outputSize(task), place)];
  const trace = { window: [window], weights: [task.kernel], products: [products], bias: 0, total, channels: [0], rows: [0], columns: [0] };
  const sum = convSentence(trace).replace(/^row 0, column 0: /, "");
  const where = ["slice", "row", "column"].map((word, axis) => named(word, sources[axis])).join(", ");
  return { sources, window, products, inside, total, sentence: `${where}: ${sum}${outsideOf(inside)}` };
};
