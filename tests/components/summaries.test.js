import { windowsOf } from "./geometry.js";
import { equal, ok, test } from "./harness.js";
import { metByTap, touchedBy } from "/assets/components/linked/figure/model.js";
import { outputSummary, pixelSummary, tapSummary } from "/assets/components/cnnviz/summaries.js";

const AXIS = { size: 6, taps: 3, stride: 1, dilation: 1, before: 1, after: 1, mode: "constant" };
const weightsOf = (...shape) => Object.assign(Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i / 4), { shape });

const modelOf = (rows = AXIS, columns = AXIS, more = {}, names = [""]) => {
  const windows = windowsOf(rows, columns);
  const [planes, height, width] = [names.length, rows.size, columns.size];
  const values = Float32Array.from({ length: planes * height * width }, (_, i) => i);
  const source = { planes, height, width, values, step: 1, names, lines: [] };
  const result = {
    planes, height: windows.rows.shape[0], width: windows.columns.shape[0], operation: "conv", separate: true, names, lines: [],
    weights: weightsOf(1, 1, 3, 3), ...more,
  };
  return { source, windows, result };
};

const saidOf = (model, row, column, plane = 0) => pixelSummary(model, { plane, row, column }, touchedBy(model, { plane, row, column }));
const saidOfTap = (model, tap, position = { plane: 0, row: 0, column: 0 }) => tapSummary(model, tap, metByTap(model, tap, position));

test("an output is told by its position and number", () => {
  equal(outputSummary({ title: "row 3, column 5", total: -42 }), "Row 3, column 5: −42");
});

test("a pixel is told with its value and the outputs it takes part in", () => {
  equal(saidOf(modelOf(), 2, 3), "Row 2, column 3 (value 15) lies under 9 windows: those of the outputs in rows 1–3, columns 2–4.");
  equal(saidOf(modelOf(), 0, 0), "Row 0, column 0 (value 0) lies under 4 windows: those of the outputs in rows 0–1, columns 0–1.");
  const strided = { ...AXIS, stride: 3 };
  equal(saidOf(modelOf(strided, strided), 2, 4), "Row 2, column 4 (value 16) lies under 1 window: that of the output in row 1, column 1.");
});

test("a pixel that a stride steps over lies under no window", () => {
  const sparse = { ...AXIS, taps: 1, stride: 2, before: 0, after: 0 };
  equal(saidOf(modelOf(sparse, sparse), 1, 0), "Row 1, column 0 (value 6) lies under no window.");
});

test("outputs at equal distances are told as such, and not as all between", () => {
  const spread = { ...AXIS, size: 9, dilation: 2, before: 0, after: 0 };
  ok(saidOf(modelOf(spread, AXIS), 4, 2).includes("in every 2nd of the rows 0–4, columns 1–3"));
  const steps = [2, 3, 4, 11, 12, 21, 22, 103].map((dilation) => {
    const long = { ...spread, size: 2 * dilation + 1 + 2 * dilation, dilation };
    return /every (\d+\w\w) /.exec(saidOf(modelOf(long, AXIS), 2 * dilation, 2))[1];
  });
  equal(steps, ["2nd", "3rd", "4th", "11th", "12th", "21st", "22nd", "103rd"]);
});

test("one output is one output", () => {
  const whole = { ...AXIS, size: 3, before: 0, after: 0 };
  ok(saidOfTap(modelOf(whole, whole), [1, 1]).includes("contributes to 1 of 1 output: "), saidOfTap(modelOf(whole, whole), [1, 1]));
});

test("outputs at both ends, which a border brings to a pixel, are not told as all between", () => {
  const border = { ...AXIS, mode: "wrap" };
  ok(saidOf(modelOf(border, border), 0, 2).endsWith("lies under 9 windows: those of the outputs in rows 0–1 and 5, columns 1–3."), saidOf(modelOf(border, border), 0, 2));
  const both = { ...AXIS, taps: 2, dilation: 3, before: 0, after: 0 };
  ok(!saidOf(modelOf(both, both), 3, 3).includes("every"), saidOf(modelOf(both, both), 3, 3));
});

test("padding says where its value comes from", () => {
  ok(saidOf(modelOf(), -1, 2).startsWith("Row −1, column 2 (a padded zero) lies under 3 windows"));
  const border = { ...AXIS, mode: "wrap" };
  ok(saidOf(modelOf(border, border), 6, 2).includes("(padding, a copy of row 0, column 2: 2)"), saidOf(modelOf(border, border), 6, 2));
});

test("of several maps the map is named, and what is mixed is told of each", () => {
  const names = ["Red", "Green", "Blue"];
  ok(saidOf(modelOf(AXIS, AXIS, { separate: false }, names), 2, 3, 1).startsWith("Green, row 2, column 3 (value 51)"));
  ok(saidOf(modelOf(AXIS, AXIS, { separate: false }, names), 2, 3, 1).endsWith("of each of the 3 maps."));
  ok(!saidOf(modelOf(AXIS, AXIS, { operation: "pool", weights: null }, names), 2, 3, 1).includes("of each"));
});

test("layers of a network say what becomes of a number in their own words", () => {
  equal(saidOf(modelOf(AXIS, AXIS, { operation: "activation", function: "relu" }), 2, 3), "Row 2, column 3 (value 15) goes through relu on its own.");
  equal(saidOf(modelOf(AXIS, AXIS, { operation: "flatten", width: 36 }), 2, 3), "Row 2, column 3 (value 15) becomes number 15.");
  ok(saidOf(modelOf(AXIS, AXIS, { operation: "dense" }), 2, 3).includes("contributes to each of the 6 logits"));
  ok(saidOf(modelOf(AXIS, AXIS, { operation: "softmax" }), 2, 3).includes("contributes to each of the 6 probabilities"));
});

test("a weight is told with its value and the outputs it meets a pixel in", () => {
  equal(saidOfTap(modelOf(), [1, 1]), "This weight (1) contributes to 36 of 36 outputs: rows 0–5, columns 0–5.");
  equal(saidOfTap(modelOf(), [0, 2]), "This weight (0.5) contributes to 25 of 36 outputs: rows 1–5, columns 0–4.");
});

test("of several kernels or maps a weight has no one value, and the position of a pool none at all", () => {
  const names = ["a", "b"];
  const said = saidOfTap(modelOf(AXIS, AXIS, { separate: false, weights: weightsOf(2, 2, 3, 3) }, names), [1, 1], { plane: 1, row: 0, column: 0 });
  equal(said, "This weight contributes to 36 of 36 outputs of b: rows 0–5, columns 0–5.");
  equal(saidOfTap(modelOf(AXIS, AXIS, { operation: "pool", weights: null }), [1, 1]), "This position in the window contributes to 36 of 36 outputs: rows 0–5, columns 0–5.");
});
