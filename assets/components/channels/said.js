// Sentences and the table about one number, and about the layer's size and cost.

import { formatNumber, inBrackets } from "../cnnviz/numbers.js";
import { fullCost, pointwiseCost, separableCost } from "../cnnviz/layer_costs.js";
import { windowsAlong } from "../cnnviz/correlate.js";
import { make, reconcile } from "../payload.js";
import { addedCount } from "./sheets.js";

const signed = (value, word) => `${value < 0 ? "−" : "+"} ${word}`;

// Parts with their names, added up: "5 (red) − 1 (green)"; "0" of none.
const addedParts = (layer, terms) => terms.map(({ part, channel }, n) => {
  const word = `${formatNumber(Math.abs(part))} (${layer.source.names[channel]})`;
  if (n) return signed(part, word);
  return part < 0 ? `− ${word}` : word;
}).join(" ") || "0";
const withBias = (bias) => ` ${signed(bias, `${formatNumber(Math.abs(bias))} (bias)`)}`;

// How far the sum goes at this step, and the line that gives it.
export const sumSoFar = (layer, trace) => {
  const added = trace.terms.slice(0, addedCount(layer)).filter(({ channel }) => layer.isOn(layer.chosen, channel));
  const hasBias = layer.stage > layer.depth + 1 && layer.isOn(layer.chosen, "b");
  const soFar = added.reduce((total, { part }) => total + part, 0) + (hasBias ? trace.bias : 0);
  return { soFar, line: `${addedParts(layer, added)}${hasBias ? withBias(trace.bias) : ""} = ${formatNumber(soFar)}` };
};

// The whole number, for readers.
export const numberSentence = (layer, trace, [row, column]) => {
  const where = `Filter ${layer.chosen}, row ${row}, column ${column}: `;
  if (!layer.isOn(layer.chosen)) return `${where}this filter is off, so it leaves no map.`;
  return `${where}${addedParts(layer, trace.terms)}${withBias(trace.bias)} = ${formatNumber(trace.total)}`;
};

// As far as the steps have come.
export const soFarSentence = (layer, trace, [row, column]) => {
  const isAll = layer.stage >= layer.depth + 2 || !layer.isOn(layer.chosen);
  if (isAll) return numberSentence(layer, trace, [row, column]);
  return `Filter ${layer.chosen}, row ${row}, column ${column}, so far: ${addedCount(layer) ? sumSoFar(layer, trace).line : "nothing is added yet"}`;
};

const productText = ({ window, kernel, sum }, isHidden) => {
  const [values, weights] = [window.flat(), kernel.flat()];
  return `${values.map((value, i) => `${inBrackets(weights[i])}·${inBrackets(value)}`).join(" + ")} = ${isHidden ? "?" : formatNumber(sum)}`;
};
const gridText = (rows) => rows.map((row) => row.map((value) => formatNumber(value)).join("  ")).join("\n");

const newLine = () => make("tr", "");
const drawLine = (line, cells, n) =>
  reconcile(line, cells, () => make(n ? "td" : "th", ""), (cell, text) => { cell.textContent = text; });

// The number as a table: a line for each channel, then the bias and the sum.
export const drawTable = (table, layer, trace, isHidden) => {
  const weighs = layer.isSeparable ? ["pointwise weight"] : [];
  const isAnswer = isHidden && layer.depth === 1;
  const lines = trace.terms.map((term) => [
    layer.source.names[term.channel], gridText(term.window), gridText(term.kernel), productText(term, isAnswer), ...weighs.map(() => formatNumber(term.share)), isAnswer ? "?" : formatNumber(term.part),
  ]);
  const blank = ["", "", ...weighs.map(() => "")];
  lines.push(["bias", "", ...blank, formatNumber(trace.bias)], ["sum", "", ...blank, isHidden ? "?" : formatNumber(trace.total)]);
  reconcile(table, [["channel", "window", "kernel", "products", ...weighs, "adds"], ...lines], newLine, drawLine);
};

const timesFewer = (more, fewer) => (more >= fewer ? `${formatNumber(more / fewer, 2)} times fewer` : `${formatNumber(fewer / more, 2)} times as many`);

// What the layer costs, a line each. isHidden: is the size to be predicted, which the multiplications would tell?
export const costLines = (layer, isHidden) => {
  const [filters, places] = [layer.active.length, layer.out[0] * layer.out[1]];
  const full = fullCost(filters, layer.depth, layer.taps);
  if (!filters) return [];
  if (!layer.isSeparable) {
    const work = isHidden ? "?" : `${formatNumber(places)} places · ${formatNumber(full.weights)} = ${formatNumber(places * full.weights)}`;
    return [["Parameters", full.formula], ["Multiplications", work]];
  }
  const apart = separableCost(filters, layer.depth, layer.taps);
  return [
    ["In full", full.formula],
    ["Depthwise, then pointwise", apart.formula],
    ["Multiplications", isHidden ? "?" : `${formatNumber(places * full.weights)} in full, ${formatNumber(places * apart.weights)} in two steps: ${timesFewer(full.weights, apart.weights)}`],
  ];
};

export const pointwiseText = (mapsIn, mapsOut) => pointwiseCost(mapsIn, mapsOut).formula;

// The formula of the output's side along an axis: "54.25 → 54" where the stride does not fit.
export const sideText = (length, taps, geometry) => {
  const exact = (length + 2 * geometry.padding - taps) / geometry.stride + 1;
  const count = windowsAlong(length, taps, geometry);
  return exact === count ? formatNumber(count) : `${formatNumber(exact)} → ${formatNumber(count)}`;
};

// What one may learn from the layer as it is.
export const remarkOn = (layer) => {
  const [filters, depth] = [layer.active.length, layer.depth];
  if (!filters) return "All filters are off, so no map leaves the layer. Switch one on.";
  const maps = `${filters} filter${filters === 1 ? "" : "s"}, so ${filters} map${filters === 1 ? "" : "s"}`;
  if (layer.isSeparable) return `${maps}: each channel is filtered by itself, and a 1×1 layer mixes what comes out. In full, each filter may have other kernels; here all share these.`;
  if (layer.taps === 1) return `${maps}: each number is a dot product of a pixel’s ${depth} channel${depth === 1 ? "" : "s"} with ${depth} weight${depth === 1 ? "" : "s"}. A 1×1 filter mixes; it sees no neighbours.`;
  if (depth === 1) return `${maps}: of one channel, each filter has one sheet, and there is nothing to add up but the bias.`;
  return `${maps}: each filter has ${depth} sheets, and their partial maps are added up${layer.bias(layer.chosen) ? ", with one bias" : ""}.`;
};
