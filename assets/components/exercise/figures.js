// Small grids of numbers, each a picture, a map, a kernel or a plain table.

import { colourAt, inkFor } from "../cnnviz/colours.js";
import { formOf } from "../cnnviz/palettes.js";
import { make } from "../payload.js";

export const palettesOf = (blocks, dark) => ({ signed: formOf(blocks.signed, dark), grey: formOf(blocks.grey, dark) });

// Paints a cell by its index in the figure's palette; a table's cells have the colour of the page.
export const paint = (cell, look, index, palettes) => {
  if (look === "table") return;
  const colour = colourAt(look === "picture" ? palettes.grey : palettes.signed, index);
  cell.style.background = `rgb(${colour.join(" ")})`;
  cell.style.color = inkFor(colour);
};

export const captioned = (name, rows, columns, ...inside) => {
  const figure = make("figure", "");
  const caption = make("figcaption", "");
  caption.append(Object.assign(make("b", ""), { textContent: name }), ` ${rows} × ${columns}`);
  figure.append(caption, ...inside);
  return figure;
};

// figure: { name, look, texts: rows of texts, index: rows of indices }
export const drawFigure = ({ name, look, texts, index }, palettes) => {
  const table = Object.assign(make("table", `grid ${look}`), { ariaLabel: name });
  texts.forEach((line, row) => {
    const made = table.insertRow();
    line.forEach((text, column) => {
      const cell = made.insertCell();
      cell.textContent = text;
      paint(cell, look, index[row][column], palettes);
    });
  });
  const box = make("div", "scrolls");
  box.append(table);
  return captioned(name, texts.length, texts[0].length, box);
};
