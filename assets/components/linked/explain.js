// How one output came about, from the parts: the same facts as the operators' traces in cnnviz, which tests compare.

import { sentenceOf } from "./sentences.js";
import { combined } from "./combine.js";

// The value of a source pixel, exactly as cnnviz has it. Pictures travel in steps of header.step.
export const sourceValue = (source, plane, row, column) => {
  const { values, height, width, step } = source;
  return values[(plane * height + row) * width + column] * step;
};

// For each row (or column) of the window at one output: where it is in the padded picture, and in the picture; −1 outside.
export const axisOf = (windows, name, index) => {
  const places = windows[name];
  const taps = places.shape[1];
  const padded = Array.from(places.subarray(index * taps, (index + 1) * taps)).filter((place) => place >= 0);
  return { padded, inside: padded.map((place) => windows[`padded_${name}`][place]) };
};

const grid = (rows, columns, value) => rows.map((row, i) => columns.map((column, j) => value(row, column, i, j)));

const product = (result, weight, value) => (result.precision === "f4" ? Math.fround(weight * value) : weight * value);

const add = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

const resultValue = (result, { plane, row, column }) =>
  result.values ? result.values[(plane * result.height + row) * result.width + column] : null;

// One kernel over its channels: window, weights, products, and what they add up to.
const oneKernel = (model, number, channels, rows, columns) => {
  const { source, result } = model;
  const [, depth, taps, across] = result.weights.shape;
  const at = (c, i, j) => result.weights[((number * depth + c) * taps + i) * across + j];
  const window = channels.map((channel) =>
    grid(rows, columns, (row, column) => (row < 0 || column < 0 ? 0 : sourceValue(source, channel, row, column))));
  const weights = channels.map((_, c) => grid(rows, columns, (row, column, i, j) => at(depth === 1 ? 0 : c, i, j)));
  const products = window.map((tile, c) => grid(rows, columns, (row, column, i, j) => product(result, weights[c][i][j], tile[i][j])));
  const partial = products.map((tile) => add(tile.flat()));
  const bias = result.bias ? result.bias[number] : 0;
  return { window, weights, products, partial, bias, total: add(partial) + bias };
};

const explainConv = (model, place, rows, columns) => {
  const { source, result } = model;
  const every = source.names.map((_, i) => i);
  const channels = result.separate ? [place.plane] : every;
  const number = result.separate || result.weights.shape[0] === 1 ? 0 : place.plane;
  const made = oneKernel(model, number, channels, rows, columns);
  return { ...made, channels, total: resultValue(result, place) ?? made.total };
};

// Several kernels over one channel, and their answers put together.
const explainCombined = (model, place, rows, columns) => {
  const kernels = model.result.names.map((_, number) => oneKernel(model, number, [0], rows, columns));
  const join = (name) => kernels.map((kernel) => kernel[name][0]);
  const partial = kernels.map((kernel) => kernel.total);
  return {
    window: join("window"), weights: join("weights"), products: join("products"), partial, bias: 0,
    channels: kernels.map(() => 0), total: resultValue(model.result, place) ?? combined(model.result.combine, partial),
  };
};

const better = { max: (a, b) => a > b, min: (a, b) => a < b };

// The places of the window that a pool took its number from: the first of the largest, the middle one or two.
const taken = (kind, places) => {
  if (!places.length || !["max", "min", "median"].includes(kind)) return [];
  if (kind === "median") {
    const sorted = places.toSorted((a, b) => a.value - b.value);
    return sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  }
  return [places.reduce((best, place) => (better[kind](place.value, best.value) ? place : best))];
};

const pooled = (kind, values, divisor) => {
  const sum = add(values);
  if (kind === "sum") return sum;
  if (kind === "average") return sum / divisor;
  if (!values.length) return kind === "max" ? -Infinity : Infinity;
  return null;
};

const explainPool = (model, place, rows, columns) => {
  const { source, windows, result } = model;
  const window = grid(rows, columns, (row, column) => (row < 0 || column < 0 ? 0 : sourceValue(source, place.plane, row, column)));
  const places = grid(rows, columns, (row, column, i, j) => ({ i, j, inside: row >= 0 && column >= 0, value: window[i][j] }))
    .flat().filter(({ inside }) => inside);
  const chosen = taken(result.kind, places);
  const divisor = result.kind === "average" ? windows.counted_rows[place.row] * windows.counted_columns[place.column] : null;
  const made = pooled(result.kind, places.map(({ value }) => value), divisor) ?? add(chosen.map(({ value }) => value)) / chosen.length;
  return {
    window: [window], weights: null, products: null, partial: [], bias: 0, channels: [place.plane], divisor,
    kind: result.kind, chosen: chosen.map(({ i, j }) => [i, j]), total: resultValue(result, place) ?? made,
  };
};

const explainers = { conv: explainConv, combined: explainCombined, pool: explainPool };

// Everything there is to say about the output at a place.
export const explain = (model, place) => {
  const { windows, result, source } = model;
  const down = axisOf(windows, "rows", place.row);
  const across = axisOf(windows, "columns", place.column);
  const made = explainers[result.operation](model, place, down.inside, across.inside);
  const copy = (axis, offset) => axis.padded.map((at, i) => at - offset !== axis.inside[i] && axis.inside[i] >= 0);
  const [copiedRows, copiedColumns] = [copy(down, windows.top), copy(across, windows.left)];
  const explanation = {
    operation: result.operation, place, rows: down.inside, columns: across.inside,
    names: made.channels.map((channel, i) => (result.operation === "combined" ? result.names[i] : source.names[channel])),
    outside: grid(down.inside, across.inside, (row, column) => row < 0 || column < 0),
    repeated: grid(copiedRows, copiedColumns, (row, column, i, j) => (row || column) && down.inside[i] >= 0 && across.inside[j] >= 0),
    chosen: [], divisor: null, title: `${result.names.length > 1 && result.planes > 1 ? `${result.names[place.plane]}, ` : ""}row ${place.row}, column ${place.column}`,
    precision: result.precision, ...made,
  };
  return { ...explanation, sentence: sentenceOf(explanation, result) };
};
