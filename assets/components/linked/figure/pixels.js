// From palette indices to an image of all maps side by side, one pixel per cell, with the padding around each.

import { colourAt, indexOf } from "../../cnnviz/colours.js";
import { strengthsFrom, strongestPixels } from "../../cnnviz/shrink.js";
import { paletteAt, pixelAt } from "../../payload.js";

// How many maps stand in a row, and how many cells apart.
export const layoutOf = (planes) => {
  const across = Math.ceil(Math.sqrt(planes));
  return { across, gap: planes > 1 ? 1 : 0 };
};

const identity = (size) => Int32Array.from({ length: size }, (_, i) => i);

// Writes a map on its own without padding: as plain a loop as possible, since this may be a quarter of a million pixels.
const writePlain = ({ index }, pixels, colours) => {
  for (let pixel = 0; pixel < pixels.length; pixel += 1) pixels[pixel] = colours[index[pixel]];
};

// Writes several maps as tiles, or a padded one: `rows` and `columns` say of each pixel which of the map's own stands there.
const writeTiles = (part, pixels, width, { planes, rows, columns }, colours) => {
  const { across, gap } = layoutOf(planes);
  const colour = part.rgb ? (pixel) => pixelAt(part.rgb, 3 * pixel) : (pixel) => colours[part.index[pixel]];
  for (let plane = 0; plane < planes; plane += 1) {
    const left = (plane % across) * (columns.length + gap);
    const top = Math.floor(plane / across) * (rows.length + gap);
    for (let y = 0; y < rows.length; y += 1) {
      if (rows[y] < 0) continue;
      const start = (plane * part.height + rows[y]) * part.width;
      const line = (top + y) * width + left;
      for (let x = 0; x < columns.length; x += 1) if (columns[x] >= 0) pixels[line + x] = colour(start + columns[x]);
    }
  }
};

const newCanvas = (width, height) => Object.assign(document.createElement("canvas"), { width, height });

const isOf = (canvas, [width, height]) => canvas?.width === width && canvas.height === height;

// Of each image what it is drawn of; data: its pixels, for `painted`; the others for `shrunk`: index: of a map on its own without padding,
// whose numbers are its pixels'; small: what it was shrunk to last, { canvas, data }, which takes the next map of that size.
const drawnOf = new WeakMap();

const INDICES = Uint8Array.from({ length: 256 }, (_, index) => index);

const shrink = (image, { pixels, index, write, middle, small }, size) => {
  let indices = index;
  if (!indices) write(indices = new Uint8Array(pixels.length).fill(middle), INDICES);
  const { canvas, data } = isOf(small?.canvas, size) ? small : { canvas: newCanvas(...size), data: new ImageData(...size) };
  strongestPixels(pixels, indices, strengthsFrom(middle), [image.width, image.height], size, new Uint32Array(data.data.buffer));
  canvas.getContext("2d").putImageData(data, 0, 0);
  return { canvas, data };
};

// An image of numbers with a sign in so many pixels, at most its own; null of one whose colours may be mixed.
export const shrunk = (image, size) => {
  const of = drawnOf.get(image);
  if (!of || of.middle === null || size.some((side) => side < 1)) return null;
  if (!of.isShrunk || !isOf(of.small.canvas, size)) Object.assign(of, { small: shrink(image, of, size), isShrunk: true });
  return of.small.canvas;
};

// An image with its own pixels on it. They are put there when they are first asked for: of a map that is drawn smaller nobody does.
export const painted = (image) => {
  const of = drawnOf.get(image);
  if (!of || of.isPainted) return image;
  image.getContext("2d").putImageData(of.data, 0, 0);
  of.isPainted = true;
  return image;
};

// Returns a function from parts to images, for `painted` and `shrunk`. It reuses the last image while the size stays: a new one at each step
// of a slider would leave much garbage to collect.
export const newImages = () => {
  const last = { canvas: newCanvas(1, 1), data: new ImageData(1, 1) };
  const fitTo = (width, height, isPlain) => {
    if (!isOf(last.canvas, [width, height])) Object.assign(last, { canvas: newCanvas(width, height), data: new ImageData(width, height) });
    else if (!isPlain) last.data.data.fill(0); // a plain map covers all of it
  };
  // part: height, width, planes and either `index` with `palette` or `rgb`; the other two: for each row and column of the padded map the map's own,
  // −1 where there is none; not given, there is no padding.
  return (part, planes, rowsOfAll, columnsOfAll) => {
    const isPlain = planes === 1 && !part.rgb && !rowsOfAll;
    const [rows, columns] = [rowsOfAll ?? identity(part.height), columnsOfAll ?? identity(part.width)];
    const { across, gap } = layoutOf(planes);
    const width = across * (columns.length + gap) - gap;
    fitTo(width, Math.ceil(planes / across) * (rows.length + gap) - gap, isPlain);
    const pixels = new Uint32Array(last.data.data.buffer);
    const write = (into, colours) => (isPlain ? writePlain(part, into, colours) : writeTiles(part, into, width, { planes, rows, columns }, colours));
    write(pixels, part.palette && paletteAt(part.palette, 0));
    const small = drawnOf.get(last.canvas)?.small ?? null;
    const of = { data: last.data, pixels, index: isPlain ? part.index : null, write, middle: part.middle ?? null };
    drawnOf.set(last.canvas, { ...of, small, isShrunk: false, isPainted: false });
    return last.canvas;
  };
};

// The colour of one pixel of a part, [red, green, blue].
export const colourOf = (part, plane, row, column) => {
  const pixel = (plane * part.height + row) * part.width + column;
  const [bytes, at] = part.rgb ? [part.rgb, 3 * (row * part.width + column)] : [part.palette, 3 * part.index[pixel]];
  return [bytes[at], bytes[at + 1], bytes[at + 2]];
};

// Colours for the tiles: a source pixel as its figure shows it, and signed numbers in the signed palette.
export const paintOf = ({ source, result }) => ({
  source: (plane, row, column) => colourOf(source, plane, row, column),
  signed: (value, limit) => colourAt(result.signed, indexOf(value, { low: -limit, high: limit, ...result.signed_rule })),
});

// Black or white, whichever can be read on a colour.
export const inkOn = ([red, green, blue]) => (0.299 * red + 0.587 * green + 0.114 * blue > 140 ? "#000" : "#fff");
