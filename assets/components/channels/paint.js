// Maps on canvases: their colour range, their pixels, and their numbers where these have room.

import { colourAt, inkFor } from "../cnnviz/colours.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { withNumbers } from "../cnnviz/spoken.js";
import { make, paletteAt, putPixels, reconcile } from "../payload.js";

const MANY = 4096; // of fewer numbers, each counts for the range
const SAMPLED = 4000; // numbers of each map, of which the range is found
const WITHIN = 0.995; // of the numbers lie within a range of many
const WORTH = 0.7; // of the largest: a range that gains less is the full one
const SIGNED = { first: 1, span: 254, flat: 128 };
const GREY = { first: 0, span: 255, flat: 128 };
const LETTER = 0.62; // width of a digit, in its height

const measured = new WeakMap(); // of each map its largest size, and some sizes from all over it

const measureOf = (map) => {
  if (measured.has(map)) return measured.get(map);
  let largest = 0;
  for (let i = 0; i < map.length; i += 1) largest = Math.max(largest, Math.abs(map[i]));
  const step = Math.max(1, Math.floor(map.length / SAMPLED)) | 1;
  const sizes = new Float64Array(Math.ceil(map.length / step));
  for (let i = 0; i < sizes.length; i += 1) sizes[i] = Math.abs(map[i * step]);
  measured.set(map, { largest, sizes });
  return measured.get(map);
};

// The end of a range, symmetric about 0, for some maps: { end, isBeyond }.
export const rangeOf = (maps) => {
  const found = maps.map(measureOf);
  const count = maps.reduce((total, map) => total + map.length, 0);
  const largest = found.reduce((most, one) => Math.max(most, one.largest), 0);
  if (count < MANY) return { end: largest, isBeyond: false };
  const sizes = new Float64Array(found.reduce((total, one) => total + one.sizes.length, 0));
  found.reduce((at, one) => { sizes.set(one.sizes, at); return at + one.sizes.length; }, 0);
  sizes.sort();
  const end = Number(sizes[Math.floor(WITHIN * (sizes.length - 1))].toPrecision(2));
  return end > 0 && end <= WORTH * largest ? { end, isBeyond: true } : { end: largest, isBeyond: false };
};

// Of the numbers that come to lie on one pixel, the strongest stands for all.
const strongestOf = (values, [rows, columns], [down, across]) => {
  const shown = new Float64Array(down * across);
  const place = Int32Array.from({ length: columns }, (_, x) => Math.floor((x * across) / columns));
  for (let y = 0; y < rows; y += 1) {
    const line = Math.floor((y * down) / rows) * across;
    for (let x = 0; x < columns; x += 1) {
      const [value, to] = [values[y * columns + x], line + place[x]];
      if (Math.abs(value) > Math.abs(shown[to])) shown[to] = value;
    }
  }
  return shown;
};

const indexer = ([low, high], { first, span, flat }) => {
  const scale = high > low ? span / (high - low) : 0;
  return (value) => (scale ? Math.trunc(Math.min(Math.max((value - low) * scale + first + 0.5, first), Math.min(first + span, 255))) : flat);
};

// Room in pixels for a map's longer side, as it is drawn.
const shrunkSize = (size, room) => {
  const factor = Math.min(1, room / Math.max(...size));
  return size.map((side) => Math.max(1, Math.round(side * factor)));
};

const drawNumbers = (cells, values, [rows, columns], indexOfValue, palette, isShown) => {
  cells.hidden = !isShown;
  if (!isShown) return cells.replaceChildren();
  cells.style.gridTemplate = `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`;
  return reconcile(cells, Array.from(values), () => make("span", ""), (cell, value) => {
    cell.textContent = formatNumber(value, 3);
    cell.style.color = inkFor(colourAt(palette, indexOfValue(value)));
  });
};

export const newFrame = (className = "") => {
  const frame = make("div", `frame ${className}`.trim());
  const cells = make("div", "cells");
  cells.ariaHidden = "true";
  frame.append(Object.assign(make("canvas", ""), { role: "img" }), cells, Object.assign(make("div", "ring"), { hidden: true }));
  return frame;
};

// map: { values, size, limits: [low, high], isGrey, palette: 256 colours, key, label }. What is shown already is not painted again.
export const paintFrame = (frame, { values, size, limits, isGrey, palette, key, label }) => {
  const [canvas, cells] = frame.children;
  const [rows, columns] = size;
  canvas.ariaLabel = withNumbers(label, values, size);
  Object.assign(frame.style, { aspectRatio: `${columns} / ${rows}`, width: columns >= rows ? "" : `calc(var(--side) * ${columns / rows})` });
  frame.classList.remove("blank");
  const wide = frame.clientWidth;
  const asked = `${key} ${limits} ${palette.byteOffset} ${wide}`;
  if (frame.painted === asked) return;
  frame.painted = asked;
  const room = Math.max(64, Math.ceil(Math.max(wide, frame.clientHeight) * devicePixelRatio));
  const shown = isGrey ? size : shrunkSize(size, room);
  const numbers = shown[0] === rows && shown[1] === columns ? values : strongestOf(values, size, shown);
  const [colours, at] = [paletteAt(palette, 0), indexer(limits, isGrey ? GREY : SIGNED)];
  const pixels = new Uint32Array(numbers.length);
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = colours[at(numbers[i])];
  putPixels(canvas, pixels, shown);
  canvas.classList.toggle("smooth", Math.max(...size) > wide);
  const letters = parseFloat(getComputedStyle(cells).fontSize);
  const cellWidth = wide / columns;
  const isSmall = values.length <= 256 && cellWidth > letters * 1.3;
  const longest = isSmall ? Math.max(...Array.from(values, (value) => formatNumber(value, 3).length)) : 0;
  drawNumbers(cells, values, size, at, palette, isSmall && longest * letters * LETTER <= cellWidth - 2);
};

// A map that is not shown yet: as large, and empty.
export const blankFrame = (frame, [rows, columns], text, label) => {
  const [canvas, cells] = frame.children;
  canvas.ariaLabel = `${label}: ${{ off: "off", "?": "to be predicted" }[text] ?? "not shown yet"}`;
  Object.assign(frame.style, { aspectRatio: `${columns} / ${rows}`, width: columns >= rows ? "" : `calc(var(--side) * ${columns / rows})` });
  frame.painted = "";
  frame.classList.add("blank");
  putPixels(canvas, new Uint32Array(1), [1, 1]);
  cells.hidden = false;
  cells.style.gridTemplate = "";
  reconcile(cells, [text], () => make("span", ""), (cell, words) => { cell.textContent = words; cell.style.color = ""; });
};

// A bar of the colours between what stands at its ends.
export const drawLegend = (legend, title, [low, high]) => {
  if (!legend.firstChild) legend.append(make("span", ""), make("i", ""), make("span", ""));
  [legend.firstChild.textContent, legend.lastChild.textContent] = [low, high];
  legend.ariaLabel = `Colours of ${title}: from ${low} to ${high}`;
};

// What stands at the ends of a range.
export const endsOf = ({ end, isBeyond }) => [`${isBeyond ? "≤ " : ""}${formatNumber(-end)}`, `${isBeyond ? "≥ " : ""}${formatNumber(end)}`];
