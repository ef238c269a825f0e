// Elements over one cell of a figure: a number that is dragged, or an input for one that is typed.

import { cellMove, historyStep } from "../input/cell_keys.js";
import { makeDraggable } from "../input/kernel_drag.js";
import { cellFault, cellValue } from "../../cnnviz/kernel_text.js";
import { LONGEST_CELL } from "../../cnnviz/typed_number.js";
import { make, write } from "../../payload.js";

const LEAST_INPUT = { width: 60, height: 30 }; // CSS pixels: beyond a small cell the input reaches over its neighbours

// Centred on the cell, but within the figure.
const laidOver = ({ left, top, size }, { clientWidth, clientHeight }) => {
  const [width, height] = [Math.max(size, LEAST_INPUT.width), Math.max(size, LEAST_INPUT.height)];
  const between = (start, length, room) => Math.max(0, Math.min(room - length, start - (length - size) / 2));
  return { left: between(left, width, clientWidth), top: between(top, height, clientHeight), width, height };
};

// Puts an element over a cell of the figure; rect: where the cell lies in the host, the figure's element.
export const putOver = (element, rect, host) => {
  for (const [side, length] of Object.entries(laidOver(rect, host))) element.style[side] = `${length}px`;
};

// The number that is dragged, written over its cell until the figure shows it.
// host: the figure's element; rect(position): where a cell lies in it.
export const newHeldCell = (host, rect) => {
  const element = host.appendChild(make("div", "cell-held"));
  element.hidden = true;
  return {
    show(position, text) {
      const at = rect(position);
      if (!at) return;
      element.hidden = false;
      element.textContent = text;
      putOver(element, at, host);
    },
    hide() { write(element, { hidden: true }); },
  };
};

// An input over a number's cell. It moves from cell to cell, and says what it can't read.
// host: the figure's element, positioned. cells: { rect(position), reveal(position), text(position): as it is written, null where there is
// no such cell, put(position, text, kept): false while it is dragged, keep(): what was dragged, giveUp(), largest(): of all, undo(), redo(),
// entered(position), fault(sentence) }; positions { plane, row, column }.
export const newCellInput = (host, cells) => {
  const input = Object.assign(make("input", "cell-input"), { autocomplete: "off", spellcheck: false, enterKeyHint: "done", maxLength: LONGEST_CELL + 1, hidden: true });
  host.append(input);
  let [at, before] = [null, ""];

  const layOut = () => {
    const rect = at && cells.rect(at);
    if (rect) putOver(input, rect, host);
  };
  const say = (fault) => {
    input.ariaInvalid = String(Boolean(fault));
    cells.fault(fault);
  };
  const write = () => {
    if (!at) return;
    before = cells.text(at);
    input.value = before;
    say("");
  };
  // Takes over what was typed; false where it can't be read.
  const take = () => {
    if (!at || input.value === before) return true;
    const fault = cellFault(input.value, at.row, at.column);
    say(fault);
    if (fault) return false;
    const text = input.value.trim() || "0";
    const isOther = Math.fround(cellValue(text)) !== Math.fround(cellValue(before));
    before = input.value;
    if (isOther) cells.put(at, text);
    return true;
  };
  const close = (focusFigure) => {
    if (!at) return;
    at = null; // before it is hidden, which would drop the focus
    say("");
    if (focusFigure) host.focus({ preventScroll: true });
    input.hidden = true;
  };
  const open = (position) => {
    if (!take()) return input.focus({ preventScroll: true });
    if (cells.text(position) === null) return undefined;
    at = position;
    input.hidden = false;
    input.ariaLabel = `number in row ${at.row}, column ${at.column}`;
    cells.entered(at);
    cells.reveal(at);
    layOut();
    write();
    input.focus({ preventScroll: true });
    return input.select();
  };

  const goBack = (event) => {
    const step = historyStep(event);
    if (!step || input.value !== before) return false; // the browser undoes what is being typed
    cells[step]();
    write();
    input.select();
    return true;
  };
  const leave = (event) => {
    if (event.key === "Escape") close(true);
    else if (event.key !== "Enter") return false;
    else if (take()) close(true);
    return true;
  };
  const goOn = (event) => {
    const move = cellMove(event);
    if (move) open({ ...at, row: at.row + move[0], column: at.column + move[1] });
    return Boolean(move);
  };
  input.onkeydown = (event) => {
    event.stopPropagation(); // not for the figure's keys
    if (event.isComposing) return;
    if (goBack(event) || leave(event) || goOn(event)) event.preventDefault();
  };
  input.onblur = () => take() && close(false);
  makeDraggable(input, {
    begin: () => take() || write(),
    text: () => cells.text(at),
    largest: () => cells.largest(),
    move: (text) => {
      if (at) cells.put(at, text, false);
      write();
    },
    end: () => {
      cells.keep();
      write();
    },
    giveUp: () => {
      cells.giveUp();
      write();
    },
  });

  return {
    open,
    layOut,
    // The cells have changed: what is being typed stays, unless its cell is gone.
    refresh() {
      if (!at) return;
      if (cells.text(at) === null) close(false);
      else if (input.value === before) write();
    },
    close: () => close(false),
  };
};
