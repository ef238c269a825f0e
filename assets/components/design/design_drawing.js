// The stack as a picture: blocks as high as their maps, as thick as they have channels, and what joins them.

import { shortName } from "../cnnviz/design_words.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_SLICES = 7;
const [LETTERS, SIGN] = [0.8125, 1.1]; // sizes in rem, as all of the picture

const node = (name, attributes, text) => {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  if (text !== undefined) element.textContent = text;
  return element;
};
const round = (number) => Math.round(number * 1000) / 1000;
const pathOf = (points) => points.map(([x, y], n) => `${n ? "L" : "M"}${round(x)} ${round(y)}`).join("");

// A line from place to place, bent where it changes its height.
const lineOf = ([[x, y], [toX, toY]]) => {
  if (Math.abs(y - toY) < 1e-6) return `M${round(x)} ${round(y)}L${round(toX)} ${round(toY)}`;
  const middle = round((x + toX) / 2);
  return `M${round(x)} ${round(y)}C${middle} ${round(y)} ${middle} ${round(toY)} ${round(toX)} ${round(toY)}`;
};

const facesOf = ({ x, y, thick, high, dx, dy }) => {
  const [top, bottom] = [y - high / 2, y + high / 2];
  return [
    ["top", [[x, top], [x + dx, top - dy], [x + thick + dx, top - dy], [x + thick, top]]],
    ["side", [[x + thick, top], [x + thick + dx, top - dy], [x + thick + dx, bottom - dy], [x + thick, bottom]]],
    ["front", [[x, top], [x + thick, top], [x + thick, bottom], [x, bottom]]],
  ];
};

const drawBlock = (group, item, kind, channels, grain) => {
  facesOf(item).forEach(([name, points]) => {
    if (item.dx || name === "front") group.append(node("path", { class: `face ${name}`, d: `${pathOf(points)}Z` }));
  });
  // Lines on the front say that it is many maps, one behind the other.
  const slices = item.isRow || kind === "ghost" || grain.name === "small" ? 0 : Math.min(channels, MOST_SLICES) - 1;
  const d = Array.from({ length: slices }, (_, n) => {
    const along = item.x + (item.thick * (n + 1)) / (slices + 1);
    return pathOf([[along, item.y - item.high / 2], [along, item.y + item.high / 2]]);
  }).join("");
  if (d) group.append(node("path", { class: "slice", d }));
};

const labelsOf = (item, part, shape, grain) => {
  if (grain.name === "small") return [];
  const name = part ? shortName(part) : "input";
  if (!shape) return [name, "≠"];
  const sides = shape.length === 1 ? formatNumber(shape[0]) : `${formatNumber(shape[1])} × ${formatNumber(shape[2])} × ${formatNumber(shape[0])}`;
  return [name, grain.name === "large" ? sides : formatNumber(shape[0])];
};

const drawItem = (item, found, design, grain) => {
  const part = item.at < 0 ? null : found.nodes[item.at].part;
  const shape = item.at < 0 ? design.shape : found.rows[item.at]?.shape;
  const kind = !shape ? "ghost" : part?.kind ?? "input";
  const isWrong = Boolean(found.fault) && item.at === found.rows.length;
  const group = node("g", { class: `item ${kind}${isWrong ? " wrong" : ""}`, "data-at": item.at });
  if (item.isJoin) {
    group.append(node("circle", { class: "face front", cx: round(item.x), cy: round(item.y), r: 0.62 }));
    group.append(node("text", { class: "sign", x: round(item.x), y: round(item.y + 0.36), "text-anchor": "middle", "font-size": SIGN }, part.kind === "add" ? "+" : "‖"));
    return group;
  }
  drawBlock(group, item, kind, shape?.[0] ?? 1, grain);
  labelsOf(item, part, shape, grain).forEach((text, n) => {
    group.append(node("text", { class: n ? "size" : "name", x: round(item.cell[0] + item.cell[2] / 2), y: round(item.y + item.high / 2 + 1.05 + n * 1.1), "text-anchor": "middle", "font-size": LETTERS }, text));
  });
  return group;
};

// Draws all anew; a network of 208 layers takes a few milliseconds.
export const drawPicture = (svg, layout, found, design, grain) => {
  svg.setAttribute("viewBox", `0 0 ${round(layout.width)} ${round(layout.height)}`);
  Object.assign(svg.style, { width: `${round(layout.width)}rem`, height: `${round(layout.height)}rem` });
  const lines = node("path", { class: "line", d: layout.lines.map(lineOf).join("") });
  svg.replaceChildren(lines, ...layout.items.map((item) => drawItem(item, found, design, grain)));
};

// What is pointed at, touched and read aloud: a box over each layer. said(at): what is read.
export const drawBoxes = (host, layout, chosen, said) => {
  const items = layout.items.toSorted((a, b) => a.at - b.at);
  reconcile(host, items, () => make("div", "box"), (box, { at, cell: [x, y, wide, high] }) => {
    box.setAttribute("role", "option");
    box.setAttribute("aria-selected", String(at === chosen));
    box.tabIndex = at === chosen ? 0 : -1;
    box.dataset.at = at;
    box.ariaLabel = said(at);
    Object.assign(box.style, { left: `${round(x)}rem`, top: `${round(y)}rem`, width: `${round(wide)}rem`, height: `${round(high)}rem` });
  });
  return items;
};

// The picture as a file by itself: colours and letters as they are shown now, on the page's ground.
export const fileOf = (svg) => {
  const copy = svg.cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  const originals = [...svg.querySelectorAll("path, circle, text")];
  [...copy.querySelectorAll("path, circle, text")].forEach((element, n) => {
    const style = getComputedStyle(originals[n]);
    const isText = element.tagName === "text";
    element.setAttribute("fill", style.fill);
    if (!isText) Object.entries({ stroke: style.stroke, "stroke-width": "0.06", "stroke-dasharray": style.strokeDasharray === "none" ? "none" : "0.25" }).forEach(([key, value]) => element.setAttribute(key, value));
    else Object.entries({ "font-family": "Arial, sans-serif", "font-weight": style.fontWeight }).forEach(([key, value]) => element.setAttribute(key, value));
    element.removeAttribute("class");
  });
  copy.querySelectorAll("g").forEach((group) => ["class", "data-at"].forEach((name) => group.removeAttribute(name)));
  copy.removeAttribute("style");
  copy.removeAttribute("aria-hidden");
  Object.entries({ xmlns: SVG, width: `${Number(width) * 16}`, height: `${Number(height) * 16}` }).forEach(([key, value]) => copy.setAttribute(key, value));
  copy.prepend(node("rect", { width, height, fill: getComputedStyle(svg).backgroundColor }));
  return new XMLSerializer().serializeToString(copy);
};
