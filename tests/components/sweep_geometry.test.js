import { test, equal, ok } from "./harness.js";
import {
  alongAxis, labelPoints, namedClasses, nearestStep, pathOf, sharesOf,
} from "/assets/components/sweep/sweep_geometry.js";

const AMOUNTS = [-2, 0, 1, 8];
const SHARES = [0.9, 0.1, 0, 0.5, 0.3, 0.2, 0.1, 0.8, 0.1, 0, 1, 0]; // four steps of three classes

test("the ends of the axis are the ends of the amounts", () => {
  const xOf = alongAxis(AMOUNTS, 40, 540);
  equal(AMOUNTS.map(xOf), [40, 140, 190, 540]);
});

test("a finger on a step's coordinate finds the step, and beyond the ends the last one", () => {
  const xOf = alongAxis(AMOUNTS, 40, 540);
  equal(AMOUNTS.map((amount) => nearestStep(AMOUNTS, 40, 540, xOf(amount))), [0, 1, 2, 3]);
  equal([-500, 164, 166, 9999].map((x) => nearestStep(AMOUNTS, 40, 540, x)), [0, 1, 2, 3]);
});

test("a class's shares are its column", () => {
  equal(sharesOf(SHARES, 3, 1), [0.1, 0.3, 0.8, 1]);
});

test("classes that are ever likely have a name, the likeliest first, and not too many", () => {
  equal(namedClasses(SHARES, 3), [1, 0, 2]);
  equal(namedClasses(SHARES, 3, 2), [1, 0]);
  equal(namedClasses(SHARES, 3, 5, 0.5), [1, 0]);
});

test("a path goes from point to point", () => {
  equal(pathOf([[0, 1], [2.25, 3]]), "M0.0 1.0L2.3 3.0");
});

test("names lie within the plot and not over each other, even where lines do", () => {
  const points = Array.from({ length: 11 }, (_, i) => [50 * i, 100]);
  const lines = ["Bag", "Ankle boot", "Sandal", "Coat"].map((name) => ({ name, points }));
  const labels = labelPoints(lines, 0, 500, 0, 200);
  ok(labels.length >= 3);
  for (const [i, one] of labels.entries()) {
    ok(one.x > 0 && one.x < 500 && one.y > 0 && one.y < 200);
    for (const other of labels.slice(i + 1)) ok(Math.abs(one.y - other.y) >= 15 || one.x !== other.x);
  }
});

test("a name stands where its line is above the others", () => {
  const xs = Array.from({ length: 11 }, (_, i) => 100 * i);
  const falling = { name: "left", points: xs.map((x) => [x, x / 10]) };
  const rising = { name: "right", points: xs.map((x) => [x, 100 - x / 10]) };
  const [one, other] = labelPoints([falling, rising], 0, 1000, -50, 200);
  ok(one.x < 300 && other.x > 700, `${one.x} ${other.x}`);
});
