// How large a tile's cells are, and how a number is shortened to fit into one. Sizes depend on the window's size and
// on the room there is, never on values, so that nothing moves while the pointer does.

import { formatNumber } from "./numbers.js";

export const WRITTEN_SIDE = 7; // up to here cells carry their numbers
const [OPERATOR, SUM] = [26, 168]; // pixels for × and =, and for what the products add up to
const [LEAST_CELL, MOST_CELL] = [36, 50];
const [ROW, MANY_ROWS] = [40, 30]; // heights of cells

const fromTo = (low, high, value) => Math.floor(Math.min(Math.max(value, low), high));

// Pixels that a column of a tile may take: all tiles and the sum in one line if they can, else two in a line, else one.
const columnRoom = (width, columns, tiles, least) => {
  const one = (width - SUM - OPERATOR * tiles) / (columns * tiles);
  if (one >= least) return one;
  const two = (width - 2 * OPERATOR) / (2 * columns);
  return two >= least ? two : (width - OPERATOR) / columns;
};

// Cells with numbers: width and height in pixels, the letters' size, and how many digits fit in.
export const cellLayout = (width, rows, columns, tiles) => {
  const cell = fromTo(30, MOST_CELL, columnRoom(width, columns, tiles, LEAST_CELL));
  const size = cell >= 44 ? 13 : 12;
  return { cell, height: Math.min(cell, rows > 4 ? MANY_ROWS : ROW), size, room: (cell - 4) / (0.62 * size) };
};

// Windows that are only drawn: the longer side of a tile.
export const mapSide = (width, tiles) => fromTo(120, 180, columnRoom(width, 1, tiles, 120));

// A number's width in digits; points and commas are narrow.
export const fits = (text, room) => text.length - 0.5 * text.replace(/[^.,]/g, "").length <= room;

// A number with as many digits, three at most, as there is room for.
export const shortNumber = (value, room) => {
  for (const digits of [3, 2, 1]) {
    const text = formatNumber(value, digits);
    if (fits(text, room)) return text;
  }
  const power = [1, 0].map((digits) => value.toExponential(digits).replace(".0", "").replace("+", "").replaceAll("-", "−"));
  return power.find((text) => fits(text, room)) ?? power[1];
};

// The places (i, j) of the `count` largest sizes, the largest first; of equal ones the first in reading order.
export const largestPlaces = (values, count) => {
  const best = [];
  values.forEach((row, i) => row.forEach((value, j) => {
    const size = Math.abs(value);
    if (best.length === count && size <= best[count - 1].size) return;
    const at = best.findIndex((other) => other.size < size);
    best.splice(at < 0 ? best.length : at, 0, { i, j, size });
    best.length = Math.min(best.length, count);
  }));
  return best.map(({ i, j }) => [i, j]);
};
