// Formulas of layers' sizes and costs, letter for letter as cnnviz/counting/formulas.py has them. A piece is a text, a number with its
// name { name, number }, or a sign { names, numbers } that differs among names and among numbers.

import { formatNumber } from "./numbers.js";

const UNITS = [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]];
const BYTES = 4; // of a float32
const DOT = { names: " × ", numbers: "·" };
const TWICE = { names: " + 2 × ", numbers: " + 2·" };

const term = (name, number) => ({ name, number: formatNumber(number) });
const productOf = (terms) => terms.flatMap((one, n) => (n ? [DOT, one] : [one]));
const counted = (pieces, value) => ({ pieces, result: formatNumber(value), value });
const partsOf = (pieces, name, sign) => pieces.map((piece) => (typeof piece === "string" ? piece : piece[name] ?? piece[sign])).join("");

export const formulaText = ({ pieces, result }) => `${partsOf(pieces, "name", "names")} = ${partsOf(pieces, "number", "numbers")} = ${result}`;
// As assets/components/architectures/detail.js draws it.
export const formulaLine = (name, formula) => [
  name, formulaText(formula), formula.pieces.map((piece) => (piece.name === undefined ? (piece.numbers ?? piece).trim() : [piece.number, piece.name])), formula.result,
];

export const inBytes = (value) => {
  const [unit, size] = UNITS.find(([, least]) => value >= least) ?? ["bytes", 1];
  return size === 1 ? `${formatNumber(value)} bytes` : `${formatNumber(value / size, 3)} ${unit}`;
};
export const shapeText = ([first, ...sides]) => [...sides, first].map((side) => formatNumber(side)).join(" × ");
export const numbersIn = (shape) => shape.reduce((product, side) => product * side, 1);

const gcdOf = (a, b) => (b ? gcdOf(b, a % b) : a);
// A fraction as a learner would write it: 4.5, 54.25, or 4 1/3 where the decimals never end.
const fractionText = (numerator, denominator) => {
  const shared = gcdOf(numerator, denominator);
  const [over, under] = [numerator / shared, denominator / shared];
  if ((over * 10_000) % under === 0) return String(over / under);
  const whole = Math.floor(over / under);
  return `${whole ? `${whole} ` : ""}${over % under}/${under}`;
};
const pixels = (count) => (count === 1 ? "1 pixel" : `${count} pixels`);

// How many steps a window takes along one axis, or why it takes none.
export const outputSize = (size, kernel, stride, padding, ceil) => {
  const room = size + 2 * padding - kernel;
  if (room < 0) {
    const enough = Math.floor((2 * padding - room + 1) / 2);
    return { fault: `a kernel of ${kernel} does not fit ${size} pixels with padding ${padding}; use padding ≥ ${enough} or a smaller kernel` };
  }
  const rest = room % stride;
  const isGrown = Boolean(ceil) && rest > 0;
  const made = Math.floor(room / stride) + 1 + Number(isGrown);
  const exact = fractionText(room + stride, stride);
  const added = isGrown ? ` (${pixels(stride - rest)} added at the end)` : "";
  return { size: made, rest: isGrown ? 0 : rest, result: rest ? `${exact} → ${made}${added}` : exact };
};

export const sizeFormula = (picture, kernel, stride, padding, made) => ({
  pieces: ["(", term("picture", picture), TWICE, term("padding", padding), " − ", term("kernel", kernel), ") / ", term("stride", stride), " + 1"],
  result: made.result,
  value: made.size,
});
const outputs = ([maps, rows, columns]) => [term("rows", rows), term("columns", columns), term("maps", maps)];
const taps = ({ kernel: [rows, columns], groups }, channels) => [
  groups === 1 ? term("channels", channels) : term("channels / groups", Math.floor(channels / groups)), term("k", rows), term("l", columns),
];
const weightsOf = ({ kernel: [rows, columns], groups }, channels) => Math.floor(channels / groups) * rows * columns;

export const convParameters = (layer, channels) => {
  const each = weightsOf(layer, channels) + (layer.norm ? 0 : 1);
  const pieces = [term("filters", layer.units), " × (", ...productOf(taps(layer, channels)), layer.norm ? ")" : " + 1)"];
  const behind = layer.norm ? [TWICE, term("filters", layer.units)] : []; // a batch norm learns a scale and a shift
  return counted([...pieces, ...behind], layer.units * (each + (layer.norm ? 2 : 0)));
};
export const convMultiplications = (layer, channels, made) =>
  counted([...productOf(outputs(made)), " × (", ...productOf(taps(layer, channels)), ")"], numbersIn(made) * weightsOf(layer, channels));
export const nothing = (why) => ({ pieces: [{ name: why, number: "0" }], result: "0", value: 0 });
export const denseParameters = (shape, units) => {
  const given = shape.length > 1 ? outputs(shape) : [term("inputs", shape[0])];
  return counted([term("units", units), " × (", ...productOf(given), " + 1)"], units * (numbersIn(shape) + 1));
};
export const denseMultiplications = (given, units) => counted([term("units", units), " × ", term("inputs", given)], given * units);
export const memoryOf = (shape) => {
  const made = shape.length > 1 ? productOf(outputs(shape)) : [term("units", shape[0])];
  const value = numbersIn(shape) * BYTES;
  return { pieces: [...made, " × ", term("bytes", BYTES)], result: inBytes(value), value };
};
export const named = (name, number) => counted([term(name, number)], number);
export const addedUp = (names, numbers) =>
  counted(names.flatMap((name, n) => (n ? [" + ", term(name, numbers[n])] : [term(name, numbers[n])])), numbers.reduce((sum, one) => sum + one, 0));
