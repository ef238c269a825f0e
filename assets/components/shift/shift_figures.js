// One map as pixels, with its numbers where they are few, and a ring round a part of it.

import { colourAt, indexOf, inkFor } from "../cnnviz/colours.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { formOf } from "../cnnviz/palettes.js";
import { ringStyles } from "../cnnviz/rings.js";
import { make, paletteAt, putPixels, reconcile } from "../payload.js";
import { tokenIn } from "../signed.js";

const MOST_WRITTEN = 9; // rows and columns whose numbers are written into their cells
const FAR_MORE = 999; // columns of a map whose width is that of its place
const [STRIPE, EVERY] = [0xff000000, 4];

const opaque = (root, name) => {
  const [red, green, blue] = tokenIn(root)(name);
  return (STRIPE | (blue << 16) | (green << 8) | red) >>> 0;
};

// The colours of hatched cells, in which there is no number.
export const hatchOf = (root) => ["wash", "edge"].map((name) => opaque(root, name));

// palettes: by name, with both forms; look: of pages/ui/shift/view.py. Gives the index of a value's colour, and the colours.
export const inksOf = (look, palettes, isDark) => {
  const palette = formOf(palettes[look.palette], isDark);
  return { palette, colours: paletteAt(palette, 0), index: (value) => indexOf(look.absolute ? Math.abs(value) : value, look) };
};

const hatched = ([row, column], [ground, stripe], isCoarse) => ((row + column) % EVERY === 0 && !isCoarse ? stripe : ground);

const writeNumbers = (host, values, [rows, columns], { palette, index }) => {
  const isWritten = Math.max(rows, columns) <= MOST_WRITTEN;
  host.hidden = !isWritten;
  if (!isWritten) return host.replaceChildren();
  host.style.setProperty("--columns", columns);
  host.style.setProperty("--rows", rows);
  return reconcile(host, Array.from(values), () => make("span", ""), (cell, value) => {
    const isNone = Number.isNaN(value);
    cell.textContent = isNone ? "" : formatNumber(value, 3);
    cell.className = isNone ? "none" : "";
    cell.style.color = isNone ? "" : inkFor(colourAt(palette, index(value)));
  });
};

// figure: the node; map: { values, size, inks, hatch }.
export const drawMap = (figure, { values, size, inks, hatch }) => {
  const [rows, columns] = size;
  const isCoarse = Math.max(rows, columns) <= MOST_WRITTEN;
  const { colours, index } = inks;
  const rgba = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    rgba[at] = Number.isNaN(value) ? hatched([Math.floor(at / columns), at % columns], hatch, isCoarse) : colours[index(value)];
  }
  const frame = figure.querySelector(".frame");
  frame.style.setProperty("--ratio", columns / rows);
  frame.style.setProperty("--across", isCoarse ? columns : FAR_MORE);
  putPixels(frame.firstElementChild, rgba, size);
  writeNumbers(frame.querySelector(".numbers"), values, size, inks);
};

// span: [[first row, last], [first column, last]] of a map of that size; null hides the ring.
export const drawRing = (figure, span, [rows, columns]) => {
  const ring = figure.querySelector(".ring");
  ring.hidden = !span;
  if (!span) return;
  const [[top, bottom], [left, right]] = span.map(([first, last], axis) => [Math.max(0, first), Math.min([rows, columns][axis] - 1, last)]);
  Object.assign(ring.style, ringStyles({ top: top / rows, left: left / columns, height: (bottom - top + 1) / rows, width: (right - left + 1) / columns }));
};
