// The upper canvas of a plane: marks. Each is a light line inside a dark one, so that it is seen on any picture and
// without colours. scene as in surface.js, with `stripes`, the pattern that fills what is touched, and `slipStripes`, that of a slip.

import { boxesOf } from "./boxes.js";
import { NUMBERS_FROM } from "./surface.js";
import { edgesOf, tilesIn } from "./viewport.js";

const SMALL = 8; // CSS pixels; round smaller cells lines are drawn outside, so that the cell itself is seen
const LARGE = 24; // cells this large get broader lines
const DARK = "#000";
const LIGHT = "#fff";
const EDGE = 1; // CSS pixels of the dark line at both sides of the light one
const ARM = 7;
const DASHES = [4, 4];
const FILL = 0.45; // how much of the picture stripes take away
const FILL_OF_NUMBERS = 0.25; // where cells show their numbers
const MOST = 0.5; // share of a picture: larger areas are only framed, or the stripes would hide them

// line: its width in CSS pixels; filled: with stripes, isSlip: those of a slip; corner: one is filled; arms: lines point to it from four sides;
// over: "hide" lays paper over it, "bare" takes that away again.
const STYLES = {
  cover: { line: 0, over: "hide" },
  uncover: { line: 0, over: "bare" },
  window: { line: 2 },
  touched: { line: 1, filled: true },
  tap: { line: 2, filled: true },
  slip: { line: 2, filled: true, isSlip: true },
  winner: { line: 3, corner: true },
  cell: { line: 3 },
  cursor: { line: 2, arms: true },
};

const lineOf = ({ kind }, { view }) => STYLES[kind].line + (view.scale < LARGE ? 0 : 1);

// A function that gives a box in device pixels, [x, y, width, height].
const boxesIn = (scene, line) => {
  const { x, y } = edgesOf(scene);
  const out = line && scene.view.scale < SMALL ? Math.ceil((line / 2 + 0.5) * scene.ratio) : 0;
  return ({ top, bottom, left, right }) => {
    const [startX, startY] = [x(left) - out, y(top) - out];
    return [startX, startY, x(right) + out - startX, y(bottom) + out - startY];
  };
};

// Widths are whole device pixels, and odd ones lie on pixels' middles: so that nothing is blurred.
const strokeTwice = ({ pen, ratio }, path, line, dash = []) => {
  const [light, edge] = [line, EDGE].map((width) => Math.max(1, Math.round(width * ratio)));
  const shift = (light % 2) / 2;
  pen.setTransform(1, 0, 0, 1, shift, shift);
  pen.strokeStyle = DARK;
  pen.lineWidth = light + 2 * edge;
  pen.stroke(path);
  pen.setLineDash(dash.map((length) => length * ratio));
  pen.strokeStyle = LIGHT;
  pen.lineWidth = light;
  pen.stroke(path);
  pen.setLineDash([]);
  pen.resetTransform();
};

const drawCorner = ({ pen, ratio, view, colours }, [x, y, width]) => {
  const side = Math.min(0.32 * view.scale, 12) * ratio;
  const corner = new Path2D();
  corner.moveTo(x + width - side, y);
  corner.lineTo(x + width, y);
  corner.lineTo(x + width, y + side);
  corner.closePath();
  strokeTwice({ pen, ratio }, corner, 2);
  pen.fillStyle = colours.primary;
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

const drawDots = ({ pen }, boxes) => {
  for (const [colour, part] of [[DARK, 0.2], [LIGHT, 0.36]]) {
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
  const line = STYLES[mark.kind].over ? 0 : lineOf(mark, scene);
  const [boxOf, exactBoxOf] = [boxesIn(scene, line), boxesIn(scene, 0)];
  const found = { boxes: [], dots: [], frames: [] };
  for (const tile of tiles) {
    const marked = boxesOf(mark, tile, scene.content, scene.view.scale);
    if (!marked) continue;
    if (marked.manner === "outlined") found.boxes.push(...marked.parts.map(boxOf));
    else found.boxes.push(boxOf(marked.whole));
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
  const { boxes, dots, frames } = partsOf(scene, mark, tiles);
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
  strokeTwice(scene, path, lineOf(mark, scene));
  if (corner && scene.view.scale >= 2 * SMALL) for (const box of boxes) drawCorner(scene, box);
};

export const drawMarks = (scene, marks) => {
  scene.pen.clearRect(0, 0, scene.pen.canvas.width, scene.pen.canvas.height);
  const tiles = marks.length ? tilesIn(scene.view, scene.content, scene.box) : [];
  for (const mark of marks) drawMark(scene, mark, tiles);
};
