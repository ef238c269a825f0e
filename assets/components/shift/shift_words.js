// What is said of a shift: sentences only.

import { formatNumber, inBrackets } from "../cnnviz/numbers.js";
import { POOLS } from "../cnnviz/pools.js";
import { howMany } from "../cnnviz/words.js";
import { pooledUnder, seenBy, valuesUnder } from "./shift_work.js";

const MOST_TERMS = 9;
const percentOf = (share) => (Number.isFinite(share) ? `${formatNumber(100 * share, 3)} %` : "nothing to compare");

// "3 down, 2 left"; of nothing "0".
export const movedText = ([down, right]) => {
  const parts = [[down, "down", "up"], [right, "right", "left"]].filter(([by]) => by !== 0);
  return parts.map(([by, there, back]) => `${formatNumber(Math.abs(by))} ${by > 0 ? there : back}`).join(", ") || "0";
};

const cellsText = (by, { stride }) => {
  const parts = by.map((pixels, axis) => [pixels, stride[axis]]).filter(([pixels, each]) => pixels % each !== 0);
  return parts.map(([pixels, each]) => `${howMany(Math.abs(pixels), "pixel")} ${Math.abs(pixels) === 1 ? "is" : "are"} ${Math.abs(pixels)}/${each} ${Math.abs(pixels) < each ? "of a cell" : "cells"}`).join(", ");
};

const whoDiffers = ({ inside, differInside, differAtBorder }) => {
  const there = differAtBorder ? `${formatNumber(differAtBorder)} at the border ` : "";
  if (!inside) return there ? `${there}${differAtBorder === 1 ? "differs" : "differ"}` : "no number differs";
  return `${formatNumber(differInside)} of ${formatNumber(inside)} inside ${there && "and "}${there}${differInside + differAtBorder === 1 ? "differs" : "differ"}`;
};
const atBorder = ({ differAtBorder }) => (differAtBorder ? `; ${formatNumber(differAtBorder)} at the border ${differAtBorder === 1 ? "differs" : "differ"}, where padding or what moved in counts` : "");

// What a comparison shows. isEven: whether the windows have an even step.
export const comparedText = (comparison, by, isEven = true) => {
  const { steps, compared, inside, differInside } = comparison;
  if (by.every((pixels) => pixels === 0)) return "Nothing has moved yet.";
  if (!compared) return "All of it has moved out: no number is left to compare.";
  if (!isEven) return `Windows without an even step stay: against the numbers before, ${whoDiffers(comparison)}.`;
  if (!steps.isWhole) {
    const against = steps.by.some(Boolean) ? `Moved by ${movedText(steps.by)}` : "Against the map as it was";
    return `${cellsText(by, steps)}, so no shift by whole cells can match. ${against}, ${whoDiffers(comparison)}.`;
  }
  if (differInside) return `Moved by ${movedText(steps.by)}: ${whoDiffers(comparison)}.`;
  const same = inside ? `all ${formatNumber(inside)} inside are the same` : "no window lies inside";
  return `Moved along by ${movedText(steps.by)}: ${same}${atBorder(comparison)}.`;
};

const heldAgainst = (value, difference) => {
  if (Number.isNaN(difference)) return "It has nothing to compare with: that would have come from outside.";
  if (difference === 0) return "In the moved map the same number stands here.";
  return `In the moved map ${formatNumber(value - difference)} stands here: ${formatNumber(Math.abs(difference))} ${difference > 0 ? "less" : "more"} than now.`;
};

const sumOfProducts = (kernel, values, total) =>
  `${values.map((value, i) => `${inBrackets(kernel[i])}·${inBrackets(value)}`).join(" + ")} = ${formatNumber(total)}`;

const reasonOf = (work, after, blocks, pool, at) => {
  const [level, row, column] = at;
  if (level === 1) {
    const values = pooledUnder(work, after.map, at);
    const value = after.pooled[row * work.poolSize[1] + column];
    const taps = work.pools.reduce((product, line) => product * line.indices.shape[1], 1);
    const divisor = work.pools[0].counted[row] * work.pools[1].counted[column];
    return values.length && values.length <= MOST_TERMS ? `${POOLS[pool.kind].reason({ values, size: taps, divisor, own: pool.own, result: formatNumber(value) })}. ` : "";
  }
  const values = valuesUnder(work, after.picture, row, column);
  const isShort = blocks.kernels.shape[0] === 1 && values.length <= MOST_TERMS;
  return isShort ? `${sumOfProducts(blocks.kernels, values, after.map[row * work.mapSize[1] + column])}. ` : "";
};

// One number of the map (level 0) or the pooled map (1): how it comes about, and what the moved map has in its place.
export const numberText = (work, after, { header, blocks }, at) => {
  const [level, row, column] = at;
  const [width, name] = level === 0 ? [work.mapSize[1], "Map"] : [work.poolSize[1], "Pooled map"];
  const [value, difference] = [level === 0 ? after.map : after.pooled, (level === 0 ? after.ofMap : after.ofPooled).difference].map((all) => all[row * width + column]);
  const seen = seenBy(work, at).picture.map(([first, last], axis) => {
    const line = ["row", "column"][axis];
    return first === last ? `${line} ${formatNumber(first)}` : `${line}s ${formatNumber(first)} to ${formatNumber(last)}`;
  });
  return `${name}, row ${row}, column ${column}: ${formatNumber(value)}. ${reasonOf(work, after, blocks, header.pool, at)}${heldAgainst(value, difference)} It sees ${seen.join(", ")} of the picture.`;
};

// One pixel of the picture beside the one that has come to its place.
export const pixelText = (work, after, [row, column]) => {
  const at = row * work.size[1] + column;
  const [before, now] = [work.before.picture[at], after.picture[at]];
  return `Picture, row ${row}, column ${column}: ${formatNumber(now)}; before it moved ${formatNumber(before)} stood here, its neighbour ${movedText(after.by)}.`;
};

const MEASURED = ["picture", "map", "pooled map"];
const MEASURES = { unchanged: (share) => `${percentOf(share)} unchanged`, alike: (share) => (Number.isFinite(share) ? `correlation ${formatNumber(share, 3)}` : "nothing to compare") };

// What the curves have at a distance. curves: rows of picture, map and pooled map.
export const curveText = (rows, distance, measure) => {
  if (distance >= rows[0].length) return `Measured up to a shift of ${rows[0].length - 1}.`;
  return `A shift of ${distance}, mean of all sides: ${rows.map((row, i) => `${MEASURED[i]} ${MEASURES[measure](row[distance])}`).join(", ")}.`;
};

// What the neuron with a weight for every pixel says, at home and now, and what the map still has.
export const templateText = (home, now, [before, after]) => [
  `At home it answers ${formatNumber(home)}: the sum of weight · pixel.`,
  `Now ${formatNumber(now)}${home ? `, ${percentOf(now / home)} of that` : ""}. The kernel’s largest number: ${formatNumber(before)} at home, ${formatNumber(after)} now.`,
];
