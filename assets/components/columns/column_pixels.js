// The pixels of a column of maps: one canvas, the maps one under the other.

import { strengthsFrom, strongestPixels } from "../cnnviz/shrink.js";
import { paletteAt, putPixels } from "../payload.js";

const coloursOf = ({ index, palette }) => {
  const colours = paletteAt(palette, 0);
  const rgba = new Uint32Array(index.length);
  for (let i = 0; i < rgba.length; i += 1) rgba[i] = colours[index[i]];
  return rgba;
};

// The maps of a column one under the other, each [across, down] pixels: of the numbers that fall on one pixel the strongest.
export const shrunkMaps = ({ w, h, n, index, middle }, rgba, [across, down]) => {
  const table = strengthsFrom(middle);
  const all = new Uint32Array(across * down * n);
  for (let map = 0; map < n; map += 1) {
    const [from, to] = [map * w * h, (map + 1) * w * h];
    all.set(strongestPixels(rgba.subarray(from, to), index.subarray(from, to), table, [w, h], [across, down]), map * across * down);
  }
  return all;
};

// In how many pixels a map of a column is drawn, at most its own, where the column has this many.
export const sizeOfMap = ({ w, h, n }, [width, height]) => {
  const fitted = (own, room) => (room > 0 ? Math.max(1, Math.min(own, Math.round(room))) : own); // no room: not laid out yet
  return [fitted(w, width), fitted(h, height / n)];
};

const roomOf = (canvas) => [canvas.clientWidth, canvas.clientHeight].map((side) => side * window.devicePixelRatio);

const drawColumn = (canvas, column, size) => {
  canvas.drawn = { column, size };
  const isShrunk = size[0] < column.w || size[1] < column.h;
  canvas.style.imageRendering = isShrunk && column.middle === null ? "auto" : "pixelated";
  const rgba = coloursOf(column);
  if (isShrunk && column.middle !== null) putPixels(canvas, shrunkMaps(column, rgba, size), [size[1] * column.n, size[0]]);
  else putPixels(canvas, rgba, [column.h * column.n, column.w]);
};

// All sizes are asked for before anything is drawn, so that the page is laid out once.
export const drawColumns = (canvases, columns) =>
  canvases.map(roomOf).forEach((room, i) => drawColumn(canvases[i], columns[i], sizeOfMap(columns[i], room)));

// Draws anew the columns that are shown in another size now, if that matters.
export const redrawShrunk = (canvases) =>
  canvases.map(roomOf).forEach((room, i) => {
    const { column, size: before } = canvases[i].drawn;
    const size = sizeOfMap(column, room);
    if (size.some((side, axis) => side !== before[axis])) drawColumn(canvases[i], column, size);
  });

// One map of a column, as large as it is.
export const drawMap = (canvas, column, row) => {
  const area = column.w * column.h;
  putPixels(canvas, coloursOf({ ...column, index: column.index.subarray(row * area, (row + 1) * area) }), [column.h, column.w]);
};
