// From palette indices to an image of all maps side by side, one pixel per cell, with the padding around each.

import { paletteAt, pixelAt } from "../payload.js";

// How many maps stand in a row, and how many cells apart.
export const layoutOf = (planes) => {
  const across = Math.ceil(Math.sqrt(planes));
  return { across, gap: planes > 1 ? 1 : 0 };
};

const identity = (size) => Array.from({ length: size }, (_, i) => i);

// part: height, width, planes and either `index` with `palette` or `rgb`; rows, columns: for each one of the padded map the map's own, −1 where there is none.
export const imageOf = (part, planes, rows = identity(part.height), columns = identity(part.width)) => {
  const { across, gap } = layoutOf(planes);
  const canvas = document.createElement("canvas");
  canvas.width = across * (columns.length + gap) - gap;
  canvas.height = Math.ceil(planes / across) * (rows.length + gap) - gap;
  const pixels = new Uint32Array(canvas.width * canvas.height);
  const colours = part.palette && paletteAt(part.palette, 0);
  const colourAt = part.rgb ? (place) => pixelAt(part.rgb, 3 * place) : (place) => colours[part.index[place]];
  for (let plane = 0; plane < planes; plane += 1) {
    const left = (plane % across) * (columns.length + gap);
    const top = Math.floor(plane / across) * (rows.length + gap);
    for (let y = 0; y < rows.length; y += 1) {
      if (rows[y] < 0) continue;
      const start = (plane * part.height + rows[y]) * part.width;
      const line = (top + y) * canvas.width + left;
      for (let x = 0; x < columns.length; x += 1) if (columns[x] >= 0) pixels[line + x] = colourAt(start + columns[x]);
    }
  }
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), canvas.width, canvas.height), 0, 0);
  return canvas;
};

// The colour of one pixel of a part, [red, green, blue].
export const colourOf = (part, plane, row, column) => {
  const place = (plane * part.height + row) * part.width + column;
  const [bytes, at] = part.rgb ? [part.rgb, 3 * (row * part.width + column)] : [part.palette, 3 * part.index[place]];
  return [bytes[at], bytes[at + 1], bytes[at + 2]];
};

// Black or white, whichever can be read on a colour.
export const inkOn = ([red, green, blue]) => (0.299 * red + 0.587 * green + 0.114 * blue > 140 ? "#000" : "#fff");
