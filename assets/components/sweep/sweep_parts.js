// What a sweep shows of one step: the pictures, and the shares before and after as bars; and all steps as a table.

import { formOf } from "../cnnviz/palettes.js";
import { make, paletteAt, pixelAt, putPixels, reconcile } from "../payload.js";
import { namedClasses } from "./sweep_geometry.js";
import { isDark } from "../theme.js";

const newPicture = () => {
  const figure = make("figure", "");
  const canvas = make("canvas", "");
  canvas.setAttribute("role", "img");
  figure.append(make("div", "label"), canvas, make("figcaption", "note"));
  return figure;
};

// Of a picture there are as many sets of pixels as steps, or one for all: indices into its palette, or without one red, green and blue.
export const drawPictures = (root, pictures, blocks, step) =>
  reconcile(root, pictures, newPicture, (figure, picture, index) => {
    const [label, canvas, note] = figure.children;
    const pixels = blocks[`pixels${index}`];
    const [count, height, width] = pixels.shape;
    const palette = blocks[`palette${index}`];
    const colours = palette && paletteAt(formOf(palette, isDark(root)), 0);
    const start = (count > 1 ? step : 0) * height * width;
    const rgba = Uint32Array.from({ length: height * width }, (_, i) => (colours ? colours[pixels[start + i]] : pixelAt(pixels, 3 * (start + i))));
    putPixels(canvas, rgba, [height, width]);
    label.textContent = picture.label;
    note.textContent = picture.notes[step] ?? "";
    canvas.setAttribute("aria-label", `${picture.alt} ${note.textContent}`);
  });

const headRow = (heads) => {
  const row = make("tr", "");
  for (const text of heads) row.append(Object.assign(make("th", ""), { scope: "col", textContent: text }));
  const head = make("thead", "");
  head.append(row);
  return head;
};

const newPair = () => {
  const row = make("tr", "");
  const bars = make("td", "");
  bars.append(make("i", "was"), make("i", ""));
  row.append(Object.assign(make("th", ""), { scope: "row" }), bars, make("td", ""), make("td", ""));
  return row;
};

export const drawPairs = (table, told, shares, step) => {
  if (!table.tHead) table.append(headRow(["Softmax", "as bars", "before", "now"]), make("tbody", ""));
  table.setAttribute("aria-label", "Softmax before and now");
  const classes = told.names.length;
  const now = shares.subarray(step * classes, (step + 1) * classes);
  const best = now.indexOf(Math.max(...now));
  reconcile(table.tBodies[0], told.names, newPair, (row, name, one) => {
    const [label, bars, before, after] = row.children;
    row.className = one === best ? "top" : "";
    label.textContent = name;
    bars.children[0].style.width = `${100 * told.before[one]}%`;
    bars.children[1].style.width = `${100 * now[one]}%`;
    before.textContent = told.before_texts[one];
    after.textContent = told.share_texts[step][one];
  });
};

// All steps of the classes that have a name in the curve.
export const fillTable = (scroll, told, shares) => {
  const named = namedClasses(shares, told.names.length);
  const table = make("table", "steps");
  const body = make("tbody", "");
  told.texts.forEach((text, step) => {
    const row = make("tr", "");
    row.append(Object.assign(make("th", ""), { scope: "row", textContent: text }));
    for (const one of named) row.append(Object.assign(make("td", ""), { textContent: told.share_texts[step][one] }));
    body.append(row);
  });
  table.append(headRow([told.unit, ...named.map((one) => told.names[one])]), body);
  scroll.setAttribute("aria-label", told.label);
  scroll.replaceChildren(table);
};
