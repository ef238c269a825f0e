import { equal, test } from "./harness.js";
import { turnedText, weightTexts } from "/assets/components/cnnviz/kernel_text.js";

test("a kernel turned by half a turn begins with its last weight; turned twice it is as before", () => {
  const text = "1 2 3\n1/4 -5 6";
  equal(turnedText(text), "6 -5 1/4\n3 2 1");
  equal(turnedText(turnedText(text)), text);
});

test("weights are written as short as they can be typed, beside larger ones, too", () => {
  const gap = 2 ** -22; // beside a 2
  const onGrid = (weight) => Math.round(weight / gap) * gap;
  equal(weightTexts([[2, onGrid(-0.8), onGrid(0.1)]]), [["2", "-0.8", "0.1"]]);
  equal(weightTexts([[0, Math.fround(1 / 9)]]), [["0", "0.11111111"]]);
  equal(weightTexts([[0, 0]]), [["0", "0"]]);
});
