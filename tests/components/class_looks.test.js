// A class keeps its colour from sweep to sweep, and from page to page.
import { equal, test } from "./harness.js";
import { pack } from "./packed.js";
import { lookOfClass } from "/assets/components/cnnviz/class_looks.js";
import scores from "/assets/components/scores/scores.js";
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

// The colours beside the names on Network, in the order of the lines.
const squaresOf = (order) => {
  const parentElement = document.createElement("div");
  parentElement.append(Object.assign(document.createElement("div"), { className: "scores" }));
  const number = (value) => ({ text: "", told: "", value, chosen: false });
  const lines = order.map((one) => ({ name: told.names[one], number: one, top: one === order[0], score: number(1), share: number(0.1) }));
  scores({ parentElement, data: pack({ label: "", unlike: false, limits: [0, 1], follow: ".none", lines }), setStateValue: () => {} });
  return [...parentElement.querySelectorAll(".square")].map(({ style }) => style.background);
};

test("a class has the colour beside its name on Network that its curve has on Break it", () => {
  const order = [4, 0, 9, 7, 1, 3, 8, 2, 6, 5];
  equal(squaresOf(order), order.map((one) => strokesOf({ [one]: 1 })[0]));
});
