import { windowsOf } from "./geometry.js";
import { equal, test } from "./harness.js";
import { slipMarks } from "/assets/components/linked/slip_marks.js";

const AXIS = { size: 5, taps: 3, stride: 1, dilation: 1, before: 1, after: 1, mode: "constant" };
const modelOf = (rows, columns = rows) => {
  const windows = windowsOf(rows, columns);
  const result = { planes: 1, height: windows.rows.shape[0], width: windows.columns.shape[0], operation: "conv", separate: true };
  return { source: { planes: 1 }, windows, result };
};
const MODEL = modelOf(AXIS);
const AT = { plane: 0, row: 2, column: 3 };
const place = (what, more = {}) => ({ what, at: [], axis: null, channel: null, ...more });

// Every marked cell of a figure as "row column", sorted.
const cells = (marks) => marks.flatMap(({ rows, columns }) => rows.flatMap((row) => columns.map((column) => `${row} ${column}`))).toSorted();
const inSource = (where, model = MODEL) => cells(slipMarks(model, where, AT).source);
const grid = (from, to, isIn) => {
  const all = Array.from({ length: to - from }, (_, i) => from + i);
  return all.flatMap((row) => all.filter((column) => isIn(row, column)).map((column) => `${row} ${column}`)).toSorted();
};
const isOut = (at) => at < 0 || at >= AXIS.size;

test("no slip marks nothing", () => equal(slipMarks(MODEL, null, AT), { source: [], result: [] }));

test("a padding that was left out lights up, each cell once, and along one axis only where it was left out there", () => {
  equal(inSource(place("padding")), grid(-1, 6, (row, column) => isOut(row) || isOut(column)));
  equal(inSource(place("padding", { axis: 0 })), grid(-1, 6, (row) => isOut(row)));
  equal(inSource(place("padding", { axis: 1 })), grid(-1, 6, (row, column) => isOut(column)));
  equal(inSource(place("after")), grid(-1, 6, (row, column) => row >= AXIS.size || column >= AXIS.size));
});

test("the first window, and the next a stride further", () => {
  const wide = modelOf({ ...AXIS, size: 9, stride: 4, before: 0, after: 0 });
  equal(inSource(place("first"), wide), grid(0, 3, () => true));
  equal(inSource(place("steps"), wide), [...grid(0, 3, () => true), ...grid(4, 7, () => true)].toSorted());
});

test("what no window reaches is marked; where they reach all, the last window", () => {
  const short = modelOf({ ...AXIS, size: 6, stride: 2, before: 0, after: 0 });
  equal(inSource(place("rest"), short), grid(0, 6, (row, column) => row === 5 || column === 5));
  equal(inSource(place("rest")), grid(3, 6, () => true));
});

test("positions of the window are those of the output that was asked for", () => {
  equal(inSource(place("window")), grid(1, 5, (row, column) => row < 4 && column >= 2));
  equal(inSource(place("taps", { at: [[0, 1], [2, 2]] })), ["1 3", "3 4"]);
  equal(slipMarks(MODEL, place("taps", { at: [[0, 0]], channel: 2 }), AT).source[0].planes, [2]);
});

test("another output is marked in the map", () => {
  const { source, result } = slipMarks(MODEL, place("output", { at: [[-1, 0]] }), AT);
  equal([cells(source), cells(result)], [[], ["1 3"]]);
});
