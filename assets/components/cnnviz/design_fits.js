// What could be changed where a layer does not fit: of each number the nearest that fits, tried out one by one.

import { inserted, isLast, newLayer, pointwise, replaced, withChange, withShape, without } from "./design_edits.js";
import { isJoin, kindOf } from "./design_kinds.js";
import { measureDesign, rowOf } from "./design_measure.js";
import { numbersIn } from "./formulas.js";
import { formatNumber } from "./numbers.js";

const SIDES_AWAY = 64; // an input further from its size than this is not tried
const NUMBERS_AWAY = 256;
const WHOLE_AWAY = 12;
const TRIED = 6000; // layers that are measured at most to find an input

// The nearest number that is right, the smaller of two that are as near; undefined if none is.
const nearest = (now, [least, most], isRight, away = NUMBERS_AWAY) => {
  for (let by = 1; by <= away; by += 1) {
    const found = [now - by, now + by].find((value) => value >= least && value <= most && isRight(value));
    if (found !== undefined) return found;
  }
  return undefined;
};
const twiceOf = (value) => [value, value];
const squareText = (side) => `${formatNumber(side)} × ${formatNumber(side)}`;

// Numbers of a layer: what is asked for, where it begins, how it is set, and what it is called.
const WAYS = {
  kernel: { from: ({ kernel }) => Math.max(...kernel), change: (value) => ({ kernel: twiceOf(value) }), label: (value) => `Kernel ${squareText(value)}` },
  padding: { from: ({ padding }) => Math.max(...padding), change: (value) => ({ padding: twiceOf(value) }), label: (value) => `Padding ${value}` },
  stride: { from: ({ stride }) => stride, change: (value) => ({ stride: value }), label: (value) => `Stride ${value}` },
  groups: { from: ({ groups }) => groups, change: (value) => ({ groups: value }), label: (value) => `${value} groups` },
  filters: { from: ({ units }) => units, change: (value) => ({ units: value }), label: (value) => `${formatNumber(value)} filters` },
};
const WAYS_OF = { conv: ["kernel", "padding", "stride", "groups", "filters"], max: ["kernel", "padding", "stride"], avg: ["kernel", "padding", "stride"] };

// What fits all the network comes before what fits this layer alone.
const numberFits = (design, node, isRight, isWhole, ends) => (WAYS_OF[node.part.kind] ?? []).flatMap((name) => {
  const { from, change, label } = WAYS[name];
  const changed = (one) => ({ ...node.part, ...change(one) });
  const whole = nearest(from(node.part), ends[name], (one) => isRight(changed(one)) && isWhole(withChange(design, node.path, change(one))), WHOLE_AWAY);
  const value = whole ?? nearest(from(node.part), ends[name], (one) => isRight(changed(one)));
  return value === undefined ? [] : [{ label: label(value), design: withChange(design, node.path, change(value)) }];
});

const inputFit = (design, count, isRight, ends) => {
  const away = Math.min(SIDES_AWAY, Math.max(8, Math.floor(TRIED / count / 2)));
  const square = (side) => withShape(design, [design.shape[0], side, side]);
  const side = nearest(Math.max(design.shape[1], design.shape[2]), ends.side, (one) => isRight(square(one)), away);
  return side === undefined ? [] : [{ label: `Input ${squareText(side)}`, design: square(side) }];
};

const denseFits = (design, node, [given], ends) => {
  if (!node.part.takes || node.part.takes === numbersIn(given)) return [];
  const fresh = { label: `New weights, for ${formatNumber(numbersIn(given))}`, design: withChange(design, node.path, { takes: numbersIn(given) }) };
  if (given.length === 1 || numbersIn(given) > ends.takes[1]) return [fresh];
  const averaged = replaced(design, node.path, [newLayer("mean"), { ...node.part, takes: given[0] }]);
  return [{ label: "Global average pooling before it", design: averaged }, fresh];
};

const beforeDense = (design, node) => {
  const { layers } = design;
  const at = layers.findIndex((layer) => kindOf(layer).isFlat);
  if (node.path.length !== 2 || at < 0 || at > node.path[1]) return [];
  const [moved] = inserted(without(design, node.path), at ? ["layers", at - 1] : null, node.part);
  return [{ label: "Put it before the first dense layer", design: moved }];
};

