import { makeDraggable, newDrag } from "/assets/components/linked/input/kernel_drag.js";
import { dragStep } from "/assets/components/cnnviz/kernel_text.js";
import { equal, ok, test } from "./harness.js";

const STEP = 6; // pixels; see PIXELS
const at = (clientY, more = {}) => ({ clientY, shiftKey: false, altKey: false, ...more });

// A number that is dragged from the height of 100; what happens to it is written down.
const dragged = (text, largest = 1) => {
  const done = [];
  const note = (name) => () => done.push(name);
  const drag = newDrag({ begin: note("begin"), text: () => text, largest: () => largest, move: (to) => done.push(to), end: note("end"), giveUp: note("giveUp") }, at(100));
  return { drag, done };
};
const escape = () => {
  const event = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  return event;
};

test("a press that wanders little is no drag", () => {
  const { drag, done } = dragged("1");
  for (const y of [101, 97, 103]) drag.move(at(y));
  drag.end();
  equal([drag.moved, done], [false, []]);
  ok(!escape().defaultPrevented);
});

test("upwards is more, with Shift finer and with Alt coarser; at the start it is written as it was", () => {
  const { drag, done } = dragged("1/4", 3);
  const step = dragStep(3);
  drag.move(at(100 - 2 * STEP));
  drag.move(at(100 + STEP, { altKey: true }));
  drag.move(at(100 - STEP, { shiftKey: true }));
  drag.move(at(100));
  drag.end();
  const near = (steps, size) => String(Math.round((Math.round(0.25 / size + steps) * size) * 1e9) / 1e9);
  equal(done, ["begin", near(2, step), near(-1, 10 * step), near(1, step / 10), "1/4", "end"]);
});

test("Escape gives up once, nobody else hears of it, and the rest of the drag does nothing", () => {
  const { drag, done } = dragged("5");
  let heard = 0;
  document.body.onkeydown = () => { heard += 1; };
  drag.move(at(100 - STEP));
  ok(escape().defaultPrevented);
  drag.move(at(100 - 5 * STEP));
  drag.end();
  equal([done, heard], [["begin", "5.1", "giveUp"], 0]);
  ok(!escape().defaultPrevented);
  equal([done.length, heard, drag.moved], [3, 1, true]);
  document.body.onkeydown = null;
});

test("an input is dragged by the mouse, and by a finger only once it has the focus", () => {
  const input = document.body.appendChild(document.createElement("input"));
  const done = [];
  makeDraggable(input, { begin: () => {}, text: () => "1", largest: () => 1, move: (text) => done.push(text), end: () => done.push("end"), giveUp: () => {} });
  input.setPointerCapture = () => {};
  const swipe = (pointerType) => {
    for (const [name, clientY] of [["down", 100], ["move", 100 - STEP], ["up", 100 - STEP]]) {
      input.dispatchEvent(new PointerEvent(`pointer${name}`, { pointerType, button: 0, clientY }));
    }
  };
  swipe("mouse");
  equal(done.splice(0), ["1.1", "end"]);
  swipe("touch");
  equal(done, []);
  input.focus();
  swipe("touch");
  equal(done, ["1.1", "end"]);
});
