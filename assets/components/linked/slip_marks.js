// Where a slip lies, as marks of both figures. What Python says of it is a Place, see cnnviz/predict/place.py.

import { planesOf, windowOf } from "./figure/model.js";
import { lengthOf } from "../cnnviz/reading.js";
import { range } from "../cnnviz/spans.js";

const NO_SLIP = { source: [], result: [] };

const slipMark = (rows, columns, planes = null) => ({ kind: "slip", planes, rows, columns });

// All positions along an axis of the padded source, 0 being the source's first.
const paddedAlong = ({ windows }, name, before) => range(windows[`padded_${name}`].length).map((index) => index - before);

const axesOfSource = (model) => {
  const { top, left } = model.windows;
  return { rows: paddedAlong(model, "rows", top), columns: paddedAlong(model, "columns", left) };
};

// What lies outside on either axis, each position once; axis: 0, 1 or null for both.
const around = (all, outRows, outColumns, axis) => {
  const isOut = new Set(outRows);
  const inner = axis === 1 ? all.rows : all.rows.filter((row) => !isOut.has(row));
  return [
    ...(axis === 1 || !outRows.length ? [] : [slipMark(outRows, all.columns)]),
    ...(axis === 0 || !outColumns.length ? [] : [slipMark(inner, outColumns)]),
  ];
};

const paddingFrom = (isOut) => (model, { axis }) => {
  const all = axesOfSource(model);
  const [height, width] = [lengthOf(model.windows, "rows"), lengthOf(model.windows, "columns")];
  return around(all, all.rows.filter((row) => isOut(row, height)), all.columns.filter((column) => isOut(column, width)), axis);
};

const windowAt = (model, row, column, planes = null) => {
  const { height, width } = model.result;
  const { rows, columns } = windowOf(model, { plane: 0, row: Math.min(row, height - 1), column: Math.min(column, width - 1) });
  return slipMark(rows, columns, planes);
};

// What no window reaches; where they reach all, the last one.
const restOf = (model, { axis }) => {
  const all = axesOfSource(model);
  const last = windowAt(model, model.result.height - 1, model.result.width - 1);
  const beyond = (positions, met) => positions.filter((position) => position > met.at(-1));
  const found = around(all, beyond(all.rows, last.rows), beyond(all.columns, last.columns), axis);
  return found.length ? found : [last];
};

const stepMarks = (model, { axis }) => [windowAt(model, 0, 0), windowAt(model, axis === 1 ? 0 : 1, axis === 0 ? 0 : 1)];

const planesAt = (model, { channel }, position) => (channel === null ? planesOf(model, position) : [channel]);

const tapsOf = (model, where, position) => {
  const { rows, columns } = windowOf(model, position);
  return where.at.map(([i, j]) => slipMark([rows[i]], [columns[j]], planesAt(model, where, position)));
};

// By what is to be marked: the marks of the source.
const IN_SOURCE = {
  padding: paddingFrom((at, length) => at < 0 || at >= length),
  after: paddingFrom((at, length) => at >= length),
  first: (model) => [windowAt(model, 0, 0)],
  steps: stepMarks,
  rest: restOf,
  window: (model, where, position) => [windowAt(model, position.row, position.column, planesAt(model, where, position))],
  taps: tapsOf,
  output: () => [],
};

// where: a Place or null; position: of the output that was asked for.
export const slipMarks = (model, where, position) => {
  if (!where) return NO_SLIP;
  const [down, across] = where.what === "output" ? where.at[0] : [0, 0];
  const other = slipMark([position.row + down], [position.column + across], [position.plane]);
  return { source: IN_SOURCE[where.what](model, where, position), result: where.what === "output" ? [other] : [] };
};
