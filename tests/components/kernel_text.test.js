import { equal, test } from "./harness.js";
import { turnedText } from "/assets/components/linked/kernel_text.js";

test("a kernel turned by half a turn begins with its last weight; turned twice it is as before", () => {
  const text = "1 2 3\n1/4 -5 6";
  equal(turnedText(text), "6 -5 1/4\n3 2 1");
  equal(turnedText(turnedText(text)), text);
});
