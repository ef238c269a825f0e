// An input times weights, pixel by pixel: three pictures side by side, and the product at one pixel in words.
// pages/ui/neurons/weighted.py packs it. Pointing asks no server; a click or an arrow key moves the pin, which is reported.

import { formOf } from "../cnnviz/palettes.js";
import { ringStyles } from "../cnnviz/rings.js";
import { countPaint } from "../painted.js";
import { make, paletteAt, putPixels, unpackSync, reconcile } from "../payload.js";
import { pixelAfter, pixelUnder } from "../pixel.js";
import { productText } from "./product.js";
import { reporting } from "../reports.js";
import { isDark, whenThemeChanges } from "../theme.js";

const newFigure = () => {
  const figure = make("figure", "");
  const frame = make("div", "frame");
  frame.append(make("canvas", ""), make("div", "cursor"));
  figure.append(make("div", "label"), frame, make("figcaption", "note"));
  return figure;
};

const updateFigure = (figure, told, indices, colours, size) => {
  const [label, frame, note] = figure.children;
  label.textContent = told.label;
  note.textContent = told.note;
  const canvas = frame.firstChild;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", told.alt);
  putPixels(canvas, Uint32Array.from(indices, (index) => colours[index]), size);
};

const pointAt = (root, [row, column], [rows, columns]) => {
  for (const cursor of root.querySelectorAll(".cursor")) {
    Object.assign(cursor.style, ringStyles({ top: row / rows, left: column / columns, height: 1 / rows, width: 1 / columns }));
  }
};

export default reporting(({ parentElement, data, report }) => {
  const { header, blocks } = unpackSync(data);
  const root = parentElement.querySelector(".weighted");
  const [grids, said] = root.children;
  const size = blocks.inputs.shape;
  const area = size[0] * size[1];
  grids.setAttribute("aria-label", header.label);

  // Figures and the signs between them, in turn.
  const items = header.figures.flatMap((told, i) => (i ? [{ sign: header.signs[i - 1] }, { told, i }] : [{ told, i }]));
  const draw = () => reconcile(grids, items, () => make("div", ""), (cell, { sign, told, i }) => {
    cell.className = sign ? "sign" : "";
    if (sign) { cell.textContent = sign; return; }
    if (!cell.firstChild) cell.append(newFigure());
    const indices = blocks.index.subarray(i * area, (i + 1) * area);
    updateFigure(cell.firstChild, told, indices, paletteAt(formOf(blocks[`palette ${i}`], isDark(root)), 0), size);
  });
  draw();

  let pin = header.at;
  const show = (pixel) => {
    pointAt(root, pixel, size);
    said.textContent = productText(blocks.inputs, blocks.weights, pixel, size[1]);
  };
  const move = (pixel) => {
    pin = pixel;
    show(pixel);
    report("pin", pixel);
  };
  const under = (event) => {
    const box = event.target.closest(".frame")?.getBoundingClientRect();
    return box ? pixelUnder((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, size) : null;
  };
  grids.onpointermove = (event) => show(under(event) ?? pin);
  grids.onpointerleave = () => show(pin);
  grids.onclick = (event) => {
    const pixel = under(event);
    if (pixel) move(pixel);
  };
  grids.onkeydown = (event) => {
    const pixel = pixelAfter(event.key, pin, size);
    if (!pixel) return;
    event.preventDefault();
    move(pixel);
  };
  show(pin);

  countPaint(root);
  root.unwatch?.();
  root.unwatch = whenThemeChanges(draw);
  return root.unwatch;
});