const pointwiseTo = ([maps, ...sides], [units, ...wanted], ends) => {
  for (let stride = 1; stride <= ends.stride[1]; stride += 1) {
    if (sides.every((side, a) => Math.floor((side - 1) / stride) + 1 === wanted[a])) {
      return { ...pointwise(units), stride, activation: "" };
    }
  }
  return null;
};
const joinFits = (design, node, given, ends) => {
  const { branches } = node.part;
  const { isSum, instead } = kindOf(node.part);
  const onBranch = (b, change) => withChange(design, node.path, { branches: branches.map((branch, n) => (n === b ? change(branch) : branch)) });
  const isMaps = given.every((one) => one.length === 3);
  const kept = (layer) => (kindOf(layer).isWindow && layer.stride === 1 && layer.kernel.every((k) => k % 2) ? { ...layer, padding: layer.kernel.map((k) => (k - 1) / 2) } : layer);
  const keeping = { label: "Padding that keeps the size", design: withChange(design, node.path, { branches: branches.map((branch) => branch.map(kept)) }) };
  const filters = given.flatMap((one, b) => {
    const wanted = given[b ? 0 : 1][0];
    const last = branches[b].at(-1);
    if (!isSum || !last || !kindOf(last).hasFilters || one[0] === wanted) return [];
    return [{ label: `${formatNumber(wanted)} filters in ${node.inputs[b]}`, design: onBranch(b, (branch) => [...branch.slice(0, -1), { ...last, units: wanted }]) }];
  });
  const projected = !isMaps || !isSum ? [] : given.flatMap((one, b) => {
    const layer = pointwiseTo(one, given[b ? 0 : given.length - 1], ends);
    const where = branches[b].length ? `behind ${node.inputs[b]}` : "on the skip";
    return layer ? [{ label: `1 × 1 convolution ${where}`, design: onBranch(b, (branch) => [...branch, layer]), isSkip: !branches[b].length }] : [];
  });
  const stacked = instead ? [{ label: instead.label, design: withChange(design, node.path, { kind: instead.kind }) }] : [];
  const body = branches.find((branch) => branch.length) ?? [];
  const alone = body.length ? [{ label: "Only the first branch", design: replaced(design, node.path, body) }] : [];
  return [keeping, ...projected.toSorted((a, b) => Number(b.isSkip) - Number(a.isSkip)).slice(0, 1), ...filters.slice(0, 1), ...stacked, ...alone];
};

// Fits for the first layer that does not fit, nearest first; each is measured before it is offered. ends: [least, most] of each number.
export const fitsOf = (design, found, most, ends) => {
  const at = found.rows.length;
  const node = found.nodes[at];
  if (!node) return [];
  const given = node.inputs.map((name) => found.shapes[name]);
  const isFurther = (next) => {
    const now = measureDesign(next, most);
    return now.rows.length > at + now.nodes.length - found.nodes.length;
  };
  const isRight = (part) => !rowOf({ ...node, part }, given, most).fault;
  const isWhole = (next) => !measureDesign(next, most).fault;
  const own = [
    ...numberFits(design, node, isRight, isWhole, ends),
    ...denseFits(design, node, given, ends),
    ...(isJoin(node.part) ? joinFits(design, node, given, ends) : beforeDense(design, node)),
    ...(node.part.ceil ? [{ label: "Round down", design: withChange(design, node.path, { ceil: false }) }] : []),
  ].filter((fit) => isFurther(fit.design));
  const removed = isLast(design, node.path) || isJoin(node.part) ? [] : [{ label: `Remove ${node.name}`, design: without(design, node.path) }];
  const whole = inputFit(design, found.nodes.length, isWhole, ends);
  return [...own, ...(whole.length ? whole : inputFit(design, found.nodes.length, isFurther, ends)), ...removed];
};

// Numbers with which a layer's windows leave no pixel over.
export const evenFits = (design, found, at, most, ends) => {
  const node = found.nodes[at];
  const { given } = found.rows[at];
  const isEven = (row) => !row.fault && row.rest === 0;
  const own = numberFits(design, node, (part) => isEven(rowOf({ ...node, part }, given, most)), () => true, { ...ends, groups: [1, 0], filters: [1, 0], stride: [1, 0] });
  const isEvenThere = (next) => isEven(measureDesign(next, most).rows[at] ?? { fault: "gone" });
  return [...own, ...inputFit(design, found.nodes.length, isEvenThere, ends)];
};
