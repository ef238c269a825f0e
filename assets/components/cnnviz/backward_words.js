// What each number of a training step is made of: the same words as cnnviz/backward/sayings.py, and the places that belong to it.

import { numberAt, placesOf, pooledPlaces, sourceOf } from "./backward.js";
import { formatNumber } from "./numbers.js";
import { factor, listed, summed, writtenEnds } from "./words.js";

export const TITLES = {
  z: "Output", a: "ReLU", m: "Max pool", p: "Prediction", L: "Loss", dp: "∂L/∂prediction", dm: "∂L/∂max pool", da: "∂L/∂ReLU",
  dz: "∂L/∂output", dw: "∂L/∂weight", dx: "∂L/∂input", nw: "New weight",
};
const MAPS = { z: "conv", a: "relu", m: "pool" };
const SHORT = { conv: "z", relu: "a", pool: "m" };
const ONE = [[0, 0]];
const asCell = (value) => ({ rows: 1, columns: 1, values: [value] });

// All numbers of a short name; null where the step has none.
export const numbersOf = (step, name) => {
  const map = MAPS[name.at(-1)];
  if (map) return (name.length === 1 ? step.maps : step.gradients)[map] ?? null;
  return { x: step.task.input, w: step.task.weight, p: asCell(step.prediction), L: asCell(step.loss), dp: asCell(step.error), dw: step.byWeight, dx: step.byInput, nw: step.newWeight }[name];
};

const isIn = ({ rows, columns }, [row, column]) => row >= 0 && column >= 0 && row < rows && column < columns;

const productsText = (terms) => writtenEnds(terms, ([one, other], i) => {
  const word = `${formatNumber(Math.abs(one))}·${factor(other)}`;
  if (one < 0) return i ? `− ${word}` : `−${word}`;
  return i ? `+ ${word}` : word;
}, "+ …").join(" ");

const collected = (terms, made) => {
  const some = terms.filter(([gradient]) => gradient !== 0);
  const silent = terms.length - some.length;
  if (!some.length) return `${terms.length ? "no gradient arrives" : "it lies in no window"}: ${formatNumber(made)}`;
  const others = silent === 1 ? "the other window passes" : `the other ${silent} windows pass`;
  return `${productsText(some)} = ${formatNumber(made)}${silent ? `; ${others} nothing` : ""}`;
};

const largest = (values) => `the largest of ${listed(values)} is ${formatNumber(Math.max(...values))}`;

const won = (values, place, where) => {
  const most = Math.max(...values);
  if (place === values.indexOf(most)) return `${values.filter((value) => value === most).length > 1 ? "the first of the largest" : "the largest"} of ${where} takes all`;
  return values[place] === most ? "as large, but not the first" : `not the largest of ${where}`;
};

// What follows from the map of this name; "" where it is the last.
const after = ({ maps }, name) => Object.keys(maps)[Object.keys(maps).indexOf(name) + 1] ?? "";
const before = ({ maps }, name) => Object.keys(maps)[Object.keys(maps).indexOf(name) - 1];

const difference = ({ prediction, task }) => `${formatNumber(prediction)} − ${factor(task.target)}`;

const asOutput = (step, at) => {
  const { task, maps } = step;
  const taps = placesOf(task.weight);
  const sources = taps.map((tap) => sourceOf(task, at, tap));
  const terms = sources.map(({ value }, i) => [task.weight.values[i], value]);
  return { text: `${productsText(terms)} = ${formatNumber(numberAt(maps.conv, at))}`, marks: { x: sources.flatMap(({ place }) => (place ? [place] : [])), w: taps } };
};

const asRelu = ({ maps }, at) => {
  const value = numberAt(maps.conv, at);
  return { text: value > 0 ? `${formatNumber(value)} stays` : `${formatNumber(value)} is not above 0, so it becomes 0`, marks: { z: [at] } };
};

const asPool = (step, at) => {
  const name = before(step, "pool");
  const places = pooledPlaces(step.task.pool, at);
  return { text: largest(places.map((place) => numberAt(step.maps[name], place))), marks: { [SHORT[name]]: places } };
};

const PREDICTED = {
  max: largest,
  mean: (values, made) => `(${summed(values)}) / ${values.length} = ${made}`,
  sum: (values, made) => `${summed(values)} = ${made}`,
};

const asPrediction = ({ task, left, prediction, maps }) => {
  const { values } = left;
  const marks = { [SHORT[Object.keys(maps).at(-1)]]: placesOf(left) };
  const made = formatNumber(prediction);
  if (values.length === 1) return { text: `the only number left, ${made}`, marks };
  return { text: PREDICTED[task.reduce](values, made), marks };
};

