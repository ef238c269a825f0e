import { test, equal } from "./harness.js";
import { nextCell } from "/assets/components/confusion/confusion.js";

test("the arrow keys lead to the neighbour", () => {
  equal(nextCell("ArrowUp", [3, 4], 10), [2, 4]);
  equal(nextCell("ArrowRight", [3, 4], 10), [3, 5]);
});

test("at the edge there is none", () => {
  equal(nextCell("ArrowUp", [0, 4], 10), null);
  equal(nextCell("ArrowRight", [3, 9], 10), null);
});

test("Home and End lead along the row, and other keys nowhere", () => {
  equal(nextCell("Home", [3, 4], 10), [3, 0]);
  equal(nextCell("End", [3, 4], 10), [3, 9]);
  equal(nextCell("Tab", [3, 4], 10), null);
});
