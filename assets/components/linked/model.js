// What is drawn and marked, from the parts: the contents of both figures, and which cells belong together.

import { axisOf, explain, sourceValue } from "./explain.js";
import { formatNumber } from "./numbers.js";
import { colourOf, imageOf, inkOn, layoutOf } from "./pixels.js";

const contentOf = (part, planes, frame, text) => ({
  key: [part.id ?? "", planes, frame.rows, frame.columns, frame.top, frame.left].join(" "),
  ...frame, planes, ...layoutOf(planes), height: part.height, width: part.width, text, label: part.label, alt: part.alt,
});

const inside = (part, row, column) => row >= 0 && column >= 0 && row < part.height && column < part.width;

export const sourceContent = ({ source, windows }) => {
  const { padded_rows: rows, padded_columns: columns, top, left } = windows;
  const planes = source.rgb ? 1 : source.planes;
  const at = (row, column) => [rows[row + top], columns[column + left]];
  return {
    ...contentOf(source, planes, { rows: rows.length, columns: columns.length, top, left }, (plane, row, column) => {
      const [y, x] = at(row, column);
      return formatNumber(y < 0 || x < 0 ? 0 : sourceValue(source, plane, y, x), 3);
    }),
    image: imageOf(source, planes, rows, columns),
    inkOn: (plane, row, column) => {
      const [y, x] = at(row, column);
      return y < 0 || x < 0 ? "" : inkOn(colourOf(source, plane, y, x));
    },
    fate: (row, column) => {
      if (inside(source, row, column)) return "";
      const [y, x] = at(row, column);
      return y < 0 || x < 0 ? "zero" : "repeated";
    },
  };
};

export const resultContent = (model) => {
  const { result } = model;
  const planes = result.rgb ? 1 : result.planes;
  return {
    ...contentOf(result, planes, { rows: result.height, columns: result.width, top: 0, left: 0 },
      (plane, row, column) => formatNumber(explain(model, { plane, row, column }).total, 3)),
    image: imageOf(result, planes),
    inkOn: (plane, row, column) => inkOn(colourOf(result, plane, row, column)),
    fate: () => "",
  };
};

const shifted = (padded, offset) => padded.map((place) => place - offset);

// The window of one output, in the source's coordinates, the padding's places included.
export const windowOf = ({ windows }, place) => ({
  rows: shifted(axisOf(windows, "rows", place.row).padded, windows.top),
  columns: shifted(axisOf(windows, "columns", place.column).padded, windows.left),
});

const range = (count) => Array.from({ length: count }, (_, i) => i);

// Along one axis: the outputs whose window holds a place. A pixel counts with all its copies in the border, a place in the padding for itself.
const touching = (windows, name, offset, size, place) => {
  const all = windows[`padded_${name}`];
  const same = (padded) => (place >= 0 && place < size ? all[padded] === place : padded === place + offset);
  return range(windows[name].shape[0]).filter((index) => axisOf(windows, name, index).padded.some(same));
};

// All outputs that a source pixel has a part in.
export const touchedBy = ({ source, windows }, { row, column }) => ({
  rows: touching(windows, "rows", windows.top, source.height, row),
  columns: touching(windows, "columns", windows.left, source.width, column),
});

// Where in the source one weight of the kernel comes to lie, over all outputs, and the outputs where it meets a pixel.
export const metByTap = ({ windows }, i, j) => {
  const along = (name, offset, tap) => {
    const places = range(windows[name].shape[0]).map((index) => ({ index, ...axisOf(windows, name, index) }));
    return { met: places.map(({ padded }) => padded[tap] - offset), outputs: places.filter(({ inside: own }) => own[tap] >= 0).map(({ index }) => index) };
  };
  const [down, across] = [along("rows", windows.top, i), along("columns", windows.left, j)];
  return { source: { rows: down.met, columns: across.met }, result: { rows: down.outputs, columns: across.outputs } };
};

// The planes of the source that an output is made of, as the figure shows them; null for all.
export const planesOf = ({ source, result }, place) => (source.rgb || result.operation === "conv" && !result.separate ? null : [place.plane]);
