// Keys in an input that is one cell of a grid: move to a neighbour, undo, redo.

const CELL_MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// Left and right move to the neighbour only from the text's end, or while all of it is selected.
const staysInside = ({ key, target }) => {
  const { selectionStart: start, selectionEnd: end, value } = target;
  if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
  if (start === 0 && end === value.length) return false;
  return key === "ArrowLeft" ? start > 0 : end < value.length;
};

// [rows, columns] to move by, or null where the key does something else.
export const cellMove = (event) => (CELL_MOVES[event.key] && !staysInside(event) ? CELL_MOVES[event.key] : null);

// "undo", "redo", or null.
export const historyStep = ({ key, ctrlKey, metaKey, altKey, shiftKey }) => {
  if (!(ctrlKey || metaKey) || altKey) return null;
  if (key.toLowerCase() === "y") return "redo";
  if (key.toLowerCase() !== "z") return null;
  return shiftKey ? "redo" : "undo";
};
