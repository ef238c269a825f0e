// What the parts hold: numbers by their position, and where the window of an output lies.

import { formatNumber } from "./numbers.js";

// The value of a source pixel, exactly as cnnviz has it. Pictures travel in steps of header.step.
export const sourceValue = (source, plane, row, column) => {
  const { values, height, width, step } = source;
  return values[(plane * height + row) * width + column] * step;
};

// An output's value where these were sent, else null.
export const resultValue = (result, { plane, row, column }) =>
  (result.values ? result.values[(plane * result.height + row) * result.width + column] : null);

// What an output that is a code stands for; undefined where outputs are numbers.
export const codeOf = ({ codes }, value) => codes?.[value];

// How many rows (or columns) of the source the windows can cover: fewer than it has where it was cut to fit.
export const lengthOf = (windows, name) => windows[`padded_${name}`].reduce((most, at) => Math.max(most, at + 1), 0);

// For each row (or column) of the window at one output: where it is in the padded picture, and in the picture; −1 outside.
export const axisOf = (windows, name, index) => {
  const indices = windows[name];
  const taps = indices.shape[1];
  const padded = Array.from(indices.subarray(index * taps, (index + 1) * taps)).filter((at) => at >= 0);
  return { padded, inside: padded.map((at) => windows[`padded_${name}`][at]) };
};

// A value for each position in a window.
export const overWindow = (rows, columns, value) => rows.map((row, i) => columns.map((column, j) => value(row, column, i, j)));

// What lies under a window in one plane; 0 outside.
export const windowValues = (source, plane, rows, columns) =>
  overWindow(rows, columns, (row, column) => (row < 0 || column < 0 ? 0 : sourceValue(source, plane, row, column)));

// The window of an operation that turns one number into one number.
export const singleValue = ({ source }, { plane, row, column }) => ({
  window: [[[sourceValue(source, plane, row, column)]]], weights: null, products: null, partial: [], bias: 0, channels: [plane],
});

// What a position in a part is called: of a list its line's name, of several maps the map's before row and column.
export const positionTitle = (part, { plane, row, column }) => {
  if (part.lines?.length) return part.lines[row];
  const several = part.names.length > 1 && part.planes > 1;
  return `${several ? `${part.names[plane]}, ` : ""}row ${formatNumber(row)}, column ${formatNumber(column)}`;
};
