// The curves of a sweep as SVG: the top classes with their names at the line, the step that is looked at marked.

import { lookOfClass } from "../cnnviz/class_looks.js";
import { alongAxis, labelPoints, namedClasses, pathOf, sharesOf } from "./sweep_geometry.js";

const SVG = "http://www.w3.org/2000/svg";
const [HEIGHT, LETTERS] = [285, 13]; // px of the whole and of its smallest letters where nothing is enlarged

// Room around the curves, which grows with the letters in it; sweep.css has the same left and right.
export const edgesOf = (svg) => {
  const times = parseFloat(getComputedStyle(svg).fontSize) / LETTERS || 1;
  return { high: HEIGHT * times, left: 48 * times, right: 14 * times, top: 22 * times, bottom: 34 * times, times };
};

const node = (name, attributes, text) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

const axes = (told, width, edges, xOf, y) => {
  const drawn = [0, 0.5, 1].flatMap((share) => [
    node("line", { x1: edges.left, x2: width - edges.right, y1: y(share), y2: y(share), class: "grid" }),
    node("text", { x: edges.left - 6, y: y(share) + 4 * edges.times, "text-anchor": "end" }, `${100 * share} %`),
  ]);
  const last = told.amounts.length - 1;
  const ends = [...new Set([0, told.amounts.indexOf(0), last])].filter((step) => step >= 0);
  for (const step of ends) {
    const anchor = step === 0 ? "start" : step === last ? "end" : "middle";
    drawn.push(node("text", { x: xOf(told.amounts[step]), y: edges.high - 16 * edges.times, "text-anchor": anchor }, told.texts[step]));
  }
  drawn.push(node("text", { x: (edges.left + width - edges.right) / 2, y: edges.high - 2, "text-anchor": "middle" }, told.unit));
  return drawn;
};

const marks = (told, width, { times }, xOf, y) =>
  told.marks.flatMap(({ step, label }) => {
    const x = xOf(told.amounts[step]);
    const anchor = x > width - 120 * times ? "end" : x < 120 * times ? "start" : "middle";
    return [
      node("line", { x1: x, x2: x, y1: y(1), y2: y(0), class: "mark" }),
      node("text", { x, y: 14 * times, "text-anchor": anchor }, label),
    ];
  });

// Draw all but the mark of the step that is looked at, which `markStep` moves.
export const drawCurves = (svg, told, shares, width) => {
  const edges = edgesOf(svg);
  const [right, bottom] = [width - edges.right, edges.high - edges.bottom];
  const xOf = alongAxis(told.amounts, edges.left, right);
  const y = (share) => bottom - share * (bottom - edges.top);
  const classes = told.names.length;
  const line = (one) => sharesOf(shares, classes, one).map((share, step) => [xOf(told.amounts[step]), y(share)]);
  const named = namedClasses(shares, classes);
  const rest = told.names.map((_, one) => one).filter((one) => !named.includes(one));
  const lines = named.map((one) => ({ name: told.names[one], points: line(one), look: lookOfClass(one) }));
  svg.setAttribute("viewBox", `0 0 ${width} ${edges.high}`);
  svg.setAttribute("height", edges.high);
  svg.setAttribute("aria-label", told.alt);
  svg.replaceChildren(
    ...axes(told, width, edges, xOf, y),
    ...rest.map((one) => node("path", { d: pathOf(line(one)), class: "rest" })),
    ...lines.map(({ points, look: { colour, dashes } }) =>
      node("path", { d: pathOf(points), class: "line", style: `stroke: ${colour}`, "stroke-dasharray": dashes })),
    ...marks(told, width, edges, xOf, y),
    node("line", { y1: y(1), y2: y(0), class: "now" }),
    ...labelPoints(lines, edges.left, right, edges.top, bottom).map(({ name, x, y: at }) =>
      node("text", { x, y: at, "text-anchor": "middle", class: "name" }, name)),
  );
};

export const markStep = (svg, told, width, step) => {
  const edges = edgesOf(svg);
  const x = alongAxis(told.amounts, edges.left, width - edges.right)(told.amounts[step]);
  const now = svg.querySelector(".now");
  now.setAttribute("x1", x);
  now.setAttribute("x2", x);
};
