import { equal, test } from "./harness.js";
import { actionOf } from "/assets/components/linked/input/keyboard.js";

const press = (key, held = {}) => actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test("arrows move by one in their direction", () => {
  equal(press("ArrowUp"), { move: [-1, 0] });
  equal(press("ArrowDown"), { move: [1, 0] });
  equal(press("ArrowLeft"), { move: [0, -1] });
  equal(press("ArrowRight"), { move: [0, 1] });
});

test("Home and End go to the first and the last place, space plays", () => {
  equal(press("Home"), { go: "first" });
  equal(press("End"), { go: "last" });
  equal(press(" "), { play: true });
});

test("the browser keeps its own shortcuts, and all other keys", () => {
  equal(press("ArrowLeft", { altKey: true }), null);
  equal(press("+", { ctrlKey: true }), null);
  equal(press("Tab"), null);
  equal(press("a"), null);
});
