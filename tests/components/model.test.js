import { axisWindows, newRandom, randomAxis, windowsOf } from "./geometry.js";
import { equal, ok, test } from "./harness.js";
import { hiddenContent, metByTap, planesOf, resultContent, sourceContent, touchedBy, windowOf } from "/assets/components/linked/figure/model.js";

const range = (count) => Array.from({ length: count }, (_, i) => i);
const sorted = (positions) => positions.map(String).toSorted();
const pairs = (rows, columns) => rows.flatMap((row) => columns.map((column) => [row, column]));

// A model of maps of one palette's indices; `cut`: how many rows and columns more the source has than the windows know.
const modelOf = (rows, columns, more = {}, { planes = 1, cut = 0 } = {}) => {
  const windows = windowsOf(rows, columns);
  const [height, width] = [rows.size + cut, columns.size + cut];
  const palette = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
  const values = Float32Array.from({ length: planes * height * width }, (_, i) => i);
  const names = range(planes).map((i) => `map ${i}`);
  const source = { id: "s", planes, height, width, values, step: 1, index: Uint8Array.from(values), palette, names, label: "Input", alt: "a ramp" };
  const result = {
    planes, height: windows.rows.shape[0], width: windows.columns.shape[0], operation: "conv", separate: true, precision: "f8", names, palette,
    weights: Object.assign(new Float32Array(rows.taps * columns.taps).fill(1), { shape: [1, 1, rows.taps, columns.taps] }), label: "Output 7 × 7", alt: "secret", ...more,
  };
  result.index ??= new Uint8Array(planes * result.height * result.width);
  return { source, windows, result };
};

const AXIS = { size: 5, taps: 3, stride: 1, dilation: 1, before: 1, after: 1, mode: "constant" };

// The outputs whose windows hold a position, found by looking at them all. A pixel is held by whatever shows it.
const holding = (model, { row, column }) => {
  const { windows, result } = model;
  const shows = (name, offset, at) => windows[`padded_${name}`][at + offset];
  const isPixel = row >= 0 && column >= 0 && shows("rows", windows.top, row) === row && shows("columns", windows.left, column) === column;
  return pairs(range(result.height), range(result.width)).filter(([y, x]) => {
    const under = windowOf(model, { plane: 0, row: y, column: x });
    return pairs(under.rows, under.columns).some(([r, c]) => (isPixel
      ? shows("rows", windows.top, r) === row && shows("columns", windows.left, c) === column
      : r === row && c === column));
  });
};

test("an output is touched by a position if and only if its window holds it, in the padding and in its copies too", () => {
  const random = newRandom(3);
  for (let trial = 0; trial < 60; trial += 1) {
    const [rows, columns] = [randomAxis(random), randomAxis(random)];
    const model = modelOf(rows, columns, {}, { cut: trial % 3 });
    const { windows } = model;
    for (const [y, x] of pairs(range(windows.padded_rows.length), range(windows.padded_columns.length))) {
      const position = { plane: 0, row: y - windows.top, column: x - windows.left };
      const touched = touchedBy(model, position);
      equal(sorted(pairs(touched.rows, touched.columns)), sorted(holding(model, position)), JSON.stringify([rows, columns, position]));
    }
  }
});

test("a window lies in the padding before the picture at negative positions", () => {
  const model = modelOf({ ...AXIS, dilation: 2 }, AXIS);
  equal(windowOf(model, { plane: 0, row: 0, column: 1 }), { rows: [-1, 1, 3], columns: [0, 1, 2] });
});

test("windows may be of different sizes, as in an adaptive pool", () => {
  const model = modelOf(AXIS, AXIS, { operation: "pool" });
  model.windows.rows = Object.assign(Int16Array.from([1, 2, -1, 3, 4, 5]), { shape: [2, 3] });
  model.result.height = 2;
  equal(windowOf(model, { plane: 0, row: 0, column: 0 }).rows, [0, 1]);
  equal(touchedBy(model, { plane: 0, row: 2, column: 0 }).rows, [1]);
});

test("pools and activations keep maps apart, a convolution of several maps adds them up", () => {
  const position = { plane: 2, row: 1, column: 1 };
  for (const operation of ["pool", "activation"]) {
    const model = modelOf(AXIS, AXIS, { operation }, { planes: 3 });
    equal(touchedBy(model, position).planes, [2]);
    equal(planesOf(model, position), [2]);
  }
  const mixing = modelOf(AXIS, AXIS, { separate: false }, { planes: 3 });
  equal(touchedBy(mixing, position).planes, null);
  equal(planesOf(mixing, position), null);
  equal(planesOf(modelOf(AXIS, AXIS, {}, { planes: 3 }), position), [2]);
});

test("a flattened pixel is one number, in the line of its map", () => {
  const model = modelOf(AXIS, AXIS, { operation: "flatten" }, { planes: 3 });
  equal(touchedBy(model, { plane: 2, row: 1, column: 3 }), { planes: [0], rows: [2], columns: [1 * 5 + 3] });
  equal(planesOf(model, { plane: 0, row: 2, column: 8 }), [2]);
  equal(windowOf(model, { plane: 0, row: 2, column: 8 }), { rows: [1 - 1], columns: [3 - 1] }, "a position counts from the padding");
});

