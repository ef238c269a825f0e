// Draws maps (pictures, feature maps, small matrices). pages/ui/figures/maps.py packs them.

import { stripOf } from "../cnnviz/legend.js";
import { formOf } from "../cnnviz/palettes.js";
import { ringStyles } from "../cnnviz/rings.js";
import { strengthsFrom, strongestPixels } from "../cnnviz/shrink.js";
import { moveByKey, reach } from "../gallery.js";
import { countPaint } from "../painted.js";
import { make, paletteAt, pixelAt, putPixels, reconcile, unpackSync } from "../payload.js";
import { pixelUnder } from "../pixel.js";
import { reporting } from "../reports.js";
import { isDark, whenThemeChanges } from "../theme.js";

const tripleAt = (bytes, pixel) => [bytes[3 * pixel], bytes[3 * pixel + 1], bytes[3 * pixel + 2]];

// Numbers with a sign that are shrunk: mixed colours would stand for no number.
const putStrongest = (canvas, rgba, map, shown) => {
  const [across, down] = [shown, (map.h * shown) / map.w].map((side) => Math.max(1, Math.round(side)));
  const table = strengthsFrom(map.middle);
  putPixels(canvas, strongestPixels(rgba, map.pixels.map((index) => table[index]), [map.w, map.h], [across, down]), [down, across]);
};

// Of pixels that come in two forms, those for the page.
const pixelsOn = (pixels, dark) => {
  if (pixels.shape.length < 4) return pixels;
  const half = pixels.length / 2;
  return pixels.subarray(dark ? half : 0, dark ? 2 * half : half);
};

const shownWidth = (canvas) => canvas.clientWidth * window.devicePixelRatio;

const drawCanvas = (canvas, map) => {
  const rgba = new Uint32Array(map.w * map.h);
  if (map.palette) {
    const colours = paletteAt(map.palette, 0);
    for (let i = 0; i < rgba.length; i += 1) rgba[i] = colours[map.pixels[i]];
  } else {
    for (let i = 0; i < rgba.length; i += 1) rgba[i] = pixelAt(map.pixels, 3 * i);
  }
  rgba.fill(0, map.known); // transparent: not computed yet
  // Enlarged pixels stay squares; a picture that is shrunk is smoothed.
  const shown = shownWidth(canvas);
  canvas.drawn = { map, shown };
  const isShrunk = shown && map.w > shown;
  if (isShrunk && map.middle !== null && map.palette) putStrongest(canvas, rgba, map, shown);
  else putPixels(canvas, rgba, [map.h, map.w]);
  canvas.style.imageRendering = isShrunk ? "auto" : "pixelated";
};

// The browser would blur what was shrunk for another size.
const redraw = (root) => {
  for (const canvas of root.querySelectorAll(".frame canvas")) {
    if (shownWidth(canvas) !== canvas.drawn.shown) drawCanvas(canvas, canvas.drawn.map);
  }
};

// Returns what ends it.
const redrawWhenResized = (root) => {
  const draw = () => requestAnimationFrame(() => redraw(root));
  const observer = new ResizeObserver(draw);
  observer.observe(root);
  window.addEventListener("resize", draw); // a zoom may leave the root as large as it was
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", draw);
  };
};

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

const makePlain = (frame) => {
  for (const name of ["role", "tabindex", "aria-label", "aria-pressed"]) frame.removeAttribute(name);
  frame.onclick = frame.onkeydown = null;
};

const makePickable = (frame, map, index, pick) => {
  const view = frame.firstChild;
  const isTable = view.tagName === "TABLE"; // screen readers skip the children of a button, but a table's numbers must be read
  frame.setAttribute("role", isTable ? "group" : "button");
  frame.setAttribute("aria-label", map.alt);
  if (isTable) frame.removeAttribute("aria-pressed");
  else frame.setAttribute("aria-pressed", String(map.chosen));
  const gallery = () => [...frame.closest(".maps").querySelectorAll(".frame.pickable")];
  frame.onclick = (event) => {
    const box = view.getBoundingClientRect();
    reach(gallery(), frame);
    pick([index, ...pixelUnder((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, [map.h, map.w])]);
  };
  frame.onkeydown = (event) => {
    if (moveByKey(event, gallery(), frame) || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    pick([index, 0, 0]);
  };
};

// While the focus is among them it stays where it is. Else Tab leads to the map that is chosen, or to the first.
const keepOneTabStop = (root) => {
  const frames = [...root.querySelectorAll(".frame.pickable")];
  const focused = root.getRootNode().activeElement;
  const chosen = frames.find((frame) => frame.getAttribute("aria-pressed") === "true");
  reach(frames, frames.includes(focused) ? focused : chosen ?? frames[0]);
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
  const mapsOn = (dark) => header.maps.map((map, i) => {
    const [pixels, palette] = [blocks[`pixels ${i}`], blocks[`palette ${i}`]];
    const [h, w] = pixels.shape.slice(pixels.shape.length > 3 ? 1 : 0);
    return { ...map, h, w, pixels: pixelsOn(pixels, dark), palette: palette && formOf(palette, dark) };
  });
  const pick = (pixel) => report("pick", pixel);

  root.className = `maps ${header.layout}`;
  root.classList.toggle("abreast", header.abreast > 0);
  root.style.setProperty("--abreast", header.abreast);
  root.style.setProperty("--size", `${header.size / 16}rem`); // it grows with the letters
  const draw = () => {
    const maps = mapsOn(isDark(root));
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
