// A kernel as text, cell by cell: what a learner may type, and what goes back to Python. As in cnnviz/kernels/cells.py.

import { LARGEST_CELL, LONGEST_CELL, plainNumber, readNumber } from "./typed_number.js";

// How a cell is sent and kept: plain, and without spaces, which separate cells.
const plainCell = (text) => plainNumber(text).replace(/\s/g, "");

// The number in a cell, or NaN: −1, 0.5, 0,5, 2e−3, 1/9, 3·(2 − 1). An empty cell is 0.
export const cellValue = (text) => readNumber(text.trim() || "0").value;

// Why a cell can't be used, as a sentence; "" if it can.
export const cellFault = (text, row, column) => {
  const typed = text.trim();
  const fault = typed.length > LONGEST_CELL ? `this is too long; write it in at most ${LONGEST_CELL} characters` : readNumber(typed || "0").fault;
  return fault && `Row ${row}, column ${column} reads “${typed.slice(0, 24)}”: ${fault}.`;
};

// The shortest decimal that is this number in float32, or nearer to it than `within`.
export const numberText = (number, within = 0) => {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(number.toPrecision(digits));
    if (Math.fround(short) === Math.fround(number) || Math.abs(Math.fround(short) - number) < within) return String(short + 0);
  }
  return String(Number(number.toPrecision(9)));
};

// Gives a function that writes one of a kernel's weights. They lie on a grid (cnnviz/operators/exact.py): two texts that are rounded to the same
// point of it mean the same weight.
export const weightWriter = (weights) => {
  const largest = Math.max(...weights.flat().map(Math.abs));
  const halfGap = largest && 2 ** (Math.floor(Math.log2(largest)) - 24);
  return (weight) => numberText(weight, halfGap);
};

// A kernel's weights as cells.
export const weightTexts = (weights) => {
  const write = weightWriter(weights);
  return weights.map((row) => row.map(write));
};

export const kernelText = (cells) => cells.map((row) => row.map((cell) => plainCell(cell) || "0").join(" ")).join("\n");

export const cellsOf = (text) => text.split("\n").map((line) => line.split(" "));

// The kernel rotated by 180°, as true convolution uses it. Done twice, it is as before.
export const turnedCells = (cells) => cells.map((row) => [...row].reverse()).reverse();
export const turnedText = (text) => turnedCells(cellsOf(text)).map((row) => row.join(" ")).join("\n");

// More or fewer rows and columns; new cells are 0.
export const resizedCells = (cells, rows, columns) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => cells[i]?.[j] ?? "0"));

// Do the cells mean these weights? Weights come back rounded to the grid of the largest of them, by up to 2.5 of its steps.
export const cellsMean = (cells, weights) => {
  if (cells.length !== weights.length || cells[0].length !== weights[0].length) return false;
  const largest = Math.max(...weights.flat().map(Math.abs));
  return cells.every((row, i) => row.every((cell, j) => Math.abs(cellValue(cell) - weights[i][j]) <= largest * 2 ** -21));
};

// How much one step of a drag changes a weight: a power of ten, about a twentieth of the largest weight.
export const dragStep = (largest) => 10 ** (Math.floor(Math.log10(largest || 1)) - 1);

// A weight after a drag of so many steps, rounded to a multiple of the step.
export const draggedCell = (start, steps, step) => {
  const value = Math.round(start / step + steps) * step;
  return String(Number(Math.max(-LARGEST_CELL, Math.min(LARGEST_CELL, value)).toPrecision(12)) + 0);
};
