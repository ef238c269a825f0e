import { equal, ok, test } from "./harness.js";
import { clamped, sameList, samePlace, within } from "/assets/components/cnnviz/places.js";

const PART = { planes: 2, height: 3, width: 4 };

test("a place is within a map from its first to its last cell, and not in the padding", () => {
  ok(within(PART, { row: 0, column: 0 }));
  ok(within(PART, { row: 2, column: 3 }));
  for (const place of [{ row: -1, column: 0 }, { row: 0, column: -1 }, { row: 3, column: 0 }, { row: 0, column: 4 }]) ok(!within(PART, place));
});

test("a place beyond a map becomes the nearest one that there is, along each axis", () => {
  equal(clamped(PART, { plane: 5, row: -2, column: 9 }), { plane: 1, row: 0, column: 3 });
  equal(clamped(PART, { plane: -1, row: 7, column: -1 }), { plane: 0, row: 2, column: 0 });
  const inside = { plane: 1, row: 1, column: 2 };
  equal(clamped(PART, inside), inside);
});

test("places are the same if all three of their numbers are", () => {
  const place = { plane: 1, row: 2, column: 3 };
  ok(samePlace(place, { ...place }));
  for (const name of Object.keys(place)) ok(!samePlace(place, { ...place, [name]: 0 }), name);
});

test("a place is compared with what Python sent, and with nothing", () => {
  ok(sameList([0, 1, 2], [0, 1, 2]));
  ok(!sameList([0, 1, 2], [0, 1, 3]));
  ok(!sameList([0, 1, 2], null));
  ok(!sameList([0, 1, 2], undefined));
});
