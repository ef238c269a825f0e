// Rows of numbers below each other, each of which says where it comes from; and rows of switches.

import { colourAt, inkFor } from "../cnnviz/colours.js";
import { make, reconcile } from "../payload.js";

const newCell = () => {
  const cell = make("td", "");
  cell.append(Object.assign(make("button", "cell"), { type: "button", tabIndex: -1 }));
  return cell;
};

const drawCell = (cell, one, at, palette) => {
  const button = cell.firstChild;
  button.hidden = !one;
  if (!one) return;
  const { text, label, name, index, on } = one;
  button.dataset.at = at;
  button.replaceChildren(...(label ? [Object.assign(make("small", ""), { textContent: label })] : []), text);
  button.ariaLabel = name;
  button.classList.toggle("covered", Boolean(one.covered));
  button.classList.toggle("named", Boolean(label));
  button.classList.toggle("switch", on !== undefined);
  if (on === undefined) button.removeAttribute("aria-pressed");
  else button.setAttribute("aria-pressed", String(on));
  const isPainted = index !== undefined && !one.covered;
  const colour = isPainted && colourAt(palette, index);
  button.style.background = isPainted ? `rgb(${colour.join(" ")})` : "";
  button.style.color = isPainted ? inkFor(colour) : "";
};

const newRow = () => {
  const row = make("tr", "");
  row.append(Object.assign(make("th", ""), { scope: "row" }));
  return row;
};

// rows: each { title, note, begins, cells: [null or { text, label, name, said, of, index, asks, covered, on }] }.
export const drawRows = (table, rows, palette) => {
  reconcile(table.firstElementChild, rows, newRow, (line, { title, note, begins, cells }, row) => {
    line.classList.toggle("begins", begins);
    const [name, ...old] = line.children;
    if (!name.children.length) name.append(make("span", ""), make("small", ""));
    [name.firstChild.textContent, name.lastChild.textContent] = [title, note];
    while (old.length > cells.length) old.pop().remove();
    while (line.children.length <= cells.length) line.append(newCell());
    cells.forEach((one, column) => drawCell(line.children[column + 1], one, [row, column], palette));
  });
};

export const cellAt = (table, at) => table.querySelector(`[data-at="${at}"]:not([hidden])`);
export const placeOf = (node) => node?.closest?.(".cell")?.dataset.at?.split(",").map(Number) ?? null;

// Marks the number that is looked at, and those it comes from.
export const markCells = (table, at, sources) => {
  const of = new Set(sources.map(String));
  for (const button of table.querySelectorAll(".cell")) {
    button.classList.toggle("here", button.dataset.at === String(at));
    button.classList.toggle("source", of.has(button.dataset.at));
    button.tabIndex = button.dataset.at === String(at) ? 0 : -1;
  }
};

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The nearest number in the direction of an arrow key, or null.
export const cellAfter = (rows, [row, column], key) => {
  const step = STEPS[key];
  if (!step) return null;
  let [r, c] = [row + step[0], column + step[1]];
  while (rows[r] && c >= 0 && c < rows[r].cells.length) {
    if (rows[r].cells[c]) return [r, c];
    [r, c] = [r + step[0], c + step[1]];
  }
  return null;
};
