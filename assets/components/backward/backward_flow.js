// The figures: forward on top, the gradients beneath, the new weights below; and what each window adds.

import { numberAt, placesOf, sheetOf, sourceOf } from "../cnnviz/backward.js";
import { numbersOf } from "../cnnviz/backward_words.js";
import { inkFor } from "../cnnviz/colours.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";
import { drawGrid, largestOf } from "../transposed/grid.js";

const FEWER = [4, 3, 2]; // significant digits in small letters, as there is room
const MOST_DOWN = 8; // numbers below each other for which tiles have room
const LISTED = 36; // numbers that a figure's label lists at most
// Figures whose numbers are compared share their colours' range.
const SHARED = { z: ["z", "a", "m", "p"], dz: ["dz", "da", "dm", "dp"], nw: ["w", "nw"] };
const rangeOf = (name) => Object.values(SHARED).find((names) => names.includes(name)) ?? [name];

export const reachOf = (step, name) => largestOf(...rangeOf(name).map((one) => numbersOf(step, one)).filter(Boolean));

export const scaledBy = (signed, reach) => (value) => signed(reach ? Math.max(-1, Math.min(1, value / reach)) : 0);

const listOfSheet = (sheet, blank) => (sheet.values.length > LISTED ? "" : `: ${placesOf(sheet).map((_, at) => blank(at) ?? formatNumber(sheet.values[at])).join(" ")}`);

// What one window adds to the gradient of the weights, and of the input; null where it adds nothing.
const addedBy = (step, output, name) => {
  const gradient = numberAt(step.gradients.conv, output);
  const taps = placesOf(step.task.weight);
  if (name === "dw") return { values: taps.map((tap) => gradient * sourceOf(step.task, output, tap).value), missing: () => false };
  const { input } = step.task;
  const added = sheetOf(input.rows, input.columns, () => null);
  taps.forEach((tap, i) => {
    const { place } = sourceOf(step.task, output, tap);
    if (place) added.values[place[0] * input.columns + place[1]] = gradient * step.task.weight.values[i];
  });
  return { values: added.values.map((value) => value ?? 0), missing: (at) => added.values[at] === null };
};

// figures: the elements by their names; looked: { name, at, marks, window }; how: { signed, isHidden(name, place) }.
export const drawFigures = (figures, step, looked, { signed, isHidden }) => {
  for (const [name, figure] of figures) {
    const sheet = numbersOf(step, name);
    figure.closest(".station").hidden = !sheet;
    if (!sheet) continue;
    const host = figure.querySelector(".grid");
    const part = looked.window && ["dw", "dx"].includes(name) ? addedBy(step, looked.window, name) : null;
    const shown = part ? { ...sheet, values: part.values } : sheet;
    const isHere = looked.name === name;
    const blank = (at) => (isHidden(name, placesOf(sheet)[at]) ? "?" : part?.missing(at) ? "" : null);
    const marks = isHere ? [looked.at] : looked.marks[name] ?? [];
    const how = { colourOf: scaledBy(signed, name === "L" ? Infinity : reachOf(step, name)), marks, here: isHere, blank };
    host.removeAttribute("data-small");
    drawGrid(host, shown, how);
    if (host.hasAttribute("data-colours")) {
      host.setAttribute("data-small", "");
      drawGrid(host, shown, { ...how, digits: FEWER });
    }
    host.ariaLabel = `${figure.querySelector("figcaption").textContent}, ${sheet.rows} × ${sheet.columns}${listOfSheet(shown, blank)}${host.tabIndex < 0 ? "" : ". The arrow keys move."}`;
  }
};

const newTile = () => {
  const tile = Object.assign(make("button", "tile"), { type: "button" });
  tile.append(make("span", "times"), make("span", "cells"));
  return tile;
};

// One tile a window: the gradient of its output, and its numbers, coloured as what they add.
export const drawTiles = (host, step, looked, { signed, isHidden }) => {
  const gradient = step.gradients.conv;
  const { weight } = step.task;
  const taps = placesOf(weight);
  const outputs = placesOf(gradient);
  const isCovered = outputs.some((place) => isHidden("dz", place));
  const reach = Math.max(...outputs.flatMap((output) => taps.map((tap) => Math.abs(numberAt(gradient, output) * sourceOf(step.task, output, tap).value))));
  const colourOf = scaledBy(signed, reach);
  host.style.setProperty("--across", gradient.columns);
  host.style.setProperty("--taps", weight.columns);
  host.style.setProperty("--down", gradient.rows * weight.rows);
  const isWritten = gradient.rows * weight.rows <= MOST_DOWN;
  const at = looked.window ? outputs.findIndex(([row, column]) => row === looked.window[0] && column === looked.window[1]) : 0;
  reconcile(host, outputs, newTile, (tile, output, i) => {
    const given = numberAt(gradient, output);
    const isDark = isCovered || given === 0;
    tile.dataset.at = i;
    tile.tabIndex = i === at ? 0 : -1;
    tile.classList.toggle("dark", isDark);
    tile.classList.toggle("marked", Boolean(looked.window) && i === at);
    tile.firstChild.textContent = `${isCovered ? "?" : formatNumber(given, 3)} ·`;
    tile.ariaLabel = `Window row ${output[0]}, column ${output[1]}: ${isCovered ? "its gradient is to be predicted" : `times ${formatNumber(given)}`}`;
    reconcile(tile.lastChild, taps, () => make("i", ""), (cell, tap) => {
      const { value } = sourceOf(step.task, output, tap);
      const colour = isDark ? null : colourOf(given * value);
      cell.textContent = isWritten ? formatNumber(value, 2) : "";
      cell.style.background = colour ? `rgb(${colour.join(" ")})` : "";
      cell.style.color = colour ? inkFor(colour) : "";
    });
  });
};
