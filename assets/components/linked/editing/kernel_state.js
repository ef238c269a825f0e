// What is being typed into a kernel, and what Python knows of it: no more than one edit is on its way at a time.

import { newHistory } from "./kernel_history.js";
import { cellsMean, cellValue, kernelText, turnedCells, weightTexts } from "../../cnnviz/kernel_text.js";

const PATIENCE = 10_000; // milliseconds after which an edit that nobody answered no longer holds up the next

const sameCells = (a, b) => kernelText(a) === kernelText(b);
const sameNumbers = (a, b) =>
  a.length === b.length && a.every((row, i) => row.length === b[i].length && row.every((cell, j) => cellValue(cell) === cellValue(b[i][j])));

// send(text, live) gets the whole kernel, live while it is being dragged; changed() is called when the cells are others; means(cells, weights):
// are they the same? written(weights): as cells.
export const newKernelState = (send, changed, means = cellsMean, written = weightTexts) => {
  let history = null;
  let cells = null; // texts, as typed; what was not touched is written so that float32 reads back the same
  let own = false; // was the present state typed here?
  let before = null; // what was, while a change is live
  let [weights, turned] = [null, false];
  let [busy, waiting, timer] = [false, null, 0];
  let told = null; // the cells that were sent last, unless Python has had others since

  const settle = () => {
    clearTimeout(timer);
    busy = false;
    if (waiting) dispatch(...waiting);
  };
  // What Python has already is not sent: nothing would come in answer.
  const isKnown = (next) => (told ? sameNumbers(next, told) : means(next, weights));
  const dispatch = (next, live = false) => {
    waiting = busy ? [next, live] : null;
    if (busy || isKnown(next)) return;
    [busy, told] = [true, next];
    timer = setTimeout(() => {
      settle();
      if (!busy) follow();
    }, PATIENCE);
    send(kernelText(next), live);
  };
  // Python's weights are taken over, unless they are what the cells say: 1/9 stays 1/9.
  const follow = () => {
    if (!weights || before || (cells && means(cells, weights))) return;
    told = null;
    cells = written(weights);
    if (history && own) history.push(cells);
    else history = newHistory(cells, sameCells);
    own = false;
    changed();
  };
  // What was typed before the kernel was turned is turned with it, so that undoing leads to what was typed.
  const turn = () => {
    turned = !turned;
    if (!cells) return;
    history.change(turnedCells);
    cells = turnedCells(cells);
    told &&= turnedCells(told);
    if (waiting) waiting[0] = turnedCells(waiting[0]);
  };
  const go = (step) => {
    history[step]();
    cells = history.state;
    own = true;
    changed();
    dispatch(cells);
  };

  // A live change is sent; it becomes one state to go back to when `kept`.
  const put = (next, kept = true) => {
    const other = !sameCells(next, cells);
    before = kept ? null : before ?? cells;
    cells = next;
    own = true;
    if (kept) history.push(next);
    changed();
    if (other) dispatch(next, !kept);
  };

  return {
    get cells() { return cells; },
    get isAnswered() { return !busy; },
    get canUndo() { return history.canUndo; },
    get canRedo() { return history.canRedo; },
    get largest() { return Math.max(...cells.flat().map((cell) => Math.abs(cellValue(cell)))); },
    know(given, isTurned = false) {
      if (isTurned !== turned) turn();
      weights = given;
      if (!busy) follow();
    },
    ready: settle,
    // What waits for an answer to the edit before is not held back any longer.
    hurry: () => waiting && settle(),
    put,
    giveUp: () => put(before ?? cells), // as if what was live had not been
    undo: () => history.canUndo && go("undo"),
    redo: () => history.canRedo && go("redo"),
  };
};
