// A question that a page has not drawn yet is told to it once, and again if it stays away.

import { equal, test } from "./harness.js";
import { newPulse } from "/assets/components/asked_of_class.js";

const newBeat = () => {
  const said = [];
  const clock = { now: 0 };
  return { said, clock, beat: newPulse((pulse) => said.push(pulse), () => clock.now) };
};

test("a page that has drawn the newest question is told nothing", () => {
  const { said, beat } = newBeat();
  beat(3, 3);
  equal(said, []);
});

test("a page that is slow to draw a question is told of it once", () => {
  const { said, clock, beat } = newBeat();
  for (clock.now = 0; clock.now < 4000; clock.now += 800) beat(4, 3);
  equal(said, [4]);
});

test("each new question is told at once", () => {
  const { said, beat } = newBeat();
  beat(4, 3);
  beat(5, 3);
  equal(said, [4, 5]);
});

test("a page that never draws a question is told of it again", () => {
  const { said, clock, beat } = newBeat();
  beat(4, 3);
  clock.now = 6000;
  beat(4, 3);
  equal(said, [4, 4]);
});
