// The stack as a picture: blocks as high as their maps, as thick as they have channels, and what joins them.

import { kindOf } from "../cnnviz/design_kinds.js";
import { shortName } from "../cnnviz/design_words.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_SLICES = 7;
const [LETTERS, SIGN] = [0.9375, 1.1]; // sizes in rem, as all of the picture

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

// Items are drawn around the middle of their left edge, and moved to their places.
const facesOf = ({ thick, high, dx, dy }) => {
  const [top, bottom] = [-high / 2, high / 2];
  return [
    ["top", [[0, top], [dx, top - dy], [thick + dx, top - dy], [thick, top]]],
    ["side", [[thick, top], [thick + dx, top - dy], [thick + dx, bottom - dy], [thick, bottom]]],
    ["front", [[0, top], [thick, top], [thick, bottom], [0, bottom]]],
  ];
};

const textNode = (name, size, x, y, text) => node("text", { class: name, x: round(x), y: round(y), "text-anchor": "middle", "font-size": size }, text);
const drawBlock = ({ thick, high, dx, dy, slices, labels }) => {
  const faces = facesOf({ thick, high, dx, dy }).filter(([name]) => dx || name === "front");
  const d = Array.from({ length: slices }, (_, n) => {
    const along = (thick * (n + 1)) / (slices + 1);
    return pathOf([[along, -high / 2], [along, high / 2]]);
  }).join("");
  return [
    ...faces.map(([name, points]) => node("path", { class: `face ${name}`, d: `${pathOf(points)}Z` })), ...(d ? [node("path", { class: "slice", d })] : []),
    ...labels.map((text, n) => textNode(n ? "size" : "name", LETTERS, (thick + dx) / 2, high / 2 + 1.05 + n * 1.1, text)),
  ];
};
const drawJoin = ({ sign }) => [node("circle", { class: "face front", cx: 0, cy: 0, r: 0.62 }), textNode("sign", SIGN, 0, 0.36, sign)];

const labelsOf = (part, shape, grain, isVeiled) => {
  if (grain.name === "small") return [];
  const name = part ? shortName(part) : "input";
  if (!shape) return [name, isVeiled ? "?" : "≠"];
  const sides = shape.length === 1 ? formatNumber(shape[0]) : `${formatNumber(shape[1])} × ${formatNumber(shape[2])} × ${formatNumber(shape[0])}`;
  return [name, grain.name === "large" ? sides : formatNumber(shape[0])];
};

// All that an item is drawn from but its place.
const toldOf = (item, found, design, grain) => {
  const { at, thick, high, dx, dy, isRow, isJoin } = item;
  const part = at < 0 ? null : found.nodes[at].part;
  const shape = at < 0 ? design.shape : found.rows[at]?.shape;
  const kind = !shape ? "ghost" : part?.kind ?? "input";
  const isWrong = Boolean(found.fault) && at === found.rows.length;
  const name = `item ${kind}${isWrong ? " wrong" : ""}`;
  if (isJoin) return { at, name, sign: kindOf(part).sign };
  // Lines on the front say that it is many maps, one behind the other.
  const slices = isRow || !shape || grain.name === "small" ? 0 : Math.min(shape[0], MOST_SLICES) - 1;
  return { at, name, thick, high, dx, dy, slices, labels: labelsOf(part, shape, grain, found.isVeiled) };
};

// What each element was made from: one that would become the same is left alone, as most are at most keys.
const madeFrom = new WeakMap();
const isNew = (element, told) => {
  const text = JSON.stringify(told);
  if (madeFrom.get(element) === text) return false;
  madeFrom.set(element, text);
  return true;
};

const drawItem = (group, item, told) => {
  group.setAttribute("transform", `translate(${round(item.x)} ${round(item.y)})`);
  if (!isNew(group, told)) return;
  group.setAttribute("class", told.name);
  group.setAttribute("data-at", told.at);
  group.replaceChildren(...(told.sign ? drawJoin(told) : drawBlock(told)));
};

// The first child of the picture is what joins its items.
export const drawPicture = (svg, layout, found, design, grain) => {
  svg.setAttribute("viewBox", `0 0 ${round(layout.width)} ${round(layout.height)}`);
  Object.assign(svg.style, { width: `${round(layout.width)}rem`, height: `${round(layout.height)}rem` });
  svg.firstElementChild.setAttribute("d", layout.lines.map(lineOf).join(""));
  reconcile(svg, [null, ...layout.items], () => node("g", {}), (group, item) => item && drawItem(group, item, toldOf(item, found, design, grain)));
};

const drawBox = (box, { at, isChosen, label }) => {
  box.setAttribute("role", "option");
  box.setAttribute("aria-selected", String(isChosen));
  box.tabIndex = isChosen ? 0 : -1;
  box.dataset.at = at;
  box.ariaLabel = label;
};

// What is pointed at, touched and read aloud: a box over each layer. said(at): what is read.
export const drawBoxes = (host, layout, chosen, said) => {
  const items = layout.items.toSorted((a, b) => a.at - b.at);
  reconcile(host, items, () => make("div", "box"), (box, { at, cell: [x, y, wide, high] }) => {
    const told = { at, isChosen: at === chosen, label: said(at) };
    if (isNew(box, told)) drawBox(box, told);
    Object.assign(box.style, { left: `${round(x)}rem`, top: `${round(y)}rem`, width: `${round(wide)}rem`, height: `${round(high)}rem` });
  });
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
