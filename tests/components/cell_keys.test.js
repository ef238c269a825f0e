import { cellMove, historyStep } from "/assets/components/linked/input/cell_keys.js";
import { equal, test } from "./harness.js";

const typing = (key, value, start, end = start) => ({ key, target: { value, selectionStart: start, selectionEnd: end } });

test("up and down always lead to the neighbour", () => {
  equal(cellMove(typing("ArrowUp", "12", 1)), [-1, 0]);
  equal(cellMove(typing("ArrowDown", "12", 1)), [1, 0]);
});

test("left and right move within the text, and on from its ends or while all is selected", () => {
  equal(cellMove(typing("ArrowLeft", "12", 1)), null);
  equal(cellMove(typing("ArrowRight", "12", 1)), null);
  equal(cellMove(typing("ArrowLeft", "12", 0)), [0, -1]);
  equal(cellMove(typing("ArrowRight", "12", 2)), [0, 1]);
  equal(cellMove(typing("ArrowLeft", "12", 0, 2)), [0, -1]);
  equal(cellMove(typing("ArrowRight", "12", 0, 2)), [0, 1]);
});

test("other keys lead nowhere", () => equal(cellMove(typing("1", "", 0)), null));

test("Ctrl and Z go back, with Shift or Y forth, on every system; with Alt it is a letter", () => {
  equal(historyStep({ key: "z", ctrlKey: true }), "undo");
  equal(historyStep({ key: "Z", metaKey: true, shiftKey: true }), "redo");
  equal(historyStep({ key: "y", ctrlKey: true }), "redo");
  equal(historyStep({ key: "z" }), null);
  equal(historyStep({ key: "z", ctrlKey: true, altKey: true }), null);
});
