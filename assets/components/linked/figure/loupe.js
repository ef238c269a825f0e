// The window under a loupe, in a corner of a picture whose pixels are too small to be told apart.

import { RING_LEAST } from "../../cnnviz/rings.js";
import { painted } from "./pixels.js";

const LEAST_PICTURE = 240; // CSS pixels; of a smaller one the loupe would cover too much
const PART = 0.27; // of the picture's side
const AROUND = 4; // cells on each side of the window
const INSET = 10; // CSS pixels from the picture's edge

// Where the loupe lies and what it shows: { x, y, side } in CSS pixels of the plane, and { row, column, cells }, the first
// cell and how many of them there are each way; null if it isn't needed. window: as boxesOf() gives it.
export const loupeOf = ({ top, bottom, left, right }, { content, view, box }) => {
  const span = Math.max(bottom - top, right - left);
  const [side, cells] = [Math.round(PART * Math.min(box.width, box.height)), span + 2 * AROUND];
  if (span * view.scale >= RING_LEAST || Math.min(box.width, box.height) < LEAST_PICTURE) return null;
  if (content.planes > 1 || cells > Math.min(content.rows, content.columns)) return null;
  const start = (first, end, count) => Math.max(0, Math.min(count - cells, Math.floor((first + end - cells) / 2)));
  const isNear = view.x + left * view.scale < 2 * INSET + side && view.y + top * view.scale < 2 * INSET + side;
  return {
    x: isNear ? box.width - INSET - side : INSET, y: INSET, side,
    row: start(top, bottom, content.rows), column: start(left, right, content.columns), cells,
  };
};

const lineTo = (pen, [fromX, fromY], [toX, toY]) => {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.lineTo(toX, toY);
  pen.stroke();
};

// Widths are in device pixels, as everything that pens draw.
const frame = (pen, { here, onHere }, ratio, box) => {
  for (const [colour, width] of [[onHere, 5], [here, 3]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * ratio;
    pen.strokeRect(...box);
  }
};

// window: the one that is marked; ring: its ring, [x, y, width, height] in device pixels.
export const drawLoupe = (scene, window, ring) => {
  const { pen, ratio, content, colours } = scene;
  const loupe = loupeOf(window, scene);
  if (!loupe) return;
  const [x, y, side] = [loupe.x, loupe.y, loupe.side].map((length) => Math.round(length * ratio));
  const cell = side / loupe.cells;
  pen.strokeStyle = colours.here;
  pen.lineWidth = 1.5 * ratio;
  for (const [across, down] of [[0, side], [side, 0]]) lineTo(pen, [x + across, y + down], [ring[0] + ring[2] / 2, ring[1] + ring[3] / 2]);
  pen.fillStyle = colours.onHere;
  pen.fillRect(x - 3 * ratio, y - 3 * ratio, side + 6 * ratio, side + 6 * ratio);
  pen.fillStyle = colours.background;
  pen.fillRect(x - 2 * ratio, y - 2 * ratio, side + 4 * ratio, side + 4 * ratio);
  pen.imageSmoothingEnabled = false;
  pen.drawImage(painted(content.image), loupe.column, loupe.row, loupe.cells, loupe.cells, x, y, side, side);
  const [left, top] = [window.left - loupe.column, window.top - loupe.row].map((cells) => cells * cell);
  frame(pen, colours, ratio, [x + left, y + top, (window.right - window.left) * cell, (window.bottom - window.top) * cell]);
};
