// One kernel over its channels: window, weights, products, and what they add up to.

import { formatNumber } from "./numbers.js";
import { overWindow, windowValues } from "./reading.js";
import { sumOf } from "./sums.js";

// number: which kernel; channels: planes of the source; rows, columns: the window's positions there.
export const multiplied = ({ source, result }, number, channels, rows, columns) => {
  const [, depth, taps, across] = result.weights.shape;
  const at = (c, i, j) => result.weights[((number * depth + c) * taps + i) * across + j];
  const product = (weight, value) => (result.precision === "f4" ? Math.fround(weight * value) : weight * value);
  const window = channels.map((channel) => windowValues(source, channel, rows, columns));
  const weights = channels.map((_, c) => overWindow(rows, columns, (row, column, i, j) => at(depth === 1 ? 0 : c, i, j)));
  const products = window.map((tile, c) => overWindow(rows, columns, (row, column, i, j) => product(weights[c][i][j], tile[i][j])));
  const partial = products.map((tile) => sumOf(tile.flat()));
  const bias = result.bias ? result.bias[number] : 0;
  return { window, weights, products, partial, bias, total: sumOf(partial) + bias };
};

// Their lines in the box with the sum.
export const productLines = ({ partial, bias, total, names }, channel) => [
  ...(partial.length > 1 ? [[names[channel], partial[channel]], [`all ${partial.length}`, sumOf(partial)]] : []),
  ...(partial.length === 1 && bias ? [["products", partial[0]]] : []),
  ...(bias ? [["bias", bias]] : []),
  [partial.length === 1 && !bias ? "sum of the products" : "output", total],
];

// What is made of a sum, which is written as given: "0.5 · (−4) + 128".
export const scaledText = ({ scaling: { factor, offset } }, sum) =>
  `${formatNumber(factor)} · ${sum} ${offset < 0 ? "−" : "+"} ${formatNumber(Math.abs(offset))}`;
