// How one output came about, from the parts: the same facts as the operators' traces in cnnviz, which tests compare.
// Each operation has a function that explains it; those of a network's other layers have modules of their own.

import { COMBINATIONS } from "./combinations.js";
import { explainDense } from "./explain_dense.js";
import { explainActivation, explainFlatten } from "./explain_single.js";
import { explainSoftmax } from "./explain_softmax.js";
import { multiplied } from "./products.js";
import { axesOf, overWindow, placeTitle, resultValue, windowValues } from "./reading.js";
import { sentenceOf } from "./sentences.js";

const add = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

const explainConv = (model, place, rows, columns) => {
  const { source, result } = model;
  const every = source.names.map((_, i) => i);
  const channels = result.separate ? [place.plane] : every;
  const number = result.separate || result.weights.shape[0] === 1 ? 0 : place.plane;
  const made = multiplied(model, number, channels, rows, columns);
  return { ...made, channels, total: resultValue(result, place) ?? made.total };
};

// Several kernels over one channel, and their answers put together.
const explainCombined = (model, place, rows, columns) => {
  const kernels = model.result.names.map((_, number) => multiplied(model, number, [0], rows, columns));
  const join = (name) => kernels.map((kernel) => kernel[name][0]);
  const partial = kernels.map((kernel) => kernel.total);
  return {
    window: join("window"), weights: join("weights"), products: join("products"), partial, bias: 0,
    channels: kernels.map(() => 0), total: resultValue(model.result, place) ?? COMBINATIONS[model.result.combine].combine(partial),
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
  const window = windowValues(source, place.plane, rows, columns);
  const places = overWindow(rows, columns, (row, column, i, j) => ({ i, j, inside: row >= 0 && column >= 0, value: window[i][j] }))
    .flat().filter(({ inside }) => inside);
  const chosen = taken(result.kind, places);
  const divisor = result.kind === "average" ? windows.counted_rows[place.row] * windows.counted_columns[place.column] : null;
  const made = pooled(result.kind, places.map(({ value }) => value), divisor) ?? add(chosen.map(({ value }) => value)) / chosen.length;
  return {
    window: [window], weights: null, products: null, partial: [], bias: 0, channels: [place.plane], divisor,
    kind: result.kind, chosen: chosen.map(({ i, j }) => [i, j]), total: resultValue(result, place) ?? made,
  };
};

const explainers = {
  conv: explainConv, combined: explainCombined, pool: explainPool,
  activation: explainActivation, flatten: explainFlatten, dense: explainDense, softmax: explainSoftmax,
};

// Everything there is to say about the output at a place.
export const explain = (model, place) => {
  const { windows, result, source } = model;
  const [down, across] = axesOf(model, place);
  const made = explainers[result.operation](model, place, down.inside, across.inside);
  const copy = (axis, offset) => axis.padded.map((at, i) => at - offset !== axis.inside[i] && axis.inside[i] >= 0);
  const [copiedRows, copiedColumns] = [copy(down, windows.top), copy(across, windows.left)];
  const explanation = {
    operation: result.operation, place, rows: down.inside, columns: across.inside,
    names: made.channels.map((channel, i) => (result.operation === "combined" ? result.names[i] : source.names[channel])),
    outside: overWindow(down.inside, across.inside, (row, column) => row < 0 || column < 0),
    repeated: overWindow(copiedRows, copiedColumns, (row, column, i, j) => (row || column) && down.inside[i] >= 0 && across.inside[j] >= 0),
    chosen: [], divisor: null, title: placeTitle(result, place),
    precision: result.precision, preferred: result.channel, ...made,
  };
  return { ...explanation, sentence: sentenceOf(explanation, result) };
};
