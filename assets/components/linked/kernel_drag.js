// Dragging a number up or down: a weight follows the pointer, in steps. Shift makes them finer, Alt coarser.

import { dragStep, draggedCell } from "./kernel_text.js";

const PIXELS = 6; // of the pointer's way for a step
const SLACK = 4; // pixels before a press is taken for a drag

const stepFor = (largest, { shiftKey, altKey }) => dragStep(largest) * (shiftKey ? 0.1 : 1) * (altKey ? 10 : 1);

// On a touch screen a cell is dragged only once it has the focus, so that a swipe over the kernel scrolls the page.
const mayDrag = (input, { pointerType, button }) =>
  button === 0 && (pointerType === "mouse" || input.getRootNode().activeElement === input);

// about: { value(), largest(), move(text), end() }.
export const makeDraggable = (input, about) => {
  let drag = null;

  input.ondragstart = (event) => event.preventDefault(); // the text that a press has selected stays where it is
  input.onpointerdown = (event) => {
    if (mayDrag(input, event)) drag = { from: event.clientY, value: about.value(), largest: about.largest(), moved: false };
  };
  input.onpointermove = (event) => {
    if (!drag) return;
    const way = drag.from - event.clientY;
    if (!drag.moved && Math.abs(way) < SLACK) return;
    if (!drag.moved) input.setPointerCapture(event.pointerId);
    drag.moved = true;
    event.preventDefault();
    about.move(draggedCell(drag.value, Math.round(way / PIXELS), stepFor(drag.largest, event)));
  };
  input.onpointerup = input.onpointercancel = () => {
    if (drag?.moved) about.end();
    drag = null;
  };
};
