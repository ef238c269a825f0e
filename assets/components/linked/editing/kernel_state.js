// The state of a kernel, or of other numbers, that is being edited: its history, and what Python has.

import { cellsMean, cellsOf, cellValue, kernelText, turnedCells, weightTexts } from "../../cnnviz/kernel_text.js";

// Undo and redo over states, each a grid of texts.
export const newHistory = (first, equal) => {
  let states = [first];
  let now = 0;
  return {
    get state() { return states[now]; },
    get canUndo() { return now > 0; },
    get canRedo() { return now < states.length - 1; },
    // Adds a state, and drops those that were undone.
    push(state) {
      if (equal(state, states[now])) return;
      states = [...states.slice(Math.max(0, now - 98), now + 1), state];
      now = states.length - 1;
    },
    undo() { now = Math.max(0, now - 1); },
    // Maps all states.
    change(how) { states = states.map(how); },
    redo() { now = Math.min(states.length - 1, now + 1); },
  };
};

const sameCells = (a, b) => kernelText(a) === kernelText(b);

// send(text, live) gets the whole kernel, live while it is being dragged; changed() is called when the cells have changed; means(cells, weights):
// are they the same? written(weights): as cells; isTyping(): is a cell being typed over? Then none is replaced.
export const newKernelState = (send, changed, { means = cellsMean, written = weightTexts, isTyping = () => false } = {}) => {
  let history = null;
  let cells = null; // texts, as typed; untouched weights are written so that float32 reads the same value
  let own = false; // was the present state typed here?
  let before = null; // the state before a live change
  let [weights, turned] = [null, false];
  let isAhead = false; // was something sent that `weights` do not contain yet?

  // Sends nothing that Python has already.
  const tell = (isLive) => {
    if (!isAhead && means(cells, weights)) return;
    isAhead = true;
    send(kernelText(cells), isLive);
  };

  // Takes over Python's weights, unless the cells mean the same: 1/9 stays 1/9.
  const follow = () => {
    if (!weights || before || isTyping() || (cells && means(cells, weights))) return;
    cells = written(weights);
    if (history && own) history.push(cells);
    else history = newHistory(cells, sameCells);
    own = false;
    changed();
  };
  // Flipping the kernel flips its history, too, so that undo leads to what was typed.
  const turn = () => {
    turned = !turned;
    if (!cells) return;
    history.change(turnedCells);
    cells = turnedCells(cells);
  };
  const go = (step) => {
    history[step]();
    cells = history.state;
    own = true;
    changed();
    tell(false);
  };

  // Sends a live change. With `kept` it becomes one step of the history.
  const put = (next, kept = true) => {
    const other = !sameCells(next, cells);
    before = kept ? null : before ?? cells;
    cells = next;
    own = true;
    if (kept) history.push(next);
    changed();
    if (other) tell(!kept);
  };

  return {
    follow: () => !isAhead && follow(),
    get cells() { return cells; },
    get canUndo() { return history.canUndo; },
    get canRedo() { return history.canRedo; },
    get largest() { return Math.max(...cells.flat().map((cell) => Math.abs(cellValue(cell)))); },
    // ahead: what was sent last, if `given` is older than that. After a return to the page the state starts from it.
    know(given, isTurned = false, ahead = null) {
      if (isTurned !== turned) turn();
      weights = given;
      isAhead = ahead !== null;
      if (!isAhead) return follow();
      if (cells) return undefined;
      cells = cellsOf(ahead);
      history = newHistory(cells, sameCells);
      own = true;
      return changed();
    },
    put,
    giveUp: () => put(before ?? cells), // discard the live change
    undo: () => history.canUndo && go("undo"),
    redo: () => history.canRedo && go("redo"),
  };
};
