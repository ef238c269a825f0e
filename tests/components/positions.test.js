import { equal, ok, test } from "./harness.js";
import { clamped, sameList, samePosition, within } from "/assets/components/cnnviz/positions.js";

const PART = { planes: 2, height: 3, width: 4 };

test("a position is within a map from its first to its last cell, and not in the padding", () => {
  ok(within(PART, { row: 0, column: 0 }));
  ok(within(PART, { row: 2, column: 3 }));
  for (const position of [{ row: -1, column: 0 }, { row: 0, column: -1 }, { row: 3, column: 0 }, { row: 0, column: 4 }]) ok(!within(PART, position));
});

test("a position beyond a map becomes the nearest one that there is, along each axis", () => {
  equal(clamped(PART, { plane: 5, row: -2, column: 9 }), { plane: 1, row: 0, column: 3 });
  equal(clamped(PART, { plane: -1, row: 7, column: -1 }), { plane: 0, row: 2, column: 0 });
  const inside = { plane: 1, row: 1, column: 2 };
  equal(clamped(PART, inside), inside);
});

test("positions are the same if all three of their numbers are", () => {
  const position = { plane: 1, row: 2, column: 3 };
  ok(samePosition(position, { ...position }));
  for (const name of Object.keys(position)) ok(!samePosition(position, { ...position, [name]: 0 }), name);
});

test("a position is compared with what Python sent, and with nothing", () => {
  ok(sameList([0, 1, 2], [0, 1, 2]));
  ok(!sameList([0, 1, 2], [0, 1, 3]));
  ok(!sameList([0, 1, 2], null));
  ok(!sameList([0, 1, 2], undefined));
});
