import { equal, ok, test } from "./harness.js";
import { CALM_STEP, LONGEST_LAP, SPEEDS, USUAL_STEP, paceOf, positionAfter } from "/assets/components/linked/playing/timeline.js";

const SIZES = [1, 4, 16, 80, 81, 3600, 262144];

test("one lap takes at most the longest lap, whatever the size and the speed", () => {
  for (const count of SIZES) {
    for (const [, speed] of SPEEDS) for (const calm of [false, true]) {
      const { length, jump } = paceOf(count, speed, calm);
      ok(((count - 1) / jump) * length <= LONGEST_LAP * (1 + 1e-12), `${count} positions at ${speed}`);
    }
  }
});

test("a small map is gone through at the usual pace", () => {
  equal(paceOf(16, 1), { length: USUAL_STEP, jump: 1 });
  equal(paceOf(16, 4), { length: USUAL_STEP / 4, jump: 1 });
});

test("at once is at the end in no time", () => {
  const pace = paceOf(100, Infinity);
  equal(pace.length, 0);
  equal(positionAfter(3, 0, pace, 100), 99);
});

test("who asked for less motion gets calm steps", () => {
  equal(paceOf(16, 16, true), { length: CALM_STEP, jump: 1 });
  equal(paceOf(262144, 16, true).length, CALM_STEP);
});

test("after the length of a lap the last position is reached, and not left", () => {
  for (const count of SIZES) {
    const pace = paceOf(count, 1);
    equal(positionAfter(0, 0, pace, count), 0);
    equal(positionAfter(0, count * pace.length, pace, count), count - 1);
    equal(positionAfter(0, 10 * LONGEST_LAP, pace, count), count - 1);
  }
});

test("a large map skips positions rather than time", () => {
  ok(positionAfter(0, 1000 / 60, paceOf(262144, 1), 262144) > 100, "positions in one frame");
});
