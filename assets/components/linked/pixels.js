// From palette indices to an image of all maps side by side, one pixel per cell, with the padding around each.

import { paletteAt, pixelAt } from "../payload.js";

// How many maps stand in a row, and how many cells apart.
export const layoutOf = (planes) => {
  const across = Math.ceil(Math.sqrt(planes));
  return { across, gap: planes > 1 ? 1 : 0 };
};

const identity = (size) => Int32Array.from({ length: size }, (_, i) => i);

// What writes one row of a map, whose numbers begin at `start`, to `line` on: two plain loops, because this is done for each
// of a quarter of a million pixels while somebody waits.
const rowWriter = ({ rgb, index, palette }, columns, pixels) => {
  if (rgb) {
    return (start, line) => {
      for (let x = 0; x < columns.length; x += 1) if (columns[x] >= 0) pixels[line + x] = pixelAt(rgb, 3 * (start + columns[x]));
    };
  }
  const colours = paletteAt(palette, 0);
  return (start, line) => {
    for (let x = 0; x < columns.length; x += 1) if (columns[x] >= 0) pixels[line + x] = colours[index[start + columns[x]]];
  };
};

const newCanvas = (width, height) => Object.assign(document.createElement("canvas"), { width, height });

// Makes what turns parts into images. It paints over the last image while the size stays: a new map of a quarter of a million
// pixels at each step of a slider leaves much to be cleared away.
export const newImages = () => {
  const last = { canvas: newCanvas(1, 1), data: new ImageData(1, 1) };
  const fitTo = (width, height) => {
    if (last.data.width === width && last.data.height === height) last.data.data.fill(0);
    else Object.assign(last, { canvas: newCanvas(width, height), data: new ImageData(width, height) });
  };
  // part: height, width, planes and either `index` with `palette` or `rgb`; rows, columns: for each one of the padded map the map's own, −1 where there is none.
  return (part, planes, rows = identity(part.height), columns = identity(part.width)) => {
    const { across, gap } = layoutOf(planes);
    const width = across * (columns.length + gap) - gap;
    fitTo(width, Math.ceil(planes / across) * (rows.length + gap) - gap);
    const writeRow = rowWriter(part, columns, new Uint32Array(last.data.data.buffer));
    for (let plane = 0; plane < planes; plane += 1) {
      const left = (plane % across) * (columns.length + gap);
      const top = Math.floor(plane / across) * (rows.length + gap);
      for (let y = 0; y < rows.length; y += 1) {
        if (rows[y] >= 0) writeRow((plane * part.height + rows[y]) * part.width, (top + y) * width + left);
      }
    }
    last.canvas.getContext("2d").putImageData(last.data, 0, 0);
    return last.canvas;
  };
};

// The colour of one pixel of a part, [red, green, blue].
export const colourOf = (part, plane, row, column) => {
  const place = (plane * part.height + row) * part.width + column;
  const [bytes, at] = part.rgb ? [part.rgb, 3 * (row * part.width + column)] : [part.palette, 3 * part.index[place]];
  return [bytes[at], bytes[at + 1], bytes[at + 2]];
};

// Black or white, whichever can be read on a colour.
export const inkOn = ([red, green, blue]) => (0.299 * red + 0.587 * green + 0.114 * blue > 140 ? "#000" : "#fff");
