// A volume under a kernel of 3 × 3 × 3: what cnnviz/volumes/ gives, and what AxesTrace says of an output. tests/components/test_volume.py
// compares them. Volumes are flat, slice by slice and row by row; all have as many slices as rows and columns.

import { convSentence } from "./operations/conv.js";
import { named } from "./words.js";

export const SIDE = 3; // of the kernel

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
export const placesIn = (n) => Array.from({ length: n ** 3 }, (_, i) => [Math.floor(i / n ** 2), Math.floor(i / n) % n, i % n]);
export const indexIn = (n, [slice, row, column]) => (slice * n + row) * n + column;

export const shapeOf = (key, n) => placesIn(n).map((place) => (WITHIN[key](...place.map((axis) => 2 * axis - (n - 1)), n) ? 1 : 0));

// A task is { values, n, kernel, padding, stride }.
export const outputSide = ({ n, padding, stride }) => Math.floor((n + 2 * padding - SIDE) / stride) + 1;

// Along an axis the indices of the volume under the kernel's taps, −1 in the padding.
const along = ({ n, padding, stride }, at) => [0, 1, 2].map((tap) => {
  const source = at * stride - padding + tap;
  return source >= 0 && source < n ? source : -1;
});

export const sourcesUnder = (task, place) => place.map((at) => along(task, at));

// The output, added up tap by tap.
export const convolvedVolume = (task) => {
  const { values, n, kernel } = task;
  const lines = Array.from({ length: outputSide(task) }, (_, at) => along(task, at));
  const weighed = kernel.map((weight, tap) => [weight, ...placesIn(SIDE)[tap]]).filter(([weight]) => weight);
  const made = new Array(lines.length ** 3);
  let to = 0;
  for (const slices of lines) for (const rows of lines) for (const columns of lines) {
    let sum = 0;
    for (const [weight, h, i, j] of weighed) {
      if (slices[h] >= 0 && rows[i] >= 0 && columns[j] >= 0) sum += weight * values[(slices[h] * n + rows[i]) * n + columns[j]];
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
  const taps = placesIn(SIDE).map((tap) => tap.map((at, axis) => sources[axis][at]));
  const inside = taps.map((tap) => tap.every((at) => at >= 0));
  const window = taps.map((tap, i) => (inside[i] ? task.values[indexIn(task.n, tap)] : 0));
  const products = task.kernel.map((weight, tap) => weight * window[tap]);
  const total = output[indexIn(outputSide(task), place)];
  const trace = { window: [window], weights: [task.kernel], products: [products], bias: 0, total, channels: [0], rows: [0], columns: [0] };
  const sum = convSentence(trace).replace(/^row 0, column 0: /, "");
  const where = ["slice", "row", "column"].map((word, axis) => named(word, sources[axis])).join(", ");
  return { sources, window, products, inside, total, sentence: `${where}: ${sum}${outsideOf(inside)}` };
};
