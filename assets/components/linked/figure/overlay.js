// The upper canvas of a plane: marks. Each is a yellow line between two dark ones, so that it is seen on any picture and
// without colours. scene as in surface.js, with `stripes`, the pattern that fills what is touched, and `slipStripes`, that of a slip.

import { boxesOf } from "./boxes.js";
import { drawLoupe } from "./loupe.js";
import { ringSpan } from "../../cnnviz/rings.js";
import { NUMBERS_FROM } from "./surface.js";
import { edgesOf, tilesIn } from "./viewport.js";

const SMALL = 8; // CSS pixels; round smaller cells lines are drawn outside, so that the cell itself is seen
const EDGE = 1; // CSS pixels of the dark line at both sides of the yellow one
const ARM = 7;
const DASHES = [4, 4];
const FILL = 0.45; // how much of the picture stripes take away
const FILL_OF_NUMBERS = 0.25; // where cells show their numbers
const MOST = 0.5; // share of a picture: larger areas are only framed, or the stripes would hide them

// line: its width in CSS pixels; ring: made large enough to be seen; filled: with stripes; isSlip: in a slip's colour; corner: one is filled; arms: lines
// point to it from four sides; over: "hide" lays paper over it, "bare" takes that away again.
const STYLES = {
  cover: { line: 0, over: "hide" },
  uncover: { line: 0, over: "bare" },
  window: { line: 3, ring: true },
  touched: { line: 2, filled: true },
  tap: { line: 3, filled: true },
  slip: { line: 3, filled: true, isSlip: true },
  winner: { line: 3, corner: true, ring: true },
  cell: { line: 3, ring: true },
  cursor: { line: 3, arms: true, ring: true },
};

// A function that gives a box in device pixels, [x, y, width, height].
const boxesIn = (scene, line) => {
  const { x, y } = edgesOf(scene);
  const out = line && scene.view.scale < SMALL ? Math.ceil((line / 2 + 0.5) * scene.ratio) : 0;
  return ({ top, bottom, left, right }) => {
    const [startX, startY] = [x(left) - out, y(top) - out];
    return [startX, startY, x(right) + out - startX, y(bottom) + out - startY];
  };
};

const seenRing = ([x, y, width, height], { ratio }) => {
  const [[left, across], [top, down]] = [ringSpan(x, width, ratio), ringSpan(y, height, ratio)];
  return [left, top, across, down];
};

// Widths are whole device pixels, and odd ones lie on pixels' middles: so that nothing is blurred.
const strokeTwice = ({ pen, ratio, colours }, path, line, dash = []) => {
  const [inner, edge] = [line, EDGE].map((width) => Math.max(1, Math.round(width * ratio)));
  const shift = (inner % 2) / 2;
  pen.setTransform(1, 0, 0, 1, shift, shift);
  pen.strokeStyle = colours.onHere;
  pen.lineWidth = inner + 2 * edge;
  pen.stroke(path);
  pen.setLineDash(dash.map((length) => length * ratio));
  pen.strokeStyle = colours.here;
  pen.lineWidth = inner;
  pen.stroke(path);
  pen.setLineDash([]);
  pen.resetTransform();
};

const drawCorner = (scene, [x, y, width]) => {
  const { pen, ratio, view, colours } = scene;
  const side = Math.min(0.32 * view.scale, 12) * ratio;
  const corner = new Path2D();
  corner.moveTo(x + width - side, y);
  corner.lineTo(x + width, y);
  corner.lineTo(x + width, y + side);
  corner.closePath();
  strokeTwice(scene, corner, 2);
  pen.fillStyle = colours.here;
  pen.fill(corner);
};

const addArms = (path, [x, y, width, height], length) => {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  for (const [fromX, fromY, toX, toY] of [
    [x - length, middleY, x, middleY], [x + width, middleY, x + width + length, middleY],
    [middleX, y - length, middleX, y], [middleX, y + height, middleX, y + height + length],
  ]) {
    path.moveTo(fromX, fromY);
    path.lineTo(toX, toY);
  }
};

