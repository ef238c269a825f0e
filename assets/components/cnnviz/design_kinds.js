// The kinds of layers that a design can have, one a row. Of each: its word in a design's text, how the numbers behind it are read and
// written; what its layers are called; what they make and cost; and what sets them apart. All else asks the row.

import { addedUp, convMultiplications, convParameters, named, nothing } from "./formulas.js";
import { denseRow, joinRow, mapsRow, windowRow } from "./design_rows.js";
import { formatNumber } from "./numbers.js";

// Numbers behind letters, as in s2; and those of rows and columns, as in 1x7.
const lettersIn = (parts) => Object.fromEntries(parts.map((part) => [part[0], part.slice(1)]));
const bothOf = (text) => {
  const [rows, columns = rows] = text.split("x").map(Number);
  return [rows, columns];
};
const bothText = ([rows, columns]) => (rows === columns ? String(rows) : `${rows}x${columns}`);
const paddingText = ({ padding }) => (padding.some(Boolean) ? `_p${bothText(padding)}` : "");
const paddingWords = ({ padding }) => (padding.some(Boolean) ? [`padding ${padding[0] === padding[1] ? padding[0] : padding.join(" × ")}`] : []);

const groupsMisfit = ({ units, groups }, channels) => (
  channels % groups || units % groups ? `${channels} channels and ${units} filters can't be split into ${groups} equal groups; use a number of groups that divides both` : ""
);
const poolMisfit = ({ kernel, stride, padding, ceil }) => {
  if (2 * padding[0] > kernel[0]) return `a pool’s padding is at most half its kernel; use padding ≤ ${Math.floor(kernel[0] / 2)} or a larger kernel`;
  return ceil && (padding[0] || stride > kernel[0]) ? "windows are rounded up only with padding 0 and a stride up to the kernel" : "";
};

const poolKind = ({ word, short, title, work }) => ({
  word, name: "pool", isWindow: true,
  fresh: () => ({ kernel: [2, 2], stride: 2, padding: [0, 0], ceil: false, activation: "" }),
  read: ([kernel, ...parts]) => {
    const { s = kernel, p = "0", c } = lettersIn(parts);
    return { kernel: bothOf(kernel), stride: Number(s), padding: bothOf(p), ceil: c !== undefined };
  },
  write: (layer) => `_${layer.kernel[0]}${layer.stride === layer.kernel[0] ? "" : `_s${layer.stride}`}${paddingText(layer)}${layer.ceil ? "_c" : ""}`,
  short: () => short,
  title: (layer) => [`${layer.kernel.join(" × ")} ${title}`, `stride ${layer.stride}`, ...paddingWords(layer), ...(layer.ceil ? ["windows rounded up"] : [])],
  row: windowRow({ maps: (_, channels) => channels, learns: () => nothing("pooling learns nothing"), work: () => nothing(work) }),
  refused: poolMisfit,
});

const plainKind = ({ word, numbers, short, title, ...more }) => ({
  word, fresh: () => ({ activation: "" }), read: () => ({}), write: () => numbers, short: () => short, title: () => [title], ...more,
});

const joinKind = ({ word, short, title, ...more }) => ({ word, isJoin: true, output: "Output, maps", short: () => short, title: () => [title], ...more });

// word: in the text; name: of its layers, with their number behind it; fresh(units of the convolution before): a new layer. isWindow:
// windows slide. hasFilters: it has filters, which a batch norm can follow. isFlat: what comes out is a row of numbers. seesAll: one unit
// sees all of the input. refused(layer): why PyTorch would not run it. output: what its size counts, where that is not rows and columns.
export const KINDS = {
  conv: {
    word: "Conv2d", name: "conv", isWindow: true, hasFilters: true,
    fresh: (units) => ({ units, kernel: [3, 3], stride: 1, padding: [1, 1], groups: 1, norm: false, activation: "ReLU" }),
    read: ([units, kernel, ...parts]) => {
      const { s = 1, p = "0", g = 1 } = lettersIn(parts);
      return { units: Number(units), kernel: bothOf(kernel), stride: Number(s), padding: bothOf(p), groups: Number(g), norm: false };
    },
    write: (layer) => `_${layer.units}_${bothText(layer.kernel)}${layer.stride > 1 ? `_s${layer.stride}` : ""}${paddingText(layer)}${layer.groups > 1 ? `_g${layer.groups}` : ""}`,
    short: ({ kernel }) => kernel.join("×"),
    title: (layer) => [
      `${layer.kernel.join(" × ")} convolution, ${formatNumber(layer.units)} filters`, ...(layer.stride > 1 ? [`stride ${layer.stride}`] : []),
      ...paddingWords(layer), ...(layer.groups > 1 ? [`${layer.groups} groups`] : []),
    ],
    row: windowRow({ maps: ({ units }) => units, whyNot: groupsMisfit, learns: convParameters, work: convMultiplications }),
  },
  max: poolKind({ word: "MaxPool2d", short: "max", title: "max pooling", work: "it only compares" }),
  avg: poolKind({ word: "AvgPool2d", short: "avg", title: "average pooling", work: "it adds, and divides once an output" }),
  dense: {
    word: "Linear", name: "fc", isFlat: true, seesAll: true,
    fresh: () => ({ units: 10, takes: null, activation: "" }),
    read: ([units, ...parts]) => ({ units: Number(units), takes: Number(lettersIn(parts).i ?? 0) || null }),
    write: ({ units, takes }) => `_${units}${takes ? `_i${takes}` : ""}`,
    short: () => "fc",
    title: ({ units }) => [`Dense layer, ${formatNumber(units)} units`],
    row: denseRow,
  },
  mean: plainKind({
    word: "AdaptiveAvgPool2d", numbers: "_1", name: "gap", short: "gap", title: "Global average pooling", seesAll: true,
    row: mapsRow({ made: ([maps]) => [maps, 1, 1], size: () => named("a number for each map", 1), work: "it adds, and divides once a map" }),
  }),
  response: plainKind({
    word: "LocalResponseNorm", numbers: "_5", name: "norm", short: "lrn", title: "Local response normalisation", output: "Output, maps",
    row: mapsRow({ made: (shape) => shape, size: ([maps]) => named("maps", maps), work: "not counted: no weights" }),
  }),
  // isSum: branches have as many maps; instead: what could be done with them otherwise.
  add: joinKind({
    word: "Add", name: "add", short: "+", sign: "+", title: "Addition: the skip is added", isSum: true, instead: { kind: "concat", label: "Stack instead of adding" },
    row: joinRow({ alike: (shape) => shape, verb: "added", made: ([first]) => first, size: ([[maps]]) => named("maps", maps), work: "it adds" }),
  }),
  concat: joinKind({
    word: "Cat", name: "cat", short: "cat", sign: "‖", title: "Concatenation: maps are stacked",
    row: joinRow({
      alike: ([, ...sides]) => sides, verb: "stacked", work: "it stacks maps",
      made: (given) => [given.reduce((sum, [maps]) => sum + maps, 0), ...given[0].slice(1)], size: (given, inputs) => addedUp(inputs, given.map(([maps]) => maps)),
    }),
  }),
};
export const kindOf = ({ kind }) => KINDS[kind];
export const isJoin = (part) => Boolean(kindOf(part).isJoin);
