// One pixel of an input, its weight and their product: where it is, where a key leads, and its text.

import { formatNumber } from "../cnnviz/numbers.js";

const within = (value, size) => Math.max(0, Math.min(size - 1, value));

// The pixel under a point, given as shares of a picture's width and height; at the border the nearest.
export const pixelUnder = (across, down, [rows, columns]) => [
  within(Math.floor(down * rows), rows),
  within(Math.floor(across * columns), columns),
];

const KEY_STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The pixel that a key leads to, or null for a key that leads nowhere.
export const pixelAfter = (key, [row, column], [rows, columns]) => {
  const step = KEY_STEPS[key];
  return step ? [within(row + step[0], rows), within(column + step[1], columns)] : null;
};

const inBrackets = (value) => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));

// Products of two float32 are exact in a double, so this is the number that Python adds up.
export const productText = (inputs, weights, [row, column], columns) => {
  const at = row * columns + column;
  const product = inputs[at] * weights[at] + 0; // no minus before 0
  return `Row ${row}, column ${column}: ${inBrackets(inputs[at])} · ${inBrackets(weights[at])} = ${formatNumber(product)}`;
};