const throughRelu = ({ maps }, name, at) => {
  const value = numberAt(maps[name], at);
  return { how: `${formatNumber(value)} ${value > 0 ? "is above 0, so ReLU passes the gradient on" : "is not above 0, so ReLU stops it"}`, marks: { [SHORT[name]]: [at], da: [at] } };
};

const throughPool = ({ task, maps }, name, at) => {
  const window = at.map((place) => Math.floor(place / task.pool));
  if (!isIn(maps.pool, window)) return { how: "no window of the pool holds it", marks: {} };
  const places = pooledPlaces(task.pool, window);
  const place = (at[0] % task.pool) * task.pool + (at[1] % task.pool);
  return { how: won(places.map((one) => numberAt(maps[name], one)), place, "its window"), marks: { [SHORT[name]]: places, dm: [window] } };
};

const fromPrediction = ({ task, left, error }, name, [row, column]) => {
  const { values } = left;
  const marks = { dp: ONE, [SHORT[name]]: [[row, column]] };
  const how = { mean: `${formatNumber(error)} / ${values.length}`, sum: "each number counts once in the sum", max: won(values, row * left.columns + column, "the map") };
  return { how: values.length === 1 ? "the prediction is this number" : how[task.reduce], marks };
};

const asMapGradient = (name) => (step, at) => {
  const { how, marks } = { relu: throughRelu, pool: throughPool, "": fromPrediction }[after(step, name)](step, name, at);
  return { text: `${how}${/\d$/.test(how) ? " =" : ":"} ${formatNumber(numberAt(step.gradients[name], at))}`, marks };
};

const asWeightGradient = (step, tap) => {
  const { task, gradients } = step;
  const outputs = placesOf(gradients.conv);
  const sources = outputs.map((output) => sourceOf(task, output, tap));
  const terms = sources.map(({ value }, i) => [gradients.conv.values[i], value]);
  const counts = (_, i) => gradients.conv.values[i] !== 0;
  return { text: collected(terms, numberAt(step.byWeight, tap)), marks: { x: sources.filter(counts).flatMap(({ place }) => (place ? [place] : [])), dz: outputs.filter(counts), w: [tap] } };
};

// The outputs whose windows hold an input, each with the weight over it.
const windowsOver = ({ task, gradients }, at) => placesOf(gradients.conv).flatMap((output) => {
  const tap = at.map((place, axis) => place + task.padding - output[axis] * task.stride);
  return isIn(task.weight, tap) ? [{ output, tap }] : [];
});

const asInputGradient = (step, at) => {
  const windows = windowsOver(step, at);
  const terms = windows.map(({ output, tap }) => [numberAt(step.gradients.conv, output), numberAt(step.task.weight, tap)]);
  const some = windows.filter((_, i) => terms[i][0] !== 0);
  return { text: collected(terms, numberAt(step.byInput, at)), marks: { dz: some.map(({ output }) => output), w: some.map(({ tap }) => tap), x: [at] } };
};

const asNewWeight = (step, at) => {
  const [was, gradient, now] = [step.task.weight, step.byWeight, step.newWeight].map((of) => numberAt(of, at));
  return { text: `${formatNumber(was)} − ${formatNumber(step.task.rate)}·${factor(gradient)} = ${formatNumber(now)}`, marks: { w: [at], dw: [at] } };
};

const SAID = {
  z: asOutput, a: asRelu, m: asPool, p: asPrediction,
  L: (step) => ({ text: `½·(${difference(step)})² = ${formatNumber(step.loss)}`, marks: { p: ONE } }),
  dp: (step) => ({ text: `${difference(step)} = ${formatNumber(step.error)}`, marks: { p: ONE } }),
  dm: asMapGradient("pool"), da: asMapGradient("relu"), dz: asMapGradient("conv"), dw: asWeightGradient, dx: asInputGradient, nw: asNewWeight,
};

// Is there such a number, of which there is something to say?
export const isThere = (step, name, at) => Boolean(name in SAID && !step.fault && numbersOf(step, name) && isIn(numbersOf(step, name), at));

// One number: its sentence, without a full stop, and by figure the places that belong to it.
export const traceOf = (step, name, at) => {
  const { text, marks } = SAID[name](step, at);
  const where = ["p", "L", "dp"].includes(name) ? "" : `, row ${at[0]}, column ${at[1]}`;
  return { sentence: `${TITLES[name]}${where}: ${text}`, marks };
};
