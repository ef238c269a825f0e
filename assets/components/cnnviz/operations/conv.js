// A convolution: one kernel for all maps, or several that each add up all of them; its sentence is ConvTrace's.

import { formatNumber } from "../numbers.js";
import { multiplied, productLines, scaledText } from "../products.js";
import { resultValue } from "../reading.js";
import { outputsOver, underWindows } from "../spans.js";
import { sumOf } from "../sums.js";
import { factor, flatOf, whereInWords, writtenEnds } from "../words.js";
import { commonOperation } from "./common.js";

const explainConv = (model, position, rows, columns) => {
  const { source, result } = model;
  const every = source.names.map((_, i) => i);
  const channels = result.separate ? [position.plane] : every;
  const number = result.separate || result.weights.shape[0] === 1 ? 0 : position.plane;
  const made = multiplied(model, number, channels, rows, columns);
  if (!result.scaling) return { ...made, channels, total: resultValue(result, position) ?? made.total };
  const { factor: times, offset } = result.scaling;
  return { ...made, channels, sum: made.total, scaling: result.scaling, total: resultValue(result, position) ?? times * made.total + offset };
};

export const signedTerm = (value, word) => [value < 0 ? "−" : "+", word];

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

// Eight float steps of the products' sizes: what rounding can leave where they cancel.
const roundingOf = ({ products: given, precision, bias }, products) => {
  const single = given instanceof Float32Array || precision === "f4";
  return 8 * (single ? 2 ** -23 : Number.EPSILON) * (sumOf(products.map(Math.abs)) + Math.abs(bias));
};

const paddedInWords = ({ rows, columns }) => {
  const inside = (indices) => Array.from(indices).filter((index) => index >= 0).length;
  const count = rows.length * columns.length - inside(rows) * inside(columns);
  if (!count) return "";
  const [lies, counts] = count === 1 ? ["lies", "counts"] : ["lie", "count"];
  return `; ${count} of the window's ${rows.length * columns.length} positions ${lies} outside the image and ${counts} as 0`;
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

const scaledSentence = (trace) =>
  (trace.scaling ? `${convSentence({ ...trace, total: trace.sum })}. Then ${scaledText(trace, factor(trace.sum))} = ${formatNumber(trace.total)}` : convSentence(trace));

const scaledLines = (trace, channel) =>
  (trace.scaling ? [["sum of the products", trace.sum], [scaledText(trace, "sum"), trace.total]] : productLines(trace, channel));

export const convOperation = {
  ...commonOperation,
  explain: explainConv,
  sentence: scaledSentence,
  sumLines: scaledLines,
  planesOf: ({ result }, { plane }) => (result.separate ? [plane] : null),
  touchedBy: (model, position) => outputsOver(model, position, null),
  ofKernel: ({ weights }, { plane }, rows) => ({ planes: weights && weights.shape[0] > 1 ? [plane] : null, rows }),
  slides: true,
  ending: underWindows,
};
