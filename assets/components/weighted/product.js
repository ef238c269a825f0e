// What a pixel's input, its weight and their product are, in words.

import { formatNumber, inBrackets } from "../cnnviz/numbers.js";

// Products of two float32 are exact in a double, so this is the number that Python adds up.
export const productText = (inputs, weights, [row, column], columns) => {
  const at = row * columns + column;
  const product = inputs[at] * weights[at] + 0; // no minus before 0
  return `Row ${row}, column ${column}: ${inBrackets(inputs[at])} · ${inBrackets(weights[at])} = ${formatNumber(product)}`;
};
