// What is to be computed, from the fields that the learner has set.

import { isTooLarge, runOf, sheetOf } from "../cnnviz/backward.js";
import { cellValue, cellsOf, numberText } from "../cnnviz/kernel_text.js";

const FINE = 1_000_000; // parts of 1 that tell one task from another, as in pages/ui/backward/view.py
const SHOWN = 3; // digits of a weight that came out of a step
const PULLED = 4; // digits of one that is pulled along its curve
const NAMED = ["input", "weight", "target", "rate", "stride", "padding", "relu", "pool", "reduce", "steps"];
const DECIMALS = ["target", "rate"];

// Each number as it is typed, to the digits that float32 has, as Python reads it.
const readSheet = (text) => {
  const cells = cellsOf(text);
  return sheetOf(cells.length, cells[0].length, (row, column) => Number(numberText(Math.fround(cellValue(cells[row][column])))));
};

export const taskOf = (fields) => ({ ...fields, input: readSheet(fields.input), weight: readSheet(fields.weight) });

// Names what is to be predicted, as pages/ui/backward/view.py does.
export const keyOf = (fields) => NAMED.map((name) => (DECIMALS.includes(name) ? Math.round(fields[name] * FINE) : fields[name])).join("|");

// All steps that were taken, the last of them the one that is shown; isOver: no further one can be.
export const workedSteps = (fields) => {
  const run = runOf(taskOf(fields), fields.steps);
  const step = run.at(-1);
  return { run, step, fault: step.fault, isOver: !step.fault && isTooLarge(step) };
};

const textOf = ({ columns, values }, write) => {
  const words = values.map(write);
  return Array.from({ length: values.length / columns }, (_, row) => words.slice(row * columns, (row + 1) * columns).join(" ")).join("\n");
};

// The weights of now as cells: as they were typed, or after a step in few digits; and to all digits.
export const weightText = (fields, { task }) => (fields.steps ? textOf(task.weight, (value) => String(Number(value.toPrecision(SHOWN)) + 0)) : fields.weight);
export const exactText = ({ task }) => textOf(task.weight, (value) => numberText(value));

// What was typed over the weights that are shown: cells that were left as they were keep all their digits.
export const typedOver = (typed, fields, step) => {
  const [shown, exact] = [weightText(fields, step), fields.steps ? exactText(step) : fields.weight].map(cellsOf);
  const cells = cellsOf(typed);
  return cells.map((row, i) => row.map((cell, j) => (cell === shown[i]?.[j] ? exact[i][j] : cell)).join(" ")).join("\n");
};

// The weights of now with another one, as text.
export const withWeight = ({ task }, at, value) =>
  textOf({ ...task.weight, values: task.weight.values.map((one, i) => (i === at ? Number(value.toPrecision(PULLED)) : one)) }, (one) => numberText(one));
