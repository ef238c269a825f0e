// A matrix as a grid of cells: colours, numbers where there is room for them, and rings round those that are talked about.

import { inkFor } from "../cnnviz/colours.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const LETTER = 0.62; // of a cell's letters: the width of one, as a part of their size
const LINE = 1.35; // and the height of a line

export const largestOf = (...matrices) => Math.max(0, ...matrices.flatMap(({ values }) => values.map(Math.abs)));

// Is the longest of these texts narrow enough for a cell of the grid?
const hasRoom = (host, texts) => {
  const cell = host.firstElementChild;
  if (!cell) return false;
  const { width, height } = cell.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(cell).fontSize);
  return height >= LINE * size && width >= (LETTER * Math.max(...texts.map((text) => text.length)) + 0.3) * size;
};

// marks: places [row, column] that belong to what is talked about; here: is it this very number?
const markGrid = (host, columns, marks, here) => {
  host.querySelectorAll(".marked").forEach((cell) => cell.classList.remove("marked", "here"));
  marks.forEach(([row, column]) => host.children[row * columns + column]?.classList.add("marked", ...(here ? ["here"] : [])));
};

const fillGrid = (host, { rows, columns, values }, colourOf, blank, digits) => {
  host.style.setProperty("--rows", rows);
  host.style.setProperty("--columns", columns);
  reconcile(host, values, () => make("div", "cell"), (cell, value, at) => {
    const isBlank = blank(at) !== null;
    const colour = isBlank ? null : colourOf(value);
    cell.style.background = colour ? `rgb(${colour.join(" ")})` : "";
    cell.style.color = colour ? inkFor(colour) : "";
    cell.classList.toggle("blank", isBlank);
    cell.dataset.at = at;
  });
  const texts = digits.map((count) => values.map((value, at) => blank(at) ?? formatNumber(value, count)));
  const shown = texts.find((each) => hasRoom(host, each));
  host.toggleAttribute("data-colours", !shown);
  [...host.children].forEach((cell, at) => {
    const text = shown ? shown[at] : "";
    if (cell.textContent !== text) cell.textContent = text; // a new text under a pointer that rests would count as pointing anew
  });
};

// colourOf(value): [red, green, blue]; blank(at): what stands there instead of the number, or null; room: so many rows are to have room,
// where others are beside these; digits: with how many significant digits, the best first; version: what was drawn under the same one is marked anew only.
export const drawGrid = (host, { rows, columns, values }, { colourOf, marks = [], here = false, blank = () => null, room = rows, digits = [4], version = null }) => {
  const isDrawn = version !== null && host.version === version;
  host.version = version;
  if (!isDrawn) fillGrid(host, { rows: room, columns, values }, colourOf, blank, digits);
  markGrid(host, columns, marks, here);
};

// Which cell an event is over: its place, or null.
export const cellUnder = (event, columns) => {
  const cell = event.target.closest?.(".cell");
  return cell ? [Math.floor(Number(cell.dataset.at) / columns), Number(cell.dataset.at) % columns] : null;
};
