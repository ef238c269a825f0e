// How traces put an output into words, letter for letter as cnnviz/operators/words.py and the trace_*.py beside it.
// Each sentence takes the trace's fields by their Python names. Arrays may be typed and flat, or nested lists.

import { formatNumber } from "./numbers.js";
import { sumOf } from "./sums.js";

// Longer lists are shortened: a sentence is to be read.
const MOST_WORDS = 16;

// Writes each item, but of a long list only the first four and the last, with a gap between. What is not read is not
// written: a 31×31 kernel's sentence would take 3 ms of a frame.
const writtenEnds = (items, write, gap) => {
  if (items.length <= MOST_WORDS) return items.map(write);
  return [...items.slice(0, 4).map(write), gap, write(items.at(-1), items.length - 1)];
};

const flatOf = (values) => Array.from(ArrayBuffer.isView(values) ? values : values.flat(Infinity));

export const listed = (values) => {
  const words = writtenEnds(values, (value) => formatNumber(value), "…");
  if (words.length < 2) return words.join();
  const count = values.length > MOST_WORDS ? ` (${values.length} values)` : "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}${count}`;
};

const summand = (value, i) => {
  const word = formatNumber(value);
  if (i === 0) return word;
  return word[0] === "−" ? `− ${word.slice(1)}` : `+ ${word}`;
};

export const summed = (values) => writtenEnds(values, summand, "+ …").join(" ");

// A negative number in brackets.
export const factor = (value) => {
  const word = formatNumber(value);
  return word[0] === "−" ? `(${word})` : word;
};

// Which rows or columns, −1 (outside the image) left out.
export const placesInWords = (name, indices) => {
  const inside = Array.from(indices).filter((index) => index >= 0);
  if (inside.length < 2) return inside.length ? `${name} ${inside[0]}` : `no ${name}`;
  const consecutive = inside.every((index, i) => index === inside[0] + i);
  return `${name}s ${consecutive ? `${inside[0]}–${inside.at(-1)}` : listed(inside)}`;
};

const whereInWords = ({ rows, columns }) => `${placesInWords("row", rows)}, ${placesInWords("column", columns)}`;

const signedTerm = (value, word) => [value < 0 ? "−" : "+", word];

const GAP = ["+", "…"];

const productTerms = ({ weights, window }) => {
  const met = flatOf(window);
  const write = (weight, i) => signedTerm(weight, `${formatNumber(Math.abs(weight))}·${factor(met[i])}`);
  return writtenEnds(flatOf(weights), write, GAP);
};

const channelTerms = ({ channels }, products) => {
  const size = products.length / channels.length;
  const write = (channel, c) => {
    const part = sumOf(products.slice(c * size, (c + 1) * size));
    return signedTerm(part, `${formatNumber(Math.abs(part))} (channel ${channel})`);
  };
  return writtenEnds(Array.from(channels), write, GAP);
};

// Eight float steps of the products' sizes: what rounding can leave where they cancel out.
const roundingOf = ({ products: given, precision, bias }, products) => {
  const single = given instanceof Float32Array || precision === "f4";
  return 8 * (single ? 2 ** -23 : Number.EPSILON) * (sumOf(products.map(Math.abs)) + Math.abs(bias));
};

const paddedInWords = ({ rows, columns }) => {
  const inside = (indices) => Array.from(indices).filter((index) => index >= 0).length;
  const count = rows.length * columns.length - inside(rows) * inside(columns);
  if (!count) return "";
  const verb = count === 1 ? "lies" : "lie";
  return `; ${count} of the window's ${rows.length * columns.length} places ${verb} outside the image and count as 0`;
};

// ConvTrace: { window, weights, products, bias, total, channels, rows, columns }, and where products is no Float32Array
// but holds floats of 32 bits, precision: "f4".
export const convSentence = (trace) => {
  const products = flatOf(trace.products);
  const terms = trace.channels.length > 1 ? channelTerms(trace, products) : productTerms(trace);
  if (trace.bias !== 0) terms.push(signedTerm(trace.bias, `${formatNumber(Math.abs(trace.bias))} (bias)`));
  const written = terms.map(([sign, word], i) => (i || sign === "−" ? `${sign} ${word}` : word)).join(" ");
  const size = Math.abs(trace.total);
  const cancelled = size > 0 && size <= roundingOf(trace, products) ? " (0 within rounding)" : "";
  return `${whereInWords(trace)}: ${written} = ${formatNumber(trace.total)}${cancelled}${paddedInWords(trace)}`;
};

const middleInWords = (values, result) => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const between = sorted.length % 2 ? "" : `, between ${formatNumber(low)} and ${formatNumber(high)},`;
  return `the middle of ${listed(sorted)}${between} is ${result}`;
};

const poolReason = ({ kind, value, divisor }, values) => {
  const result = formatNumber(value);
  if (!values.length) return "there is no value under this window";
  if (kind === "average") return `(${summed(values)}) / ${divisor} = ${result}`;
  if (kind === "sum") return `${summed(values)} = ${result}`;
  if (kind === "median") return middleInWords(values, result);
  return `the ${kind === "max" ? "largest" : "smallest"} of ${listed(values)} is ${result}`;
};

const outsideInWords = ({ kind, divisor }, inside, size) => {
  const outside = size - inside;
  if (!outside) return "";
  const counted = { average: (divisor ?? 0) - inside, sum: outside }[kind] ?? 0;
  const all = counted ? " and count as 0" : " and do not count";
  const effect = counted === 0 || counted === outside ? all : `, ${counted} of which count as 0`;
  return `; ${outside} of the window's ${size} places lie outside the image${effect}`;
};

// PoolTrace: { kind, window, rows, columns, value, divisor }; valid and chosen, which it has too, are not needed.
export const poolSentence = (trace) => {
  const { rows, columns } = trace;
  const window = flatOf(trace.window);
  const values = window.filter((_, i) => rows[Math.floor(i / columns.length)] >= 0 && columns[i % columns.length] >= 0);
  return `${whereInWords(trace)}: ${poolReason(trace, values)}${outsideInWords(trace, values.length, window.length)}`;
};

// ActivationTrace: { name, input, output, slope }.
export const activationSentence = ({ name, input, output, slope }) =>
  `${name}(${formatNumber(input)}) = ${formatNumber(output)}; the slope there is ${formatNumber(slope)}`;

// GluTrace: { passed, gate, open, output }.
export const gluSentence = ({ passed, gate, open, output }) => {
  const opened = `sigmoid(${formatNumber(gate)}) = ${formatNumber(open)}`;
  return `the gate is ${opened} open: ${factor(passed)}·${factor(open)} = ${formatNumber(output)}`;
};

// LinearTrace: { inputs, weights, bias, total }.
export const linearSentence = ({ inputs, weights, bias, total }) => {
  const terms = writtenEnds(Array.from(inputs), (input, i) => `${factor(input)}·${factor(weights[i])}`, "…");
  if (bias !== 0) terms.push(factor(bias));
  return `${terms.join(" + ")} = ${formatNumber(total)}`;
};

// SoftmaxTrace: { scores, at, temperature, powers, value }.
export const softmaxSentence = ({ scores, at, temperature, powers, value }) => {
  const power = formatNumber(powers[at]);
  const largest = Array.from(scores).reduce((most, score) => Math.max(most, score));
  const above = `(${factor(scores[at])} − ${factor(largest)})`;
  const exponent = temperature === 1 ? above : `(${above} / ${formatNumber(temperature)})`;
  return `e^${exponent} = ${power}; ${power} / (${summed(Array.from(powers))}) = ${formatNumber(value)}`;
};
