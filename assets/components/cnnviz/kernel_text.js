// A kernel as text, cell by cell: what a learner may type, and what goes back to Python. As in cnnviz/kernels/cells.py.

const LARGEST = 1_000_000;
const NUMBER = "[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?";
const CELL = new RegExp(`^(${NUMBER})(?:/(${NUMBER}))?$`);

// Normalizes what was typed: no spaces, a point for a decimal comma, plain minus and slash.
const plainCell = (text) =>
  text.replace(/\s/g, "").replace(/[−–‑‐]/g, "-").replace("＋", "+").replace(/[⁄∕÷]/g, "/").replace(/(?<=\d),(?=\d)/g, ".");

// The number in a cell, or NaN: −1, 0.5, 0,5, 2e−3, 1/9. An empty cell is 0.
export const cellValue = (text) => {
  const plain = plainCell(text) || "0";
  const [, over, under] = CELL.exec(plain) ?? [];
  const value = Number(over) / Number(under ?? 1);
  return Math.abs(value) <= LARGEST ? value : NaN;
};

// Why a cell can't be used, as a sentence; "" if it can.
export const cellFault = (text, row, column) => {
  if (!Number.isNaN(cellValue(text))) return "";
  const reads = `Row ${row}, column ${column} reads “${text.trim().slice(0, 24)}”`;
  const [, over, under] = CELL.exec(plainCell(text)) ?? [];
  if (over === undefined) return `${reads}: this is not a number; write one such as −1, 0.5 or 1/9.`;
  if (Number(under) === 0) return `${reads}: nothing can be divided by zero.`;
  return `${reads}: this is too large; stay between −1,000,000 and 1,000,000.`;
};

// The shortest decimal that is this number in float32, or nearer to it than `within`.
export const numberText = (number, within = 0) => {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(number.toPrecision(digits));
    if (Math.fround(short) === Math.fround(number) || Math.abs(Math.fround(short) - number) < within) return String(short + 0);
  }
  return String(Number(number.toPrecision(9)));
};

// A kernel's weights as cells. They lie on a grid (cnnviz/operators/exact.py): two texts that are rounded to the same point of it mean the same weight.
export const weightTexts = (weights) => {
  const largest = Math.max(...weights.flat().map(Math.abs));
  const halfGap = largest && 2 ** (Math.floor(Math.log2(largest)) - 24);
  return weights.map((row) => row.map((weight) => numberText(weight, halfGap)));
};

export const kernelText = (cells) => cells.map((row) => row.map((cell) => plainCell(cell) || "0").join(" ")).join("\n");

export const cellsOf = (text) => text.split("\n").map((line) => line.split(" "));

// The kernel rotated by 180°, as true convolution uses it. Done twice, it is as before.
export const turnedCells = (cells) => cells.map((row) => [...row].reverse()).reverse();
export const turnedText = (text) => turnedCells(cellsOf(text)).map((row) => row.join(" ")).join("\n");

// More or fewer rows and columns; new cells are 0.
export const resizedCells = (cells, rows, columns) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => cells[i]?.[j] ?? "0"));

// Do the cells mean these weights? Weights come back rounded to the grid of the largest of them.
export const cellsMean = (cells, weights) => {
  if (cells.length !== weights.length || cells[0].length !== weights[0].length) return false;
  const largest = Math.max(...weights.flat().map(Math.abs));
  return cells.every((row, i) => row.every((cell, j) => Math.abs(cellValue(cell) - weights[i][j]) <= largest * 2 ** -23));
};

// How much one step of a drag changes a weight: a power of ten, about a twentieth of the largest weight.
export const dragStep = (largest) => 10 ** (Math.floor(Math.log10(largest || 1)) - 1);

// A weight after a drag of so many steps, rounded to a multiple of the step.
export const draggedCell = (start, steps, step) => {
  const value = Math.round(start / step + steps) * step;
  return String(Number(Math.max(-LARGEST, Math.min(LARGEST, value)).toPrecision(12)) + 0);
};
