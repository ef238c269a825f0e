import { equal, ok, test } from "./harness.js";
import { CALM_STEP, LONGEST_LAP, SPEEDS, USUAL_STEP, positionAfter, stepLength } from "/assets/components/linked/pace.js";

const SIZES = [1, 4, 16, 80, 81, 3600, 262144];

test("one lap takes at most the longest lap, whatever the size and the speed", () => {
  for (const count of SIZES) {
    for (const [, speed] of SPEEDS) ok(count * stepLength(count, speed) <= LONGEST_LAP * (1 + 1e-12), `${count} positions at ${speed}`);
  }
});

test("a small map is gone through at the usual pace", () => {
  equal(stepLength(16, 1), USUAL_STEP);
  equal(stepLength(16, 4), USUAL_STEP / 4);
});

test("at once is at the end in no time", () => {
  equal(stepLength(100, Infinity), 0);
  equal(positionAfter(3, 0, 0, 100), 99);
});

test("who asked for less motion gets calm steps", () => {
  equal(stepLength(262144, 16, true), CALM_STEP);
});

test("after the length of a lap the last position is reached, and not left", () => {
  for (const count of SIZES) {
    const length = stepLength(count, 1);
    equal(positionAfter(0, 0, length, count), 0);
    equal(positionAfter(0, count * length, length, count), count - 1);
    equal(positionAfter(0, 10 * LONGEST_LAP, length, count), count - 1);
  }
});

test("a large map skips positions rather than time", () => {
  const length = stepLength(262144, 1);
  ok(positionAfter(0, 1000 / 60, length, 262144) > 100, "positions in one frame");
});
