// One score of a dense layer over flattened maps: its weights laid back over them, as cnnviz/network/evidence.py does.

import { formatNumber } from "./numbers.js";
import { multiplied } from "./products.js";
import { resultValue } from "./reading.js";
import { factor } from "./words.js";

// The scores stand below each other, so the row says which.
export const explainDense = (model, place, rows, columns) => {
  const channels = model.source.names.map((_, i) => i);
  const made = multiplied(model, place.row, channels, rows, columns);
  return { ...made, channels, total: resultValue(model.result, place) };
};

// Evidence: { partial, names (of the maps), bias, total }.
export const denseSentence = ({ partial, names, bias, total }) =>
  `${partial.map((part, c) => `${factor(part)} (${names[c]})`).join(" + ")} + ${factor(bias)} (bias) = ${formatNumber(total)}`;
