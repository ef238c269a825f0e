// How large a tile's cells are, and how a number is shortened to fit into one. Sizes depend on the window's size and
// on the room there is, never on values, so that nothing moves while the pointer does.

import { formatNumber } from "../../cnnviz/numbers.js";
import { measureLetters } from "../letters.js";

export const WRITTEN_SIDE = 7; // up to this side cells show their numbers
const [OPERATOR, SUM] = [24, 160]; // pixels for × and =, and for the sum of the products
const [LEAST_CELL, MOST_CELL] = [37, 50];
const [ROW, MANY_ROWS] = [40, 30]; // heights of cells

const fromTo = (low, high, value) => Math.floor(Math.min(Math.max(value, low), high));

// Pixels that a column of a tile may take, with a pixel between two: all tiles and the sum in one line if they can, else
// two in a line, else one.
const columnRoom = (width, columns, tiles, least) => {
  const room = (space, count) => (space / count - OPERATOR - 1) / columns - 1;
  const [one, two] = [room(width - SUM, tiles), room(width, 2)];
  if (one >= least) return one;
  return two >= least ? two : room(width, 1);
};

// How large the smallest letters are now, against their usual 13 pixels: more during a presentation. All that is measured in
// pixels here grows with them.
const LEAST_LETTERS = 13;
const grown = () => {
  const { note, rem } = measureLetters();
  return note ? (note * rem) / LEAST_LETTERS : 1;
};

// Cells with numbers: width and height in pixels, the letters' size, and how many digits fit in.
export const cellLayout = (width, rows, columns, tiles) => {
  const scale = grown();
  const cell = Math.floor(scale * fromTo(30, MOST_CELL, columnRoom(width / scale, columns, tiles, LEAST_CELL)));
  const height = Math.floor(Math.min(cell, scale * (rows > 4 ? MANY_ROWS : ROW)));
  const size = scale * LEAST_LETTERS;
  return { cell, height, size, room: (cell - 4) / (0.62 * size) };
};

// Where the tile stands by itself, at most [a cell's width, its height, all cells' width and height] in rem; presented, the
// arithmetic is on one screen with the pictures.
const PLACES = { kernel: [3.5, 3.5, 11.5, Infinity], products: [4.45, 3.25, 13.6, Infinity] };
const PRESENTED = { kernel: [3, 2.1, 9.4, 6.8], products: [6.6, 2.5, 20.2, 10] };
const LEAST_WRITTEN = 1.6; // of a cell in rem: a narrower one shows its colour only

// The same for a tile by itself; width: the room there is in pixels, if it is not the usual one.
export const placedLayout = (rows, columns, kind, width = Infinity) => {
  const unit = measureLetters().rem;
  const isPresented = document.documentElement.hasAttribute("data-present");
  const [most, high, all, tall] = (isPresented ? PRESENTED : PLACES)[kind].map((size) => size * unit);
  const cell = Math.floor(Math.min(most, (Math.min(all, width) - 2) / Math.max(rows, columns) - 1));
  const height = Math.min(cell, Math.floor(high), Math.floor(tall / rows) - 1);
  const size = (isPresented || cell >= 2.4 * unit ? 0.9375 : 0.8125) * unit;
  const side = Math.floor(Math.min(all, width));
  const style = `--cell: ${cell}px; --high: ${height}px; --side: ${side}px; --middle: ${((height + 1) * rows) / 2}px${cell < LEAST_WRITTEN * unit && isPresented ? "; --written: transparent" : ""}`;
  return { cell, height, size, room: (cell - 4) / (0.62 * size), side, style };
};

// A column of numbers beside their names.
export const listLayout = () => {
  const scale = grown();
  return { cell: 76 * scale, height: 24 * scale, size: LEAST_LETTERS * scale, room: 8 };
};

// Windows that are only drawn: the longer side of a tile.
export const mapSide = (width, tiles) => Math.floor(grown() * fromTo(120, 180, columnRoom(width / grown(), 1, tiles, 120)));

// Is the sum of the products alone in the last line, under `count` tiles of this width?
export const sumIsAlone = (width, tile, count) => {
  const scale = grown();
  const across = tile + OPERATOR * scale;
  const perLine = Math.max(1, Math.floor(width / across));
  return (count % perLine || perLine) * across + SUM * scale > width;
};

// A number's width in digits; points and commas are narrow.
export const fits = (text, room) => text.length - 0.5 * text.replace(/[^.,]/g, "").length <= room;

// A number with as many digits, three at most, as there is room for; ≈0 where it is small and there is none.
export const shortNumber = (value, room) => {
  for (const digits of [3, 2, 1]) {
    const text = formatNumber(value, digits);
    if (fits(text, room)) return text;
  }
  const short = formatNumber(value, 1).replace(/^(−?)0\./, "$1.");
  if (fits(short, room)) return short;
  const power = [1, 0].map((digits) => value.toExponential(digits).replace(".0", "").replace("+", "").replaceAll("-", "−"));
  return power.find((text) => fits(text, room)) ?? (Math.abs(value) < 1 ? "≈0" : power[1]);
};

// The cells (i, j) of the `count` largest sizes, the largest first; of equal ones the first in reading order.
export const largestCells = (values, count) => {
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
