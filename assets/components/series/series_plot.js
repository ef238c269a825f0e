// A chart of numbers along a line: where each is drawn, and the marks that charts of the page have in common. All in pixels of the chart.

import { formatNumber } from "../cnnviz/numbers.js";

const LETTER = 0.62; // the width of a letter, as a part of its size
const ROOM = { left: 3.6, right: 0.8, top: 1.6, bottom: 1.5, number: 1, unnamed: 0.3 }; // around the numbers, in sizes of a letter
const LOW = 5; // sizes of a letter: a chart that is no higher, as on a projector, leaves its room to the bars, and its positions unwritten
const MOST_LABELS = 12; // positions that are written below, at most
const ROUND = [1, 2, 5];

// from … to: the positions; low … high: the numbers. Each position has as much room.
export const newScale = (svg, { from, to, low, high }) => {
  const { width, height } = svg.getBoundingClientRect();
  const unit = parseFloat(getComputedStyle(svg).fontSize);
  const [left, top] = [ROOM.left * unit, ROOM.top * unit];
  const below = low < 0 ? ROOM.number : 0; // of a number below its bar
  const isNamed = height > LOW * unit;
  const beneath = (isNamed ? ROOM.bottom : ROOM.unnamed) + below;
  const [wide, tall] = [Math.max(1, width - left - ROOM.right * unit), Math.max(1, height - top - beneath * unit)];
  const step = wide / (to - from + 1);
  return {
    from, to, low, high, step, unit, left, top, width, height, isNamed, bottom: top + tall + below * unit,
    x: (at) => left + (at - from + 0.5) * step,
    y: (value) => top + ((high - value) / (high - low)) * tall,
    positionAt: (x) => (x - left) / step - 0.5 + from,
    valueAt: (y) => high - ((y - top) / tall) * (high - low),
  };
};

// The range of some numbers, 0 within it, with some room beyond the ends.
export const rangeOf = (...lists) => {
  const [low, high] = lists.reduce(([least, most], list) => list.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [least, most]), [0, 0]);
  const room = (high - low || 1) * 0.08;
  return { low: low < 0 ? low - room : low, high: high > 0 || low === high ? high + room : high };
};

const fixed = (number) => number.toFixed(2);
const text = (x, y, words, kind = "") => `<text x="${fixed(x)}" y="${fixed(y)}" class="${kind}">${words}</text>`;

const stepOf = (count) => {
  const least = Math.max(1, count / MOST_LABELS);
  const power = 10 ** Math.floor(Math.log10(least));
  return (ROUND.find((one) => one * power >= least) ?? 10) * power;
};

// The line of 0, the ends of the range, and positions below.
export const axesOf = (scale, numbers) => {
  const [least, most] = [Math.min(0, ...numbers), Math.max(0, ...numbers)];
  const every = stepOf(scale.to - scale.from + 1);
  const first = Math.ceil(scale.from / every) * every;
  const below = scale.isNamed ? Array.from({ length: Math.floor((scale.to - first) / every) + 1 }, (_, i) => first + i * every) : [];
  const ends = [...new Set([least, 0, most])].filter((value) => value === 0 || Math.abs(scale.y(value) - scale.y(0)) > scale.unit);
  return `<path class="zero" d="M${fixed(scale.left)} ${fixed(scale.y(0))}H${fixed(scale.width)}"/>` +
    ends.map((value) => text(scale.left - 0.4 * scale.unit, scale.y(value) + 0.35 * scale.unit, formatNumber(value, 3), "end")).join("") +
    below.map((at) => text(scale.x(at), scale.bottom + 1.25 * scale.unit, formatNumber(at), "below")).join("");
};

// Bars from 0: blue below it, orange above. points: [position, number].
export const barsOf = (scale, points, isSigned = true) => {
  const wide = Math.max(1, scale.step * 0.72);
  const path = (some, kind) => (some.length ? `<path class="bar ${kind}" stroke-width="${fixed(wide)}" d="${some.map(([at, value]) => `M${fixed(scale.x(at))} ${fixed(scale.y(0))}V${fixed(scale.y(value))}`).join("")}"/>` : "");
  if (!isSigned) return path(points, "plain");
  return path(points.filter(([, value]) => value < 0), "below-zero") + path(points.filter(([, value]) => value > 0), "above-zero");
};

export const lineOf = (scale, points) =>
  `<path class="line" d="${points.map(([at, value], i) => `${i ? "L" : "M"}${fixed(scale.x(at))} ${fixed(scale.y(value))}`).join("")}"/>`;

// The numbers, where all have room.
export const numbersOf = (scale, points, gap = scale.step) => {
  const words = points.map(([, value]) => formatNumber(value));
  if (gap < (LETTER * Math.max(...words.map((word) => word.length)) + 0.4) * scale.unit) return "";
  return points.map(([at, value], i) => text(scale.x(at), scale.y(value) + (value < 0 ? 1.15 : -0.4) * scale.unit, words[i], "number")).join("");
};

export const dotOf = (scale, [at, value], kind) => `<circle class="${kind}" cx="${fixed(scale.x(at))}" cy="${fixed(scale.y(value))}" r="${fixed(0.32 * scale.unit)}"/>`;

// A ring round the positions from … to: yellow, with a dark line on both sides; at least 9 px wide.
export const ringOf = (scale, from, to) => {
  const wide = Math.max(9, (to - from + 1) * scale.step);
  const x = (scale.x(from) + scale.x(to)) / 2 - wide / 2;
  const [top, room] = [scale.top - 1.3 * scale.unit, 1.4 * scale.unit]; // its numbers lie within it
  const box = `x="${fixed(x)}" y="${fixed(top)}" width="${fixed(wide)}" height="${fixed(scale.bottom - scale.top + room)}"`;
  return `<rect class="ring-dark" ${box}/><rect class="ring" ${box}/>`;
};

// Where zeros were added.
export const hatchOver = (scale, from, to) => (to < from ? "" : `<rect class="padding" fill="url(#hatch)" x="${fixed(scale.x(from) - scale.step / 2)}" y="${fixed(scale.top)}" ` +
  `width="${fixed((to - from + 1) * scale.step)}" height="${fixed(scale.bottom - scale.top)}"/>`);
export const HATCH = '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6"/></pattern></defs>';

// A small sign above a position.
export const signAt = (scale, at, value) => {
  const [x, y, half] = [scale.x(at), Math.max(scale.top - 0.9 * scale.unit, scale.y(value) - 0.5 * scale.unit), 0.4 * scale.unit];
  return `<path class="peak" d="M${fixed(x - half)} ${fixed(y - 1.6 * half)}h${fixed(2 * half)}l${fixed(-half)} ${fixed(1.6 * half)}z"/>`;
};

// A span below the numbers, as of a shape that was cut out.
export const spanUnder = (scale, from, to) => `<path class="span" d="M${fixed(scale.x(from) - scale.step / 2)} ${fixed(scale.bottom + 2)}H${fixed(scale.x(to) + scale.step / 2)}"/>`;

// Draws what is below, and the marks, which change more often.
export const newPlot = (svg) => {
  svg.innerHTML = `${HATCH}<g></g><g></g>`;
  const [, base, marks] = svg.children;
  return {
    svg,
    draw: (content) => { base.innerHTML = content; },
    mark: (content) => { marks.innerHTML = content; },
  };
};
