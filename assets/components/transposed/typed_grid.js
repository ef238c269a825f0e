// A matrix that is typed cell by cell, pasted, or made larger and smaller by rows and columns.

import { inkFor } from "../cnnviz/colours.js";
import { cellFault, cellValue, cellsOf, kernelText, resizedCells } from "../cnnviz/kernel_text.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { LONGEST_CELL } from "../cnnviz/typed_number.js";
import { newStepper } from "../linked/controls/stepper.js";
import { cellMove } from "../linked/input/cell_keys.js";
import { make, reconcile } from "../payload.js";

const written = (text) => text.replace("-", "−");

// What was pasted as cells; null where it is one number only. Rows end with a line or a semicolon.
export const pastedCells = (text) => {
  const rows = text.trim().split(/\s*[\n;]\s*/).map((row) => row.trim().split(/\s+/));
  return rows.length > 1 || rows[0].length > 1 ? rows : null;
};

const faultOfPasted = (cells, most) => {
  const widths = cells.map((row) => row.length);
  if (Math.max(cells.length, ...widths) > most) return `What was pasted has ${cells.length} rows and ${Math.max(...widths)} columns; at most ${most} of each have room.`;
  const odd = widths.findIndex((width) => width !== widths[0]);
  if (odd >= 0) return `Row ${odd} of what was pasted has ${widths[odd]} numbers and row 0 has ${widths[0]}; make all rows equally long.`;
  return cells.flatMap((row, i) => row.map((cell, j) => cellFault(cell, i, j))).find(Boolean) ?? "";
};

// handlers: { change(text, isLive), look(place or null), refuse(sentence) }; name: of the matrix; figure: its element.
export const newTypedGrid = (figure, name, handlers) => {
  const [caption, host] = figure.children;
  const state = { cells: [[""]], most: 1, at: 0 };
  // Fields that were refused show what is, again.
  const forget = () => {
    [...host.children].forEach((field) => {
      field.setAttribute("aria-invalid", "false");
      delete field.dataset.typed;
    });
    handlers.refuse("");
  };
  const replace = (cells) => {
    forget();
    handlers.change(kernelText(cells), false);
  };
  const resize = (rows, columns) => replace(resizedCells(state.cells, rows, columns));
  const steppers = [newStepper((rows) => resize(rows, state.cells[0].length)), newStepper((columns) => resize(state.cells.length, columns))];
  caption.append(Object.assign(make("span", "name"), { textContent: name }), steppers[0].element, "×", steppers[1].element);
  host.setAttribute("role", "group");

  const placeOf = (field) => [Math.floor(Number(field.dataset.at) / state.cells[0].length), Number(field.dataset.at) % state.cells[0].length];
  const put = (field, isLive) => {
    const [row, column] = placeOf(field);
    const fault = cellFault(field.value, row, column);
    if (isLive && (fault || !field.value.trim())) return;
    field.setAttribute("aria-invalid", String(Boolean(fault)));
    handlers.refuse(fault && `${name}: ${fault} It stays ${written(state.cells[row][column])}.`);
    if (fault) return;
    const cells = state.cells.map((line, i) => line.map((text, j) => (i === row && j === column ? field.value : text)));
    if (!isLive) delete field.dataset.typed;
    handlers.change(kernelText(cells), isLive);
  };
  const paste = (event) => {
    const cells = pastedCells(event.clipboardData.getData("text"));
    if (!cells) return;
    event.preventDefault();
    const fault = faultOfPasted(cells, state.most);
    if (fault) handlers.refuse(fault);
    else replace(cells);
  };
  const go = (event) => {
    const move = cellMove(event);
    const [row, column] = placeOf(event.target);
    const [down, across] = move ? [row + move[0], column + move[1]] : [-1, -1];
    if (down < 0 || across < 0 || down >= state.cells.length || across >= state.cells[0].length) return;
    event.preventDefault();
    host.children[down * state.cells[0].length + across].focus();
  };
  host.oninput = ({ target }) => {
    target.dataset.typed = "true";
    put(target, true);
  };
  host.onchange = ({ target }) => put(target, false);
  host.onpaste = paste;
  host.onkeydown = (event) => {
    if (event.key === "Enter") put(event.target, false);
    else if (event.key === "Escape") {
      const [row, column] = placeOf(event.target);
      event.target.value = written(state.cells[row][column]);
      put(event.target, false);
    } else go(event);
  };
  host.addEventListener("focusin", ({ target }) => {
    if (!target.dataset.at) return;
    state.at = Number(target.dataset.at);
    handlers.look(placeOf(target));
    target.select();
    [...host.children].forEach((cell, at) => { cell.tabIndex = at === state.at ? 0 : -1; });
  });
  host.addEventListener("focusout", () => handlers.look(null));
  host.onpointerover = (event) => event.target.dataset.at && handlers.look(placeOf(event.target));
  host.onpointerleave = () => handlers.look(null);

  const newField = () => Object.assign(make("input", "cell"), { type: "text", autocomplete: "off", spellcheck: false, maxLength: LONGEST_CELL + 1, enterKeyHint: "done" });
  return {
    // marks: places that belong to what is talked about.
    show(text, most, colourOf, marks) {
      const cells = cellsOf(text);
      const [rows, columns] = [cells.length, cells[0].length];
      Object.assign(state, { cells, most, at: Math.min(state.at, rows * columns - 1) });
      const marked = new Set(marks.map(([row, column]) => row * columns + column));
      host.style.setProperty("--rows", rows);
      host.style.setProperty("--columns", columns);
      host.ariaLabel = `${name}, ${rows} × ${columns}: type numbers; the arrow keys move`;
      steppers[0].show({ label: `Rows, ${name.toLowerCase()}`, low: 1, high: most }, rows);
      steppers[1].show({ label: `Columns, ${name.toLowerCase()}`, low: 1, high: most }, columns);
      reconcile(host, cells.flat(), newField, (field, cell, at) => {
        const colour = colourOf(cellValue(cell));
        Object.assign(field.style, { background: `rgb(${colour.join(" ")})`, color: inkFor(colour) });
        field.dataset.at = at;
        field.ariaLabel = `${name}, row ${Math.floor(at / columns)}, column ${at % columns}`;
        field.tabIndex = at === state.at ? 0 : -1;
        field.title = formatNumber(cellValue(cell));
        field.classList.toggle("marked", marked.has(at));
        if (!field.dataset.typed && field.ariaInvalid !== "true") field.value = written(cell);
      });
    },
    forget,
  };
};
