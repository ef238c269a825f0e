// A class keeps its colour from sweep to sweep.
import { equal, test } from "./harness.js";
import { lookOfClass } from "/assets/components/cnnviz/class_looks.js";
import { drawCurves } from "/assets/components/sweep/sweep_curve.js";

const CLASSES = 10;
const told = { amounts: [0, 1], texts: ["0", "1"], unit: "", names: Array.from({ length: CLASSES }, (_, i) => `class ${i}`), alt: "", marks: [] };

// The strokes of the named classes, the likeliest first.
const strokesOf = (peaks) => {
  const shares = [0, 1].flatMap(() => told.names.map((_, one) => peaks[one] ?? 0));
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawCurves(svg, told, shares, 500);
  return [...svg.querySelectorAll(".line")].map((line) => line.style.stroke);
};

test("all ten classes differ in colour", () => {
  equal(new Set(told.names.map((_, one) => lookOfClass(one).colour)).size, CLASSES);
});

test("a class has the same colour whatever its rank", () => {
  const [three, seven] = [3, 7].map((one) => lookOfClass(one).colour);
  equal(strokesOf({ 3: 0.7, 7: 0.3 }), [three, seven]);
  equal(strokesOf({ 3: 0.3, 7: 0.7 }), [seven, three]);
  equal(strokesOf({ 7: 1 }), [seven]);
});
