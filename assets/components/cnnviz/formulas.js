// Formulas of layers' sizes and costs, letter for letter as cnnviz/counting/formulas.py has them. A piece is a text, a number with its
// name { name, number }, or a sign { names, numbers } that differs among names and among numbers. Formulas are written when they are read:
// of a large network only its sums are shown, and one layer.

import { formatNumber } from "./numbers.js";

const UNITS = [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]];
const BYTES = 4; // of a float32
const DOT = { names: " × ", numbers: "·" };
const TWICE = { names: " + 2 × ", numbers: " + 2·" };

const term = (name, number) => ({ name, number: formatNumber(number) });
const productOf = (terms) => terms.flatMap((one, n) => (n ? [DOT, one] : [one]));
const formulaOf = (value, pieces, result = () => formatNumber(value)) => ({
  value,
  get pieces() { return pieces(); },
  get result() { return result(); },
});
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
    return { fault: `a kernel of ${kernel} does not fit ${pixels(size)} with padding ${padding}; use padding ≥ ${enough} or a smaller kernel` };
  }
  const rest = room % stride;
  const isGrown = Boolean(ceil) && rest > 0;
  return { size: Math.floor(room / stride) + 1 + Number(isGrown), rest: isGrown ? 0 : rest, room, extra: isGrown ? stride - rest : 0 };
};

export const sizeFormula = (picture, kernel, stride, padding, { size, room, extra }) => formulaOf(
  size,
  () => ["(", term("input", picture), TWICE, term("padding", padding), " − ", term("kernel", kernel), ") / ", term("stride", stride), " + 1"],
  () => {
    const exact = fractionText(room + stride, stride);
    return room % stride ? `${exact} → ${size}${extra ? ` (${pixels(extra)} added at the end)` : ""}` : exact;
  },
);
const outputs = ([maps, rows, columns]) => [term("rows", rows), term("columns", columns), term("maps", maps)];
const taps = ({ kernel: [rows, columns], groups }, channels) => [
  groups === 1 ? term("channels", channels) : term("channels / groups", Math.floor(channels / groups)), term("k", rows), term("l", columns),
];
const weightsOf = ({ kernel: [rows, columns], groups }, channels) => Math.floor(channels / groups) * rows * columns;

export const convParameters = (layer, channels) => {
  const behind = () => (layer.norm ? [TWICE, term("filters", layer.units)] : []); // a batch norm learns a scale and a shift
  return formulaOf(layer.units * (weightsOf(layer, channels) + (layer.norm ? 2 : 1)), () => [
    term("filters", layer.units), " × (", ...productOf(taps(layer, channels)), layer.norm ? ")" : " + 1)", ...behind(),
  ]);
};
export const convMultiplications = (layer, channels, made) => formulaOf(numbersIn(made) * weightsOf(layer, channels), () => [
  ...productOf(outputs(made)), " × (", ...productOf(taps(layer, channels)), ")",
]);
export const nothing = (why) => formulaOf(0, () => [{ name: why, number: "0" }]);
export const denseParameters = (shape, units) => formulaOf(units * (numbersIn(shape) + 1), () => {
  const given = shape.length > 1 ? outputs(shape) : [term("inputs", shape[0])];
  return [term("units", units), " × (", ...productOf(given), " + 1)"];
});
export const denseMultiplications = (given, units) => formulaOf(given * units, () => [term("units", units), " × ", term("inputs", given)]);
export const memoryOf = (shape) => {
  const value = numbersIn(shape) * BYTES;
  const made = () => (shape.length > 1 ? productOf(outputs(shape)) : [term("units", shape[0])]);
  return formulaOf(value, () => [...made(), " × ", term("bytes", BYTES)], () => inBytes(value));
};
export const named = (name, number) => formulaOf(number, () => [term(name, number)]);
export const addedUp = (names, numbers) =>
  formulaOf(numbers.reduce((sum, one) => sum + one, 0), () => names.flatMap((name, n) => (n ? [" + ", term(name, numbers[n])] : [term(name, numbers[n])])));