test("a weight meets, over all outputs, each position its window row and column come to lie on", () => {
  const random = newRandom(8);
  for (let trial = 0; trial < 40; trial += 1) {
    const [rows, columns] = [randomAxis(random), randomAxis(random)];
    const model = modelOf(rows, columns);
    const tap = [rows.taps - 1, 0];
    const met = metByTap(model, tap, { plane: 0, row: 0, column: 0 });
    const outputs = pairs(range(model.result.height), range(model.result.width)).map(([row, column]) => windowOf(model, { plane: 0, row, column }));
    const under = outputs.map((window) => [window.rows[tap[0]], window.columns[tap[1]]]);
    equal(sorted(pairs(met.source.rows, met.source.columns)), [...new Set(sorted(under))]);
    const { padded_rows: down, padded_columns: across, top, left } = model.windows;
    const onPixels = under.filter(([row, column]) => down[row + top] >= 0 && across[column + left] >= 0);
    equal(met.result.rows.length * met.result.columns.length, onPixels.length);
  }
});

test("of several kernels, a weight belongs to the outputs of its own", () => {
  const weights = Object.assign(new Float32Array(4 * 9), { shape: [4, 1, 3, 3] });
  const of = (more) => metByTap(modelOf(AXIS, AXIS, { weights, ...more }, { planes: 4 }), [0, 0], { plane: 3, row: 1, column: 0 }).result;
  equal(of({ separate: false }).planes, [3]);
  equal(of({ operation: "combined" }).planes, null);
  equal(of({ operation: "dense" }).rows, [1]);
  equal(metByTap(modelOf(AXIS, AXIS, {}, { planes: 3 }), [0, 0], { plane: 2, row: 1, column: 0 }).result.planes, null, "one kernel for all maps");
});

test("the source is drawn with its padding, whose cells show where their value comes from", () => {
  const content = sourceContent(modelOf({ ...AXIS, mode: "reflect" }, AXIS));
  equal([content.rows, content.columns, content.top, content.left, content.height, content.width], [7, 7, 1, 1, 5, 5]);
  equal([content.image.height, content.image.width], [7, 7]);
  equal([content.paddingKind(0, 0), content.paddingKind(-1, 0), content.paddingKind(5, 4), content.paddingKind(0, -1), content.paddingKind(-1, 5)], ["", "repeated", "repeated", "zero", "zero"]);
  equal([content.text(0, 2, 3), content.text(0, -1, 3), content.text(0, 5, 3), content.text(0, 2, -1)], ["13", "3", "23", "0"]);
  ok(content.inkOn(0, 0, -1) === "", "on paper");
  equal([content.inkOn(0, 0, 0), content.inkOn(0, 4, 4)], ["#fff", "#fff"]);
});

test("padding shows 0 only where it counts as 0", () => {
  const shown = (kind) => sourceContent(modelOf(AXIS, AXIS, { operation: "pool", kind })).text(0, -1, 2);
  equal(["max", "min", "median", "lp", "sum"].map((kind) => shown(kind)), ["–", "–", "–", "–", "0"]);
  for (const counts of [true, false]) {
    const model = modelOf(AXIS, AXIS, { operation: "pool", kind: "average" });
    for (const name of ["rows", "columns"]) {
      const { [name]: windows, [`padded_${name}`]: shows } = model.windows;
      const under = (index) => Array.from(windows.subarray(index * AXIS.taps, (index + 1) * AXIS.taps)).filter((at) => counts || shows[at] >= 0);
      model.windows[`counted_${name}`] = range(windows.shape[0]).map((index) => under(index).length);
    }
    equal(sourceContent(model).text(0, -1, 2), counts ? "0" : "–");
  }
});

test("where the source was cut to fit, what is beyond is padding and no longer its own pixels", () => {
  const content = sourceContent(modelOf({ ...AXIS, mode: "nearest" }, AXIS, {}, { cut: 1 }));
  equal([content.rows, content.height, content.columns, content.width], [7, 5, 7, 5]);
  equal([content.paddingKind(5, 0), content.paddingKind(0, 5)], ["repeated", "zero"]);
  equal([content.text(0, 5, 1), content.text(0, 4, 1), content.text(0, 0, 5)], ["25", "25", "0"]);
});

test("content keeps its key while only values change, and gets another with its geometry", () => {
  const key = (model) => sourceContent(model).key;
  const model = modelOf(AXIS, AXIS);
  equal(key(model), key({ ...model, source: { ...model.source, id: "other" } }));
  ok(key(model) !== key(modelOf({ ...AXIS, before: 2 }, AXIS)));
  ok(key(model) !== key(modelOf({ ...AXIS, before: 0, after: 2 }, AXIS)), "as large, but elsewhere");
  ok(key(model) !== key(modelOf(AXIS, AXIS, {}, { planes: 2 })));
});

test("the result's cells carry the numbers that were sent, or else sums", () => {
  const model = modelOf(AXIS, AXIS);
  equal(resultContent(model).text(0, 1, 1), "54"); // 0 + 1 + 2 + 5 + 6 + 7 + 10 + 11 + 12
  const sent = { ...model, result: { ...model.result, values: new Float64Array(25).fill(0.125) } };
  equal(resultContent(sent).text(0, 1, 1), "0.125");
});

test("before the size is found, neither label nor description tells it", () => {
  const hidden = hiddenContent(modelOf(AXIS, AXIS));
  ok(!/\d/.test(hidden.label + hidden.alt));
  ok(!hidden.alt.includes("secret"));
});

test("the tests' own windows cover what they are asked to", () => {
  const { indices, shows } = axisWindows({ size: 4, taps: 3, stride: 2, dilation: 1, before: 1, after: 1, mode: "wrap" });
  equal(indices, [0, 1, 2, 2, 3, 4]);
  equal(shows, [3, 0, 1, 2, 3, 0]);
});
