// The curves of how much holds still, with a mark at the shift of now; and the same as a table.

import { formatNumber } from "../cnnviz/numbers.js";
import { make } from "../payload.js";

const SVG = "http://www.w3.org/2000/svg";
const KINDS = ["picture", "map", "pooled"];
const [WIDE, HIGH] = [100, 60];

const draw = (name, attributes, text = "") => {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.textContent = text;
  return node;
};

// Where a value stands; negative correlations lie below the line of 0.
const placeOf = (most, low) => (distance, value) => [(WIDE * distance) / Math.max(1, most), HIGH * (1 - (value - low) / (1 - low))];

const pathOf = (row, place) => {
  const known = Array.from(row, (value, distance) => [distance, value]).filter(([, value]) => Number.isFinite(value));
  return known.map(([distance, value], i) => `${i ? "L" : "M"}${place(distance, value).map((at) => at.toFixed(2)).join(" ")}`).join("");
};

// rows: of picture, map and pooled map. distance: the one of now.
export const drawCurves = (host, rows, distance, label) => {
  const most = rows[0].length - 1;
  const low = Math.min(0, ...rows.flatMap((row) => Array.from(row).filter(Number.isFinite)));
  const place = placeOf(most, low);
  const svg = draw("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", role: "img", "aria-label": label });
  svg.append(draw("path", { class: "grid", d: `M0 ${place(0, 0)[1]}H${WIDE}M0 0H${WIDE}` }));
  rows.forEach((row, i) => svg.append(draw("path", { class: `line ${KINDS[i]}`, d: pathOf(row, place) })));
  if (distance <= most) svg.append(draw("path", { class: "now", d: `M${place(distance, 0)[0]} 0V${HIGH}` }));
  const axes = make("div", "axes");
  axes.append(svg, Object.assign(make("span", "top"), { textContent: "1" }), Object.assign(make("span", "bottom"), { textContent: formatNumber(low, 2) }));
  const across = make("div", "across");
  across.append(...[0, most].map((end) => Object.assign(make("span", ""), { textContent: end ? `shift ${end}` : "0" })));
  const key = make("div", "key");
  key.append(...KINDS.map((name, i) => Object.assign(make("span", KINDS[i]), { textContent: name })));
  host.replaceChildren(axes, across, key);
};

export const drawTable = (table, unchanged, alike) => {
  const line = (cells, kind, scope) => {
    const row = make("tr", "");
    row.append(...cells.map((text, i) => Object.assign(make(i ? kind : "th", ""), { textContent: text }, i && kind === "td" ? {} : { scope })));
    return row;
  };
  const heads = ["Shift", ...["unchanged", "correlation"].flatMap((what) => KINDS.map((name) => `${name}, ${what}`))];
  const write = (value) => (Number.isFinite(value) ? formatNumber(value, 3) : "–");
  const rows = Array.from(unchanged[0], (_, at) => line([String(at), ...[...unchanged, ...alike].map((row) => write(row[at]))], "td", "row"));
  table.replaceChildren(line(heads, "th", "col"), ...rows);
};
