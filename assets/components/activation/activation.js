// An activation's curve, its slope, and a map before and after it, under one cursor: pages/ui/activations/view.py packs them.
// Pointing at a pixel marks its place on the curves; a place on a curve marks the pixels that have about its value. No server is
// asked. A click or an arrow key moves the pin, which is reported.

import { formatNumber, inBrackets } from "../cnnviz/numbers.js";
import { formOf } from "../cnnviz/palettes.js";
import { ringStyles } from "../cnnviz/rings.js";
import { countPaint } from "../painted.js";
import { make, paletteAt, putPixels, reconcile, unpackSync } from "../payload.js";
import { pixelAfter, pixelUnder, heldWithin } from "../pixel.js";
import { reporting } from "../reports.js";
import { isDark, whenThemeChanges } from "../theme.js";
import { alike, pointOf, reachOf } from "./activation_places.js";
import { drawPlots, markPlots, rowOf } from "./activation_plots.js";

const MARK = 0xff33cfff; // --here, as a canvas stores it

const newMap = () => {
  const [figure, frame, marks] = [make("figure", ""), make("div", "frame"), make("div", "marks")];
  marks.append(make("canvas", "alike"));
  frame.append(make("canvas", ""), marks, make("div", "cursor"));
  figure.append(make("div", "label"), frame, make("figcaption", "note"));
  return figure;
};

const drawTable = (host, { heads, rows }) => {
  const table = make("table", "");
  const line = (cells, kind) => {
    const row = make("tr", "");
    row.append(...cells.map((text) => Object.assign(make(kind, ""), { textContent: text })));
    return row;
  };
  table.append(line(heads, "th"), ...rows.map((cells) => line(cells, "td")));
  host.replaceChildren(table);
};

export default reporting(({ parentElement, data, report }) => {
  const { header: told, blocks } = unpackSync(data);
  const root = parentElement.querySelector(".activation");
  const [all, said] = [root.querySelector(".all"), root.querySelector(".said")];
  const [plots, grids, along, alongLabel] = [".plots", ".grids", ".along input", ".along span"].map((at) => root.querySelector(at));
  const size = blocks.inputs.shape;
  const { outputs = null, passed = null } = blocks; // no outputs, and no curve, where one is to be predicted
  const [points, area] = [outputs ? blocks.curve.shape[1] : 0, size[0] * size[1]];
  const [xs, ys, slopes] = [0, 1, 2].map((row) => (outputs ? rowOf(blocks.curve, row, points) : []));
  root.toggleAttribute("data-hidden", !outputs);
  all.setAttribute("aria-label", told.label);
  alongLabel.textContent = `Along the curve: ${told.axis}`;
  along.max = String(points - 1);
  drawTable(root.querySelector(".scroll"), told);

  const draw = () => {
    drawPlots(plots, told.plots, blocks.curve, points);
    reconcile(grids, told.figures, newMap, (figure, map, i) => {
      const [label, frame, note] = figure.children;
      [label.textContent, note.textContent] = [map.label, map.note];
      frame.firstChild.setAttribute("role", "img");
      frame.firstChild.setAttribute("aria-label", map.alt);
      const colours = paletteAt(formOf(blocks[`palette ${i}`], isDark(root)), 0);
      putPixels(frame.firstChild, Uint32Array.from(blocks.index.subarray(i * area, (i + 1) * area), (index) => colours[index]), size);
    });
  };

  const markMaps = (found, pixel) => {
    const rgba = new Uint32Array(area);
    for (const at of found) rgba[at] = MARK;
    for (const frame of grids.querySelectorAll(".frame")) {
      const [, marks, cursor] = frame.children;
      putPixels(marks.firstChild, rgba, size);
      cursor.hidden = !pixel;
      if (pixel) Object.assign(cursor.style, ringStyles({ top: pixel[0] / size[0], left: pixel[1] / size[1], height: 1 / size[0], width: 1 / size[1] }));
    }
  };
  // The slider stands where the dots do; keys and readers move along the curve by it.
  const stand = (point, x) => {
    along.value = String(point);
    along.setAttribute("aria-valuetext", formatNumber(x));
  };
  const ofPixel = ([row, column]) => {
    const at = row * size[1] + column;
    const x = blocks.inputs[at];
    const where = `Row ${row}, column ${column}: `;
    markMaps([], [row, column]);
    if (!outputs) {
      said.textContent = `${where}${passed ? `value a = ${formatNumber(passed[at])}, ` : ""}${told.axis} = ${formatNumber(x)}`;
      return;
    }
    const [output, point] = [outputs[at], pointOf(x, xs)];
    said.textContent = passed
      ? `${where}the gate is sigmoid(${formatNumber(x)}) = ${formatNumber(ys[point])} open: ${inBrackets(passed[at])}·${formatNumber(ys[point])} = ${formatNumber(output)}`
      : `${where}${told.name}(${formatNumber(x)}) = ${formatNumber(output)}; the slope there is ${formatNumber(blocks.slopes[at])}`;
    const exact = passed ? [ys[point], slopes[point]] : [output, blocks.slopes[at]];
    markPlots(plots, told.plots, (x - xs[0]) / (xs[points - 1] - xs[0]), exact);
    stand(point, x);
  };
  const ofPlace = (point) => {
    const found = alike(blocks.inputs, xs[point], reachOf(xs));
    said.textContent = `${told.name}(${formatNumber(xs[point])}) = ${formatNumber(ys[point])}; the slope there is ${formatNumber(slopes[point])}; about so are ${formatNumber(found.length)} of ${formatNumber(area)} numbers`;
    markPlots(plots, told.plots, point / (points - 1), [ys[point], slopes[point]]);
    markMaps(found, null);
    stand(point, xs[point]);
  };

  let pin = told.at;
  const look = (act) => {
    cancelAnimationFrame(root.looking);
    root.looking = requestAnimationFrame(act);
  };
  const share = (event, selector) => {
    const box = event.target.closest(selector)?.getBoundingClientRect();
    return box && [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const under = (event) => {
    const at = share(event, ".frame");
    return at && pixelUnder(...at, size);
  };
  all.onpointermove = all.onpointerdown = (event) => {
    const [pixel, place] = [under(event), share(event, ".axes")];
    if (pixel) look(() => ofPixel(pixel));
    else if (place) look(() => ofPlace(heldWithin(Math.round(place[0] * (points - 1)), points)));
  };
  all.onpointerleave = () => look(() => ofPixel(pin));
  const move = (pixel) => {
    pin = pixel;
    look(() => ofPixel(pixel));
    report("pin", pixel);
  };
  all.onclick = (event) => {
    const pixel = under(event);
    if (pixel) move(pixel);
  };
  along.oninput = () => look(() => ofPlace(Number(along.value)));
  all.onkeydown = (event) => {
    const pixel = pixelAfter(event.key, pin, size);
    if (!pixel || event.target === along) return;
    event.preventDefault();
    move(pixel);
  };
  draw();
  ofPixel(pin);

  root.unwatch?.();
  root.unwatch = whenThemeChanges(draw);
  countPaint(root);
  return root.unwatch;
});
