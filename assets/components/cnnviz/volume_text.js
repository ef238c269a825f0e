// Volumes as text: a line for each slice, its rows between semicolons; three lines of nine are 3 × 3 × 3 numbers. As in cnnviz/volumes/.

import { cellFault, cellValue, numberText } from "./kernel_text.js";
import { plainNumber } from "./typed_number.js";

const NINE = 9;
const filled = (parts) => parts.map((part) => part.trim()).filter(Boolean);
const rowsOf = (line) => filled(line.split(";")).map((row) => row.split(/\s+/));
const inThrees = (rows) => (rows.length === 1 && rows[0].length === NINE ? [0, 3, 6].map((from) => rows[0].slice(from, from + 3)) : rows);

// Slices of rows of cells.
export const slicesOf = (text) => filled(text.split(/[\r\n]+/)).map(rowsOf);
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

// More or fewer slices, rows or columns: from the middle, so that 1 becomes 3 around it; new cells are 0.
export const resizedSlices = (text, size) => {
  const { cells, size: before } = cellsOfSlices(text);
  const [slices, from] = [inSlices(cells, before), size.map((count, axis) => Math.trunc((count - before[axis]) / 2))];
  const cellAt = (z, y, x) => slices[z - from[0]]?.[y - from[1]]?.[x - from[2]] ?? "0";
  const along = (count, make) => Array.from({ length: count }, (_, at) => make(at));
  return writtenSlices(along(size[0], (z) => along(size[1], (y) => along(size[2], (x) => cellAt(z, y, x)))));
};

const faultOfSlice = (rows, slice, [, most]) => {
  const columns = rows[0].length;
  const longest = Math.max(rows.length, columns);
  if (longest > most) return `Slice ${slice} has ${rows.length} rows of ${columns} numbers; at most ${most} can be used.`;
  const ragged = rows.findIndex((row) => row.length !== columns);
  if (ragged > 0) return `Slice ${slice}, row ${ragged} has ${rows[ragged].length} numbers, row 0 has ${columns}; give every row as many.`;
  for (const [row, cells] of rows.entries()) for (const [column, cell] of cells.entries()) {
    const fault = cellFault(cell, row, column);
    if (fault) return `Slice ${slice}: ${fault[0].toLowerCase()}${fault.slice(1)}`;
  }
  return "";
};

// An own shape: { text: as it is kept, size } or { fault }. own: the fewest and the most along each axis.
export const readSlices = (typed, own) => {
  const slices = slicesOf(plainNumber(typed));
  if (!slices.length) return { fault: "There is no number here yet; type a line for each slice, such as 0 1 0; 1 1 1; 0 1 0." };
  if (slices.length > own[1]) return { fault: `${slices.length} slices are too many; at most ${own[1]} can be used.` };
  const fault = slices.map((rows, slice) => faultOfSlice(rows, slice, own)).find(Boolean);
  if (fault) return { fault };
  const size = sizeOf(slices);
  if (slices.some((rows) => rows.length !== size[1] || rows[0].length !== size[2])) return { fault: "The slices have different sizes; give each the same rows and columns." };
  if (Math.min(...size) < own[0]) return { fault: `These are ${size.join(" × ")} voxels (slices, rows, columns); at least ${own[0]} are needed along each. Zeros can stand around a smaller shape.` };
  return { text: slices.map((rows) => rows.map((row) => row.map((cell) => numberText(cellValue(cell))).join(" ")).join("; ")).join("\n"), size };
};
