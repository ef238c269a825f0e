// Dragging a number up or down: it follows the pointer, in steps. Shift makes them finer, Alt coarser, Escape puts it back.

import { cellValue, draggedCell, dragStep } from "../../cnnviz/kernel_text.js";

const PIXELS = 6; // pixels of pointer movement per step
const SLACK = 4; // pixels until a press becomes a drag

const stepFor = (largest, { shiftKey, altKey }) => dragStep(largest) * (shiftKey ? 0.1 : 1) * (altKey ? 10 : 1);

// One drag, from the press on. about: { begin(), text(): the number as it is written then, largest(): the largest of all
// there are, move(text), end(), giveUp() }.
export const newDrag = (about, { clientY }) => {
  let [text, largest] = ["", 0];
  let [moved, over] = [false, false];

  const finish = (how) => {
    over = true;
    removeEventListener("keydown", onKey, true);
    if (moved) how();
  };
  const onKey = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopImmediatePropagation(); // nothing else is to be left
    finish(about.giveUp);
  };
  const begin = () => {
    moved = true;
    addEventListener("keydown", onKey, true);
    about.begin();
    [text, largest] = [about.text(), about.largest()];
  };

  return {
    get moved() { return moved; },
    move(event) {
      const way = clientY - event.clientY;
      if (over || (!moved && Math.abs(way) < SLACK)) return;
      if (!moved) begin();
      const steps = Math.round(way / PIXELS);
      about.move(steps ? draggedCell(cellValue(text), steps, stepFor(largest, event)) : text);
    },
    end: () => over || finish(about.end),
  };
};

// On a touch screen a cell is dragged only once it has the focus, so that a swipe over the kernel scrolls the page.
const mayDrag = (input, { pointerType, button }) =>
  button === 0 && (pointerType === "mouse" || input.getRootNode().activeElement === input);

// Makes an input's number follow a drag; about: as newDrag's.
export const makeDraggable = (input, about) => {
  let drag = null;

  input.ondragstart = (event) => event.preventDefault(); // the text that a press has selected stays where it is
  input.onpointerdown = (event) => {
    if (!mayDrag(input, event)) return;
    drag = newDrag(about, event);
    input.setPointerCapture(event.pointerId); // the first quick move may leave a small cell
  };
  input.onpointermove = (event) => {
    drag?.move(event);
    if (drag?.moved) event.preventDefault();
  };
  input.onpointerup = input.onpointercancel = () => {
    drag?.end();
    drag = null;
  };
};
