// All figures of the view, of what follows from a shift: captions, notes, pixels, numbers and rings.

import { withNumbers } from "../cnnviz/spoken.js";
import { answerOf } from "../cnnviz/whole_maps.js";
import { isDark } from "../theme.js";
import { drawCurves } from "./shift_curve.js";
import { drawMap, drawRing, hatchOf, inksOf } from "./shift_figures.js";
import { comparedText, curveText, movedText, numberText, pixelText, templateText } from "./shift_words.js";
import { seenBy } from "./shift_work.js";

export const rowsOf = (curves) => [0, 1, 2].map((row) => curves.subarray(row * curves.shape[1], (row + 1) * curves.shape[1]));
const largestOf = (values) => values.reduce((most, value) => Math.max(most, value), -Infinity);
const reachOf = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const distanceOf = (by) => Math.max(...by.map(Math.abs));

// state: { work, after, shown, alt, template, home, looked, hatch }, as shift.js keeps it; figures: by name.
export const newDrawing = (root, state, figures) => {
  const find = (selector) => root.querySelector(selector);
  const caption = (figure, text, note = null) => {
    figure.querySelector("figcaption").textContent = text;
    if (note !== null) figure.querySelector(".note").textContent = note;
  };
  const label = (figure, text) => figure.querySelectorAll(".frame, canvas").forEach((node) => { node.ariaLabel = text; });
  const inks = (name, look = state.shown.header.looks[name]) => inksOf(look, state.shown.blocks, isDark(root));
  // isHidden: is the output to be predicted? Then its numbers aren't said, either.
  const drawTop = (isHidden) => {
    const { work, after, shown } = state;
    const plain = { hatch: (state.hatch ??= hatchOf(root)) };
    drawMap(figures.picture, { values: after.picture, size: work.size, inks: inks("picture"), ...plain });
    drawMap(figures.map, { values: after.map, size: work.mapSize, inks: inks("map"), ...plain });
    drawMap(figures.pooled, { values: after.pooled, size: work.poolSize, inks: inks("pooled"), ...plain });
    const { looks } = shown.header;
    caption(figures.picture, `Picture ${work.size.join(" × ")}`);
    label(figures.picture, withNumbers(`${state.alt} The arrow keys move it, Home brings it back.`, after.picture, work.size));
    caption(figures.map, `Map ${work.mapSize.join(" × ")}`, looks.map.ends);
    caption(figures.pooled, `Pooled ${work.poolSize.join(" × ")}`, looks.pooled.ends);
    for (const [name, values, size] of [["map", after.map, work.mapSize], ["pooled", after.pooled, work.poolSize]]) {
      const what = `${name === "map" ? "Map" : "Pooled map"} of ${size.join(" × ")} numbers. The arrow keys move the one that is explained.`;
      label(figures[name], isHidden ? what : withNumbers(what, values, size));
    }
    find(".moves output").textContent = `Drag it; moved ${movedText(after.by)}`;
  };
  const drawDifferences = () => {
    const { work, after } = state;
    const pairs = [[figures.first, "Map", after.ofMap, work.mapSize, true], [figures.second, "Pooled", after.ofPooled, work.poolSize, Boolean(work.poolStride)]];
    for (const [figure, name, comparison, size, isEven] of pairs) {
      const told = comparedText(comparison, after.by, isEven);
      drawMap(figure, { values: comparison.difference, size, inks: inks("difference"), hatch: state.hatch });
      caption(figure, `${name}: difference`, told);
      label(figure, `The ${name.toLowerCase()} of now minus the moved one. ${told}`);
    }
  };
  const drawTemplate = () => {
    const { work, after, template, home } = state;
    const products = template.map((weight, at) => weight * after.picture[at]);
    const look = (values) => {
      const reach = reachOf(values) || 1;
      return { ...state.shown.header.looks.difference, low: -reach, high: reach };
    };
    const [told, now] = templateText(home, answerOf(template, after.picture), [work.before.map, after.map].map(largestOf));
    drawMap(figures.first, { values: template, size: work.size, inks: inks("", look(template)), hatch: [] });
    drawMap(figures.second, { values: products, size: work.size, inks: inks("", look(template.map((weight, at) => weight * work.before.picture[at]))), hatch: [] });
    caption(figures.first, "A weight for every pixel", told);
    caption(figures.second, "Weight · pixel", now);
    label(figures.first, `The weights of one neuron: the picture where it stood at first. ${told}`);
    label(figures.second, `Each weight times the pixel that is there now. ${now}`);
  };

  const drawBelow = ({ shift_panel: panel, shift_measure: measure }) => {
    if (panel === "template") drawTemplate();
    else drawDifferences();
    for (const button of root.querySelectorAll("[data-panel]")) button.ariaPressed = String(button.dataset.panel === panel);
    for (const button of root.querySelectorAll("[data-measure]")) button.ariaPressed = String(button.dataset.measure === measure);
    const rows = rowsOf(state.shown.blocks[measure]);
    const told = curveText(rows, distanceOf(state.after.by), measure);
    drawCurves(figures.curve.querySelector(".plot"), rows, distanceOf(state.after.by), told);
    caption(figures.curve, "How much holds still at its place", told);
  };
  // pin: the number that is explained where nothing is pointed at; isHidden: is the output to be predicted?
  const drawLook = (pin, isHidden, isDifferences) => {
    const { work, after, looked, shown } = state;
    const isPixel = looked?.[0] === "picture";
    const at = looked && !isPixel ? looked : pin;
    const seen = seenBy(work, at);
    const cell = [[at[1], at[1]], [at[2], at[2]]];
    const pixel = isPixel ? [[looked[1], looked[1]], [looked[2], looked[2]]] : null;
    drawRing(figures.picture, pixel ?? (isHidden ? null : seen.picture), work.size);
    drawRing(figures.map, isPixel || isHidden ? null : seen.map, work.mapSize);
    drawRing(figures.pooled, isPixel || isHidden || at[0] === 0 ? null : cell, work.poolSize);
    drawRing(figures.first, isDifferences && !isPixel && !isHidden && at[0] === 0 ? cell : null, work.mapSize);
    drawRing(figures.second, isDifferences && !isPixel && !isHidden && at[0] === 1 ? cell : null, work.poolSize);
    if (isPixel) find(".said").textContent = pixelText(work, after, looked.slice(1));
    else find(".said").textContent = isHidden ? "" : numberText(work, after, shown, at);
  };

  return { drawTop, drawBelow, drawLook, label };
};
