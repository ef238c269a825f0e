// Positions in a map: { plane, row, column }.

const between = (value, size) => Math.max(0, Math.min(size - 1, value));

export const within = (part, { row, column }) => row >= 0 && column >= 0 && row < part.height && column < part.width;

// The nearest position in the map.
export const clamped = (part, { plane, row, column }) => ({
  plane: between(plane, part.planes), row: between(row, part.height), column: between(column, part.width),
});

export const positionOfList = ([plane, row, column]) => ({ plane, row, column });

export const samePosition = (a, b) => a.plane === b.plane && a.row === b.row && a.column === b.column;

export const sameList = (a, b) => String(a) === String(b);
