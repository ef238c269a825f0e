// Volumes as text: a line for each slice, its rows between semicolons; three lines of nine are 3 × 3 × 3 numbers. As
// cnnviz/volumes/text.py writes them: it reads what is typed.

import { cellValue } from "./kernel_text.js";

const NINE = 9;
const filled = (parts) => parts.map((part) => part.trim()).filter(Boolean);
const rowsOf = (line) => filled(line.split(";")).map((row) => row.split(/\s+/));
const inThrees = (rows) => (rows.length === 1 && rows[0].length === NINE ? [0, 3, 6].map((from) => rows[0].slice(from, from + 3)) : rows);

// Slices of rows of cells.
const slicesOf = (text) => filled(text.split(/[\r\n]+/)).map(rowsOf);
const sizeOf = (slices) => [slices.length, slices[0].length, slices[0][0].length];

// As they are kept: 3 × 3 × 3 in lines of nine.
export const writtenSlices = (slices) => {
  const isNines = sizeOf(slices).every((count) => count === 3);
  return slices.map((rows) => rows.map((row) => row.join(" ")).join(isNines ? " " : "; ")).join("\n");
};

// The cells of a text that was read before, and how many slices, rows and columns they are.
export const cellsOfSlices = (text) => {
  const slices = slicesOf(text).map(inThrees);
  return { cells: slices.flat(2), size: sizeOf(slices) };
};
export const voxelNumbers = (text) => {
  const { cells, size } = cellsOfSlices(text);
  return { values: cells.map((cell) => Math.fround(cellValue(cell))), size };
};

export const inSlices = (cells, [, rows, columns]) => {
  const ofRows = Array.from({ length: cells.length / columns }, (_, row) => cells.slice(row * columns, (row + 1) * columns));
  return Array.from({ length: ofRows.length / rows }, (_, slice) => ofRows.slice(slice * rows, (slice + 1) * rows));
};

// More or fewer slices, rows or columns: the middle stays, of two the second; new cells are 0.
export const resizedSlices = (text, size) => {
  const { cells, size: before } = cellsOfSlices(text);
  const [slices, from] = [inSlices(cells, before), size.map((count, axis) => Math.floor(count / 2) - Math.floor(before[axis] / 2))];
  const cellAt = (z, y, x) => slices[z - from[0]]?.[y - from[1]]?.[x - from[2]] ?? "0";
  const along = (count, make) => Array.from({ length: count }, (_, at) => make(at));
  return writtenSlices(along(size[0], (z) => along(size[1], (y) => along(size[2], (x) => cellAt(z, y, x)))));
};
