// What is marked while something is pointed at, and where a point lies.

import { ringStyles } from "../cnnviz/rings.js";
import { pixelUnder } from "../pixel.js";
import { outputAround, pixelUnderTap } from "./layer.js";

const ringRound = (frame, [top, left], [height, width], [rows, columns]) => {
  const ring = frame.lastChild;
  ring.hidden = false;
  Object.assign(ring.style, ringStyles({ top: top / rows, left: left / columns, height: height / rows, width: width / columns }));
};
const unring = (frame) => { frame.lastChild.hidden = true; };

// Marks an output, its partial numbers, and its window on each channel; tap: { channel, at: [i, j] } only the pixel under a weight.
export const markNumber = (root, layer, [row, column], tap = null) => {
  const span = [layer.taps, layer.taps];
  const first = pixelUnderTap(layer, [row, column], [0, 0]);
  root.querySelectorAll(".sheet").forEach((sheet, c) => {
    const [, input, , kernel, , partial] = sheet.children;
    const isTapped = tap?.channel === c;
    if (tap && !isTapped) unring(input);
    else ringRound(input, isTapped ? pixelUnderTap(layer, [row, column], tap.at) : first, isTapped ? [1, 1] : span, layer.size);
    ringRound(partial, [row, column], [1, 1], layer.out);
    kernel.querySelectorAll(".cell").forEach((cell, n) => cell.classList.toggle("here", isTapped && n === tap.at[0] * layer.taps + tap.at[1]));
  });
  ringRound(root.querySelector(".out .frame"), [row, column], [1, 1], layer.out);
};

export const unmark = (root) => root.querySelectorAll(".frame").forEach(unring);

const placeUnder = (event, frame, size) => {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return pixelUnder((event.clientX - left) / width, (event.clientY - top) / height, size);
};

// What lies under a pointer: { at, tap }, or null.
export const lookedAt = (event, layer, pin) => {
  const cell = event.target.closest(".cell");
  if (cell) return { at: pin, tap: { channel: Number(cell.closest(".sheet").dataset.c), at: [Number(cell.dataset.row), Number(cell.dataset.column)] } };
  const frame = event.target.closest(".sheet .frame, .out .frame");
  if (!frame) return null;
  if (frame.classList.contains("input")) {
    const pixel = placeUnder(event, frame, layer.size);
    return { at: outputAround(layer, pixel), tap: null, pixel: [Number(frame.closest(".sheet").dataset.c), ...pixel] };
  }
  return { at: placeUnder(event, frame, layer.out), tap: null };
};
