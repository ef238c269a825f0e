// What can be done to a design. Each gives a new one; a path leads to a layer, as design_measure.js gives it.

import { KINDS, isJoin } from "./design_kinds.js";

const listAt = (design, path) => path.slice(0, -1).reduce((part, key) => part[key], design);
const copyOf = (design) => structuredClone(design);
export const partAt = (design, path) => path.reduce((part, key) => part[key], design);

export const withChange = (design, path, changes) => {
  const next = copyOf(design);
  Object.assign(partAt(next, path), changes);
  return next;
};
export const withShape = (design, shape) => ({ ...design, shape });

// Behind the layer at a path; without one, behind the input. Gives [design, path of what is new].
export const inserted = (design, path, layer) => {
  const next = copyOf(design);
  const here = path ? [...path.slice(0, -1), path.at(-1) + 1] : ["layers", 0];
  listAt(next, here).splice(here.at(-1), 0, layer);
  return [next, here];
};
export const isLast = (design, path) => path.length === 2 && design.layers.length === 1; // a design has at least one layer
export const without = (design, path) => {
  const next = copyOf(design);
  listAt(next, path).splice(path.at(-1), 1);
  return next;
};
export const replaced = (design, path, parts) => {
  const next = copyOf(design);
  listAt(next, path).splice(path.at(-1), 1, ...parts);
  return next;
};

const newJoin = (kind, branches) => ({ kind, branches, activation: "" });
export const withSkip = (design, path) => replaced(design, path, [newJoin("add", [[partAt(design, path)], []])]);

export const newLayer = (kind, units) => ({ kind, ...KINDS[kind].fresh(units) }); // units: of the convolution before
export const pointwise = (units) => ({ ...newLayer("conv", units), kernel: [1, 1], padding: [0, 0] });
// One more branch: beside the branch that a layer is in, of the join itself, or beside a layer that stands alone.
export const withBranch = (design, path, units) => {
  const part = partAt(design, path);
  const join = isJoin(part) ? path : path.length > 2 ? path.slice(0, -3) : null;
  const layer = pointwise(units);
  if (!join) return replaced(design, path, [newJoin("concat", [[part], [layer]])]);
  return withChange(design, join, { branches: [...partAt(design, join).branches, [layer]] });
};
export const branchesAround = (design, path) => (isJoin(partAt(design, path)) ? partAt(design, path) : path.length > 2 ? partAt(design, path.slice(0, -3)) : { branches: [] }).branches.length;
export const deepAt = (path) => path.filter((key) => key === "branches").length;
