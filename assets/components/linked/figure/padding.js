// Padding that can be told from the picture: zeros are hatched, copies of other pixels are faded and the picture they are
// copied from has a dashed outline. scene and tiles as in surface.js.

import { edgesOf } from "./viewport.js";

const DASH = 4;

// The cells of a tile's row that lie in the padding, as ranges of one kind: [kind, first, end].
export const paddingOfRow = (content, row, [first, end]) => {
  const { top, left, height, width } = content;
  const real = row >= top && row < top + height;
  const ranges = [];
  for (let column = first; column < end; column += 1) {
    if (real && column >= left && column < left + width) {
      column = left + width - 1; // on to the padding at the right
      continue;
    }
    const paddingKind = content.paddingKind(row - top, column - left);
    const last = ranges.at(-1);
    if (last?.[0] === paddingKind && last[2] === column) last[2] += 1;
    else ranges.push([paddingKind, column, column + 1]);
  }
  return ranges;
};

const pathsOfPadding = (scene, tiles) => {
  const paths = {};
  const { x, y } = edgesOf(scene);
  for (const tile of tiles) {
    for (let row = tile.rows[0]; row < tile.rows[1]; row += 1) {
      const [top, bottom] = [y(tile.row + row), y(tile.row + row + 1)];
      for (const [paddingKind, first, end] of paddingOfRow(scene.content, row, tile.columns)) {
        const left = x(tile.column + first);
        (paths[paddingKind] ??= new Path2D()).rect(left, top, x(tile.column + end) - left, bottom - top);
      }
    }
  }
  return paths;
};

// A pattern of diagonal lines; pitch and line in CSS pixels, slope 1 falls, −1 rises.
export const stripesOf = (pen, ratio, colour, { pitch, line, slope }) => {
  const side = Math.round(pitch * ratio);
  const tile = Object.assign(document.createElement("canvas"), { width: side, height: side });
  const brush = tile.getContext("2d");
  brush.strokeStyle = colour;
  brush.lineWidth = line * ratio;
  for (const shift of [-side, 0, side]) {
    const [from, to] = slope > 0 ? [-side, 2 * side] : [2 * side, -side];
    brush.moveTo(shift - side, from);
    brush.lineTo(shift + 2 * side, to);
  }
  brush.stroke();
  return pen.createPattern(tile, "repeat");
};

const hatchPadding = ({ pen, ratio, view, colours }, path) => {
  pen.fillStyle = colours.paper;
  pen.fill(path);
  const lines = stripesOf(pen, ratio, colours.text, { pitch: 6, line: 1, slope: -1 });
  lines.setTransform(new DOMMatrix().translate(Math.round(view.x * ratio), Math.round(view.y * ratio)));
  pen.globalAlpha = 0.45;
  pen.fillStyle = lines;
  pen.fill(path);
  pen.globalAlpha = 1;
};

const fadePadding = ({ pen, colours }, path) => {
  pen.globalAlpha = 0.6;
  pen.fillStyle = colours.background;
  pen.fill(path);
  pen.globalAlpha = 1;
};

const outlinePicture = (scene, tiles, dashed) => {
  const { pen, ratio, content, colours } = scene;
  const { x, y } = edgesOf(scene);
  const path = new Path2D();
  for (const { row, column } of tiles) {
    const [left, top] = [x(column + content.left), y(row + content.top)];
    path.rect(left, top, x(column + content.left + content.width) - left, y(row + content.top + content.height) - top);
  }
  pen.lineWidth = Math.max(1, Math.round((dashed ? 1.5 : 1) * ratio));
  pen.strokeStyle = dashed ? colours.background : colours.lines;
  pen.stroke(path);
  if (!dashed) return;
  pen.setLineDash([DASH * ratio, DASH * ratio]);
  pen.strokeStyle = colours.text;
  pen.stroke(path);
  pen.setLineDash([]);
};

export const drawPadding = (scene, tiles) => {
  const { rows, columns, height, width } = scene.content;
  if (rows === height && columns === width) return;
  const { zero, repeated } = pathsOfPadding(scene, tiles);
  if (zero) hatchPadding(scene, zero);
  if (repeated) fadePadding(scene, repeated);
  outlinePicture(scene, tiles, Boolean(repeated));
};
