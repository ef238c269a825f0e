// The numbers of the source figure, where they can be changed: a double click, a second tap, Enter or F2 opens one to be typed
// over; the mouse drags one up and down, if the figure isn't enlarged, and so does a finger one that is open.

import { newCellInput, newHeldCell } from "./cell_input.js";
import { historyStep } from "../input/cell_keys.js";
import { newKernelState } from "./kernel_state.js";
import { cellValue, numberText } from "../../cnnviz/kernel_text.js";
import { newTool } from "./kernel_tools.js";
import { samePosition } from "../../cnnviz/positions.js";
import { sourceValue } from "../../cnnviz/reading.js";
import { make, write } from "../../payload.js";

const TYPE_OVER = "To change a number, double-click it, tap it twice or press Enter. Or drag it.";

// Is it a pixel of the source itself, and neither padding nor cut off?
const isReal = ({ padded_rows: rows, padded_columns: columns, top, left }, { row, column }) =>
  row >= 0 && column >= 0 && rows[row + top] === row && columns[column + left] === column;

const rowsOf = (source) =>
  Array.from({ length: source.height }, (_, row) => Array.from({ length: source.width }, (_, column) => sourceValue(source, 0, row, column)));

// Unlike weights, which come back rounded, these numbers come back as they were sent, in float32.
const areNumbers = (cells, numbers) =>
  cells.length === numbers.length && cells[0].length === numbers[0].length
  && cells.every((row, i) => row.every((cell, j) => Math.fround(cellValue(cell)) === numbers[i][j]));

const asCells = (numbers) => numbers.map((row) => row.map((number) => numberText(number)));

// figure: the source's <figure>; plane: as newFigure gives it. handlers: { send(text): all numbers, follow(position): show what comes
// of a source cell, ahead(): the numbers that were set, as text, if the source is older than that, cursor(): the output that is looked at, middle(): the cell in the middle of its window }.
export const newSourceNumbers = (figure, plane, handlers) => {
  const [line, hint, fault] = [make("div", "numbers-line"), Object.assign(make("span", "numbers-hint"), { textContent: TYPE_OVER }), make("p", "numbers-fault")];
  fault.role = "alert";
  let [source, windows] = [null, null]; // only where it can be typed over
  let last = null; // the cell that was picked or typed last, and the output looked at then

  const state = newKernelState(handlers.send, () => drawTools(), { means: areNumbers, written: asCells });
  const undo = newTool("↶", "Undo the last number", () => state.undo());
  const redo = newTool("↷", "Redo the number", () => state.redo());
  const drawTools = () => {
    undo.disabled = !state.canUndo;
    redo.disabled = !state.canRedo;
    undo.hidden = redo.hidden = undo.disabled && redo.disabled; // until something was typed
  };
  line.append(hint, fault, undo, redo);
  figure.append(line);

  const host = figure.children[1];
  const held = newHeldCell(host, plane.rect);
  let holding = false;
  const follow = (position) => {
    held.hide();
    handlers.follow(position);
    last = { position, cursor: handlers.cursor() };
  };
  const isLast = (position) => Boolean(last) && samePosition(position, last.position) && samePosition(handlers.cursor(), last.cursor);
  const textAt = ({ row, column }) => (source && isReal(windows, { row, column }) ? state.cells[row][column] : null);
  const put = ({ row, column }, text, kept = true) => {
    state.put(state.cells.map((cells, i) => cells.map((old, j) => (i === row && j === column ? text : old))), kept);
  };
  const all = { largest: () => state.largest, keep: () => state.put(state.cells), giveUp: () => state.giveUp() };
  const letGo = () => {
    if (!holding && handlers.ahead() === null) held.hide();
  };
  // What a drag does to a number, as newDrag takes it. The figure shows it only with the new source, so until then it
  // is written over its cell.
  const numberAt = (position) => {
    const change = (isHeld, how) => (text) => {
      holding = isHeld;
      how(text);
      held.show(position, textAt(position));
      letGo();
    };
    return {
      begin: () => follow(position), text: () => textAt(position), largest: all.largest,
      move: change(true, (text) => put(position, text, false)), end: change(false, all.keep), giveUp: change(false, all.giveUp),
    };
  };
  const cell = newCellInput(host, {
    rect: plane.rect,
    reveal: plane.reveal,
    text: textAt,
    put,
    ...all,
    undo: () => state.undo(),
    redo: () => state.redo(),
    entered: follow,
    fault: (sentence) => {
      fault.textContent = sentence;
      hint.hidden = Boolean(sentence);
    },
  });

  const open = (position) => {
    if (textAt(position) === null) return false;
    cell.open(position);
    return true;
  };
  const press = (event) => {
    if (!source) return false;
    const step = historyStep(event);
    if (step) state[step]();
    else if (event.key !== "Enter" && event.key !== "F2") return false;
    else if (!last || !isLast(last.position) || !open(last.position)) open(handlers.middle());
    event.preventDefault();
    return true;
  };

  return {
    open,
    number: (position) => (textAt(position) === null ? null : numberAt(position)),
    press, // is the key used here?
    // A tap picks a cell, a second one opens it.
    tap(position) {
      if (isLast(position) && open(position)) return;
      follow(position);
    },
    layOut: () => cell.layOut(),
    // model: as the view has it, or null where the source can't be typed over. What was sent comes back as a new source.
    show(model) {
      const isNew = (model?.source ?? null) !== source;
      [source, windows] = [model?.source ?? null, model?.windows ?? null];
      write(line, { hidden: !source });
      if (!source) {
        held.hide();
        return cell.close();
      }
      if (isNew) {
        state.know(rowsOf(source), false, handlers.ahead());
        drawTools();
        letGo();
      }
      return cell.refresh();
    },
  };
};
