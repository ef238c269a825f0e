// Draws maps (pictures, feature maps, small matrices). pages/ui/figures/maps.py packs them.

import { stripOf } from "../cnnviz/legend.js";
import { ringStyles } from "../cnnviz/rings.js";
import { countPaint } from "../painted.js";
import { make, putPixels, reconcile, unpackSync } from "../payload.js";
import { reporting } from "../reports.js";
import { isDark, whenThemeChanges } from "../theme.js";
import { drawCanvas, mapsOn, redrawWhenResized } from "./map_pixels.js";
import { keepOneTabStop, makePickable, makePlain } from "./picking.js";

const tripleAt = (bytes, pixel) => [bytes[3 * pixel], bytes[3 * pixel + 1], bytes[3 * pixel + 2]];

const markOf = (map, row, column) =>
  map.marks.filter((m) => row >= m.top && row < m.top + m.height && column >= m.left && column < m.left + m.width);

const drawTable = (table, map) => {
  const rows = Array.from({ length: map.h }, (_, r) => r);
  const body = table.tBodies[0] ?? table.createTBody();
  reconcile(body, rows, () => document.createElement("tr"), (tr, r) => {
    const cells = Array.from({ length: map.w }, (_, c) => c);
    reconcile(tr, cells, () => document.createElement("td"), (td, c) => {
      const i = r * map.w + c;
      const [red, green, blue] = map.palette ? tripleAt(map.palette, map.pixels[i]) : tripleAt(map.pixels, i);
      const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      const known = i < map.known;
      td.style.background = known ? `rgb(${red},${green},${blue})` : "none";
      td.style.color = luma > 140 ? "#000" : "#fff";
      td.textContent = known ? map.values[i] : "";
      td.className = markOf(map, r, c).map((m) => m.kind).join(" ");
      td.dataset.row = r;
      td.dataset.column = c;
    });
  });
  table.style.setProperty("--columns", map.w);
  table.style.setProperty("--letters", Math.max(2, ...map.values.map((v) => v.length)));
};

const drawMarks = (layer, map) => {
  const marks = map.values === null ? map.marks : [];
  reconcile(layer, marks, () => make("div"), (div, mark) => {
    div.className = `mark ${mark.kind}`;
    const [top, height] = [mark.top / map.h, mark.height / map.h];
    Object.assign(div.style, ringStyles({ top, height, left: mark.left / map.w, width: mark.width / map.w }));
  });
};

// The scale: the palette as a strip, with the values at its ends.
const drawBar = (bar, map) => {
  bar.hidden = !map.bar;
  if (!map.bar) return;
  if (!bar.firstChild) bar.append(make("span", ""), make("canvas", ""), make("span", ""));
  const [low, strip, high] = bar.children;
  [low.textContent, high.textContent] = map.bar;
  const colours = stripOf(map.palette, map.strip, map.ends);
  putPixels(strip, colours, [1, colours.length]);
};

const updateFigure = (figure, map, index, header, pick) => {
  const [label, frame, bar, note] = figure.children;
  label.textContent = map.label;
  label.hidden = !map.label;
  note.textContent = map.note;
  note.hidden = !map.note;
  figure.style.setProperty("--ratio", map.w / map.h);
  figure.classList.toggle("chosen", map.chosen);

  const wanted = map.values === null ? "CANVAS" : "TABLE";
  if (frame.firstChild?.tagName !== wanted) {
    frame.replaceChildren(make(wanted.toLowerCase(), ""), make("div", "marks"));
  }
  const [view, layer] = frame.children;
  view.setAttribute("aria-label", map.alt);
  if (wanted === "CANVAS") {
    view.setAttribute("role", "img");
    drawCanvas(view, map);
  } else drawTable(view, map);
  drawMarks(layer, map);
  drawBar(bar, map);

  frame.classList.toggle("pickable", header.pickable);
  if (header.pickable) makePickable(frame, map, index, pick);
  else makePlain(frame);
};

const newFigure = () => {
  const figure = make("figure", "");
  figure.append(make("div", "label"), make("div", "frame"), make("div", "bar"), make("figcaption", "note"));
  return figure;
};

export default reporting((component) => {
  const { parentElement, data, report } = component;
  const root = parentElement.querySelector(".maps");
  const { header, blocks } = unpackSync(data);
  const pick = (pixel) => report("pick", pixel);

  root.className = `maps ${header.layout}`;
  root.classList.toggle("abreast", header.abreast > 0);
  root.style.setProperty("--abreast", header.abreast);
  root.style.setProperty("--size", `${header.size / 16}rem`); // it grows with the letters
  const draw = () => {
    const maps = mapsOn({ header, blocks }, isDark(root));
    reconcile(root, header.rows, () => {
      const row = make("div", "row");
      row.setAttribute("role", "group");
      row.append(make("div", "title"), make("div", "figures"));
      return row;
    }, (row, group) => {
      const [title, figures] = row.children;
      title.textContent = group.title;
      title.hidden = !group.title;
      if (group.title) row.setAttribute("aria-label", group.title);
      else row.removeAttribute("aria-label");
      reconcile(figures, group.maps, newFigure, (figure, index) =>
        updateFigure(figure, maps[index], index, header, pick));
    });
    keepOneTabStop(root);
  };
  draw();
  root.unwatch?.();
  const ends = [redrawWhenResized(root), whenThemeChanges(draw)];
  root.unwatch = () => ends.forEach((end) => end());
  countPaint(root);
  return root.unwatch;
});
