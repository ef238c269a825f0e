// One score of a dense layer over flattened maps: its weights laid back over them, as cnnviz/network/evidence.py does.

import { formatNumber } from "../numbers.js";
import { multiplied, productLines } from "../products.js";
import { resultValue } from "../reading.js";
import { outputsOver } from "../spans.js";
import { factor } from "../words.js";
import { allPlanes, commonOperation } from "./common.js";

// The scores stand below each other, so the row says which.
const explainDense = (model, position, rows, columns) => {
  const channels = model.source.names.map((_, i) => i);
  const made = multiplied(model, position.row, channels, rows, columns);
  return { ...made, channels, mapSize: [model.source.height, model.source.width], total: resultValue(model.result, position) };
};

// Evidence: { partial, names (of the maps), bias, total }.
const denseSentence = ({ partial, names, bias, total }) =>
  `${partial.map((part, c) => `${factor(part)} (${names[c]})`).join(" + ")} + ${factor(bias)} (bias) = ${formatNumber(total)}`;

// Which number of the flattened vector a weight meets; cnnviz/network/positions.py says the same.
const entryName = ({ mapSize: [rows, columns] }, channel, i, j) => `number ${(channel * rows + i) * columns + j} of the vector`;

export const denseOperation = {
  ...commonOperation,
  entryName,
  explain: explainDense,
  sentence: denseSentence,
  sumLines: productLines,
  planesOf: allPlanes,
  touchedBy: (model, position) => outputsOver(model, position, null),
  ofKernel: ({ weights }, { row }, rows) => ({ planes: null, rows: weights && weights.shape[0] > 1 ? [row] : rows }),
  slides: true,
  ending: ({ result }) => `contributes to each of the ${result.height} logits, with a weight of its own.`,
};
