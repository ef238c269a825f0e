// A matrix as a grid of cells: colours, numbers where there is room for them, and rings round those that are talked about.

import { inkFor } from "../cnnviz/colours.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const [LETTER, LINE] = [0.62, 1.35]; // of a cell's letters: the width of one, and the height of a line, as parts of their size

export const largestOf = (...matrices) => Math.max(0, ...matrices.flatMap(({ values }) => values.map(Math.abs)));

// Is the longest of these texts narrow enough for a cell of the grid?
const hasRoom = (host, texts) => {
  const cell = host.firstElementChild;
  if (!cell) return false;
  const { width, height } = cell.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(cell).fontSize);
  return height >= LINE * size && width >= (LETTER * Math.max(...texts.map((text) => text.length)) + 0.3) * size;
};

// colourOf(value): [red, green, blue]; marks: places [row, column] that belong to what is talked about; here: is it this very number?;
// blank(at): what stands there instead of the number, or null; room: so many rows are to have room, where others are beside these.
export const drawGrid = (host, { rows, columns, values }, { colourOf, marks = [], here = false, blank = () => null, room = rows }) => {
  host.style.setProperty("--rows", room);
  host.style.setProperty("--columns", columns);
  const marked = new Set(marks.map(([row, column]) => row * columns + column));
  const shown = values.map((value, at) => blank(at) ?? formatNumber(value));
  reconcile(host, values, () => make("div", "cell"), (cell, value, at) => {
    const isBlank = blank(at) !== null;
    const colour = isBlank ? null : colourOf(value);
    cell.style.background = colour ? `rgb(${colour.join(" ")})` : "";
    cell.style.color = colour ? inkFor(colour) : "";
    cell.classList.toggle("blank", isBlank);
    cell.classList.toggle("marked", marked.has(at));
    cell.classList.toggle("here", here && marked.has(at));
    cell.dataset.at = at;
  });
  const isWritten = hasRoom(host, shown);
  host.toggleAttribute("data-colours", !isWritten);
  [...host.children].forEach((cell, at) => { cell.textContent = isWritten ? shown[at] : ""; });
};

// Which cell an event is over: its place, or null.
export const cellUnder = (event, columns) => {
  const cell = event.target.closest?.(".cell");
  return cell ? [Math.floor(Number(cell.dataset.at) / columns), Number(cell.dataset.at) % columns] : null;
};
