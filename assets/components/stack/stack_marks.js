// What is ringed while a number is looked at: its windows in all maps before it, and what it sees of the picture; and both enlarged.

import { paintFrame } from "../channels/paint.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { ringStyles } from "../cnnviz/rings.js";
import { clipped } from "./stack_reach.js";

export const ringOn = (frame, span, size) => {
  const ring = frame.lastChild;
  const inside = span && clipped(span, size);
  ring.hidden = !inside || !inside.rows || !inside.columns;
  if (ring.hidden) return;
  const [height, width] = size;
  Object.assign(ring.style, ringStyles({ top: inside.top / height, left: inside.left / width, height: inside.rows / height, width: inside.columns / width }));
};

// at: [side, layer, map, row, column]; spans: of spansOf; reach: from which level on they are shown.
export const ringAll = (root, sides, at, spans, reach) => {
  const [side, layer, plane] = at;
  for (const frame of root.querySelectorAll(".sides .frame")) {
    const [s, n, f] = ["side", "layer", "map"].map((key) => Number(frame.dataset[key]));
    const isBefore = s === side && n >= 0 && n < layer && n + 1 >= reach;
    const isIt = s === side && n === layer && f === plane;
    const isSamePooled = !isBefore || sides[s].layers.slice(n + 1, layer + 1).some(({ kind }) => kind === "conv") || f === plane; // a pool sees its own map only
    ringOn(frame, isIt || (isBefore && isSamePooled) ? spans[n + 1] : null, n >= 0 ? sides[s].shapes[n].slice(1) : [1, 1]);
  }
};

// Part of the picture, enlarged: as it is, and by how much the number changes with each of its pixels.
export const paintInsets = (patch, slopes, { source, span, found, palettes, key }) => {
  const [, width] = source.size;
  const values = new Float64Array(span.rows * span.columns);
  for (let y = 0; y < span.rows; y += 1) {
    for (let x = 0; x < span.columns; x += 1) values[y * span.columns + x] = source.values[(span.top + y) * width + span.left + x];
  }
  const size = [span.rows, span.columns];
  paintFrame(patch, { values, size, limits: source.limits, isGrey: true, palette: palettes.grey, key: `${key} patch`, label: `The ${size.join(" × ")} pixels that the number sees` });
  if (!found) return;
  const largest = found.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  paintFrame(slopes, { values: found.values, size, limits: [-largest, largest], palette: palettes.signed, key: `${key} slopes`, label: `By how much the number changes with each of them, from ${formatNumber(-largest)} to ${formatNumber(largest)}` });
};
