// A kernel, or other numbers, while they are typed over: what was before, and what Python says they are.

import { cellsMean, cellsOf, cellValue, kernelText, turnedCells, weightTexts } from "../../cnnviz/kernel_text.js";

// Undo and redo over states, each a grid of texts.
export const newHistory = (first, equal) => {
  let states = [first];
  let now = 0;
  return {
    get state() { return states[now]; },
    get canUndo() { return now > 0; },
    get canRedo() { return now < states.length - 1; },
    // A new state; what was undone before is gone then.
    push(state) {
      if (equal(state, states[now])) return;
      states = [...states.slice(Math.max(0, now - 98), now + 1), state];
      now = states.length - 1;
    },
    undo() { now = Math.max(0, now - 1); },
    // Makes each state another one.
    change(how) { states = states.map(how); },
    redo() { now = Math.min(states.length - 1, now + 1); },
  };
};

const sameCells = (a, b) => kernelText(a) === kernelText(b);

// send(text, live) gets the whole kernel, live while it is being dragged; changed() is called when the cells are others; means(cells, weights):
// are they the same? written(weights): as cells; isTyping(): is a cell being typed over? Then none changes under the hand.
export const newKernelState = (send, changed, { means = cellsMean, written = weightTexts, isTyping = () => false } = {}) => {
  let history = null;
  let cells = null; // texts, as typed; what was not touched is written so that float32 reads back the same
  let own = false; // was the present state typed here?
  let before = null; // what was, while a change is live
  let [weights, turned] = [null, false];
  let isAhead = false; // was something sent that `weights` are not the answer to?

  // What Python has already is not sent.
  const tell = (isLive) => {
    if (!isAhead && means(cells, weights)) return;
    isAhead = true;
    send(kernelText(cells), isLive);
  };

  // Python's weights are taken over, unless they are what the cells say: 1/9 stays 1/9.
  const follow = () => {
    if (!weights || before || isTyping() || (cells && means(cells, weights))) return;
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
  };
  const go = (step) => {
    history[step]();
    cells = history.state;
    own = true;
    changed();
    tell(false);
  };

  // A live change is sent; it becomes one state to go back to when `kept`.
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
    // ahead: what was sent last, if `given` is older than that; a page that was come back to begins with it.
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
    giveUp: () => put(before ?? cells), // as if what was live had not been
    undo: () => history.canUndo && go("undo"),
    redo: () => history.canRedo && go("redo"),
  };
};