const drawDots = ({ pen, colours }, boxes) => {
  for (const [colour, part] of [[colours.onHere, 0.2], [colours.here, 0.36]]) {
    pen.fillStyle = colour;
    for (const [x, y, width, height] of boxes) {
      const inset = Math.round(Math.min(width, height) * part);
      pen.fillRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset);
    }
  }
};

const fillStripes = ({ pen, view }, path, stripes) => {
  pen.globalAlpha = view.scale < NUMBERS_FROM ? FILL : FILL_OF_NUMBERS;
  pen.fillStyle = stripes;
  pen.fill(path);
  pen.globalAlpha = 1;
};

const areMost = ({ pen: { canvas }, view }, boxes) => {
  const area = boxes.reduce((sum, [, , width, height]) => sum + width * height, 0);
  return view.scale < SMALL && area > MOST * canvas.width * canvas.height;
};

// What a mark consists of in all tiles, in device pixels: boxes to outline, boxes to dot, and frames round taps.
const partsOf = (scene, mark, tiles) => {
  const { line, ring } = STYLES[mark.kind];
  const [boxOf, exactBoxOf] = [boxesIn(scene, line), boxesIn(scene, 0)];
  const ringOf = (box) => (ring ? seenRing(boxOf(box), scene) : boxOf(box));
  const found = { boxes: [], dots: [], frames: [], whole: null };
  for (const tile of tiles) {
    const marked = boxesOf(mark, tile, scene.content, scene.view.scale);
    if (!marked) continue;
    found.whole = marked.whole;
    if (marked.manner !== "outlined") found.boxes.push(ringOf(marked.whole));
    else found.boxes.push(...marked.parts.map(marked.parts.length > 1 ? boxOf : ringOf));
    if (marked.manner === "dotted") found.dots.push(...marked.parts.map(exactBoxOf));
    if (marked.manner === "outlined" && marked.split) found.frames.push(boxOf(marked.whole));
  }
  return found;
};

const layOver = ({ pen, colours }, over, boxes) => {
  pen.fillStyle = colours.paper;
  for (const box of boxes) (over === "hide" ? pen.fillRect : pen.clearRect).apply(pen, box);
};

const drawMark = (scene, mark, tiles) => {
  const { filled, corner, arms, over, isSlip } = STYLES[mark.kind];
  const { boxes, dots, frames, whole } = partsOf(scene, mark, tiles);
  if (over) {
    layOver(scene, over, boxes);
    return;
  }
  const [path, frame] = [new Path2D(), new Path2D()];
  for (const box of boxes) path.rect(...box);
  for (const box of frames) frame.rect(...box);
  if (arms) for (const box of boxes) addArms(path, box, ARM * scene.ratio);
  if (filled && !dots.length && !areMost(scene, boxes)) fillStripes(scene, path, isSlip ? scene.slipStripes : scene.stripes);
  drawDots(scene, dots);
  strokeTwice(scene, frame, 1, DASHES);
  const colours = isSlip ? { ...scene.colours, here: scene.colours.slip } : scene.colours; // yellow is this number, and a slip is none
  strokeTwice({ ...scene, colours }, path, STYLES[mark.kind].line);
  if (mark.kind === "window" && whole) drawLoupe(scene, whole, seenRing(boxesIn(scene, 0)(whole), scene));
  if (corner && scene.view.scale >= 2 * SMALL) for (const box of boxes) drawCorner(scene, box);
};

export const drawMarks = (scene, marks) => {
  scene.pen.clearRect(0, 0, scene.pen.canvas.width, scene.pen.canvas.height);
  const tiles = marks.length ? tilesIn(scene.view, scene.content, scene.box) : [];
  for (const mark of marks) drawMark(scene, mark, tiles);
};
