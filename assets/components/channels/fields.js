// Filters, biases and mixing weights as the store has them: texts, as cnnviz/channels/text.py reads and writes them.

const DIGITS = 10;
const plain = (number) => String(Number(number.toPrecision(DIGITS)) + 0);

export const filtersOf = (text) =>
  text.split("~").map((filter) => filter.split("_").map((sheet) => sheet.split(";").map((row) => row.split(",").map(Number))));
export const filtersText = (filters) =>
  filters.map((filter) => filter.map((sheet) => sheet.map((row) => row.map(plain).join(",")).join(";")).join("_")).join("~");

export const mixOf = (text) => text.split("~").map((filter) => filter.split("_").map(Number));
export const mixText = (mix) => mix.map((filter) => filter.map(plain).join("_")).join("~");

export const biasesOf = (text) => text.split("~").map(Number);
export const biasesText = (biases) => biases.map(plain).join("~");

export const offOf = (text) => new Set(text ? text.split("~") : []);
export const offText = (off) => [...off].sort().join("~");

const middleOfTaps = (taps) => Math.floor((taps - 1) / 2);

// A kernel of another size: what it has stays around its middle, the rest is 0. A step up and a step down leave it as it was.
export const resizedSheet = (sheet, taps) => {
  const shift = middleOfTaps(taps) - middleOfTaps(sheet.length);
  return Array.from({ length: taps }, (_, i) => Array.from({ length: taps }, (__, j) => sheet[i - shift]?.[j - shift] ?? 0));
};

// What is off when a filter was removed: those behind it move up.
export const offWithout = (off, removed) => new Set([...off].flatMap((name) => {
  const [filter, ...rest] = name.split(".");
  if (Number(filter) === removed) return [];
  return [[Number(filter) - (Number(filter) > removed), ...rest].join(".")];
}));
