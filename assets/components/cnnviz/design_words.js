// What a layer of a design is called, letter for letter as cnnviz/architectures/words.py.

import { isWindow } from "./design_text.js";
import { formatNumber } from "./numbers.js";

const SHORT_NAMES = { max: "max", avg: "avg", dense: "fc", mean: "gap", response: "lrn", add: "+", concat: "cat" };
const PLAIN_TITLES = {
  mean: "Global average pooling", response: "Local response normalisation", add: "Addition: the skip is added", concat: "Concatenation: maps are stacked",
};
const POOL_TITLES = { max: "max pooling", avg: "average pooling" };

export const shortName = ({ kind, kernel }) => (kind === "conv" ? kernel.join("×") : SHORT_NAMES[kind]);

// curves: titles of activations by torch's names.
export const titleOf = (layer, curves) => {
  const { kind, units, kernel, stride, padding, groups, ceil, norm, activation } = layer;
  const parts = [];
  if (kind === "dense") parts.push(`Dense layer, ${formatNumber(units)} units`);
  else if (!isWindow(layer)) parts.push(PLAIN_TITLES[kind]);
  else {
    const size = kernel.join(" × ");
    parts.push(kind === "conv" ? `${size} convolution, ${formatNumber(units)} filters` : `${size} ${POOL_TITLES[kind]}`);
    if (stride > 1 || kind !== "conv") parts.push(`stride ${stride}`);
    if (padding[0] || padding[1]) parts.push(`padding ${padding[0] === padding[1] ? padding[0] : padding.join(" × ")}`);
    if (groups > 1) parts.push(`${groups} groups`);
    if (ceil) parts.push("windows rounded up");
  }
  if (norm) parts.push("batch norm");
  if (activation) parts.push(curves[activation]);
  return parts.join(", ");
};
