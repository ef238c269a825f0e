// What a layer of a design is called, letter for letter as cnnviz/architectures/words.py.

import { kindOf } from "./design_kinds.js";

export const shortName = (layer) => kindOf(layer).short(layer);

// curves: titles of activations by torch's names.
export const titleOf = (layer, curves) => {
  const behind = [...(layer.norm ? ["batch norm"] : []), ...(layer.activation ? [curves[layer.activation]] : [])];
  return [...kindOf(layer).title(layer), ...behind].join(", ");
};
