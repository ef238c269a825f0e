// A drawing pad. After each stroke the paper goes to Python as side × side grey bytes. Pointers and keys draw the same way: as strokes, so
// that the last one can be taken back.

import { reporting } from "../reports.js";
import { newHands } from "./hands.js";
import { backdropOf, greyBytes, paint, PAPER } from "./paper.js";

const STEP = 8; // of an arrow key
const MOVES = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], " ": [0, 0] };

const newDrawing = ({ drawing, side }) => ({
  strokes: [],
  at: [PAPER / 2, PAPER / 2], // of the keyboard
  erases: false,
  backdrop: drawing ? backdropOf(drawing, side) : null,
});

export default reporting(({ parentElement, data, report }) => {
  const pad = parentElement.querySelector(".pad");
  const [canvas, cursor] = [pad.querySelector("canvas"), pad.querySelector(".cursor")];
  const width = pad.querySelector("input");
  const [eraser, undo, clear] = pad.querySelectorAll("button");

  // Kept on the element, since this function runs again after every stroke.
  const drawing = (pad.drawing ??= newDrawing(data));
  const redraw = () => {
    paint(canvas, drawing.strokes, drawing.backdrop);
    eraser.ariaPressed = String(drawing.erases);
    undo.disabled = !drawing.strokes.length;
    clear.disabled = !drawing.strokes.length && !drawing.backdrop;
    cursor.style.left = `${(100 * drawing.at[0]) / PAPER}%`;
    cursor.style.top = `${(100 * drawing.at[1]) / PAPER}%`;
  };
  const send = () => {
    redraw();
    report("drawing", greyBytes(canvas, data.side));
  };
  const begin = (point, erases = false) => ({ width: Number(width.value), points: [point], erases: erases || drawing.erases });

  const pointsOf = (event) => {
    const box = canvas.getBoundingClientRect();
    const parts = event.getCoalescedEvents?.() ?? [];
    return (parts.length ? parts : [event]).map(({ clientX, clientY }) => [
      ((clientX - box.left) / box.width) * PAPER,
      ((clientY - box.top) / box.height) * PAPER,
    ]);
  };
  const hands = (pad.hands ??= newHands(drawing.strokes, begin, pointsOf));
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    hands.down(event);
    redraw();
  };
  canvas.onpointermove = (event) => {
    if (!hands.isDrawing()) return;
    hands.move(event);
    redraw();
  };
  canvas.onpointerup = (event) => hands.up(event) && send();
  canvas.onpointercancel = (event) => {
    hands.cancel(event);
    redraw();
  };

  canvas.onkeydown = (event) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const stroke = begin(drawing.at);
    drawing.at = drawing.at.map((value, i) => Math.max(0, Math.min(PAPER, value + move[i])));
    if (event.key !== " " && !event.shiftKey) return redraw();
    drawing.strokes.push({ ...stroke, points: [...stroke.points, drawing.at] });
    send();
  };
  eraser.onclick = () => {
    drawing.erases = !drawing.erases;
    redraw();
  };
  undo.onclick = () => {
    drawing.strokes.pop();
    send();
  };
  clear.onclick = () => {
    drawing.strokes.length = 0;
    drawing.backdrop = null;
    send();
  };
  redraw();
  pad.inert = false; // before this code has come, nothing would be drawn
});
