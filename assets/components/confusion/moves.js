// Where a key leads from a cell of a square table; no DOM in here.

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The next cell as [row, column]; null for other keys and beyond the edge.
export const nextCell = (key, [row, column], size) => {
  if (key === "Home") return [row, 0];
  if (key === "End") return [row, size - 1];
  if (!STEPS[key]) return null;
  const next = [row + STEPS[key][0], column + STEPS[key][1]];
  return next.every((place) => place >= 0 && place < size) ? next : null;
};
