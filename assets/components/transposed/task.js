// What is to be computed, from the fields that the learner has set; and what is explained of it.

import { cellValue, cellsOf } from "../cnnviz/kernel_text.js";
import { coverageOf, gathered, matrixOf, scattered } from "../cnnviz/operations/transposed.js";

const OPTIONS = ["stride", "padding", "output_padding", "dilation"];

const read = (text) => {
  const cells = cellsOf(text);
  return matrixOf(cells.length, cells[0].length, (row, column) => Math.fround(cellValue(cells[row][column])));
};

export const taskOf = (fields) => ({
  input: read(fields.input), kernel: read(fields.kernel), ...Object.fromEntries(OPTIONS.map((name) => [name, fields[name]])),
});

// Names what is to be predicted, as pages/ui/transposed/view.py does.
export const keyOf = (fields) => [fields.input, fields.kernel, ...OPTIONS.map((name) => fields[name])].join("|");

// [row, column] of a place in reading order.
export const placeOf = ({ columns }, at) => [Math.floor(at / columns), at % columns];

const nearest = ({ rows, columns }, [row, column]) => [Math.max(0, Math.min(rows - 1, row)), Math.max(0, Math.min(columns - 1, column))];

// The input, or output, that is looked at: where none was chosen the first output that most stamps reach.
export const cursorOf = (task, made, { by, at }) => {
  if (by === "scatter") return nearest(task.input, at ?? [0, 0]);
  if (at) return nearest(made, at);
  const counts = coverageOf(task);
  return placeOf(counts, counts.values.indexOf(Math.max(...counts.values)));
};

const every = (rows, columns) => rows.flatMap((row) => columns.map((column) => [row, column]));
const inside = (places) => places.filter(([row, column]) => row >= 0 && column >= 0);

// The same of nothing.
export const noLook = (by) => ({ by, input: [], kernel: [], output: [], products: [], missing: [], sentence: "" });

// The stamps of a series, a line for each: matrix, with NaN where a stamp does not reach.
export const stampsOf = (task, made) => {
  const stamps = matrixOf(task.input.columns, made.columns, () => NaN);
  task.input.values.forEach((_, row) => {
    const { targets, stamp } = scattered(task, 0, row);
    targets[1].forEach((column, tap) => { if (column >= 0) stamps.values[row * made.columns + column] = stamp[tap]; });
  });
  return stamps;
};

// What is to be seen of one input or output: the places in each figure that belong to it, the products, and the sentence.
export const lookAt = (task, made, by, [row, column]) => {
  if (by === "scatter") {
    const { targets, stamp, cut, sentence } = scattered(task, row, column);
    return { by, input: [[row, column]], kernel: null, output: inside(every(...targets)), products: stamp, missing: cut, sentence };
  }
  const { sources, products, met, sentence } = gathered(task, made, row, column);
  const missing = met.map((isMet) => !isMet);
  const kernel = met.flatMap((isMet, tap) => (isMet ? [placeOf(task.kernel, tap)] : []));
  return { by, input: inside(every(...sources)), kernel, output: [[row, column]], products, missing, sentence };
};
