// What of the outputs is hidden: those behind the window while it fills the map, or all that are still to be predicted.

const upTo = (start, end) => Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);

const hide = (rows, columns) => ({ kind: "cover", planes: null, rows, columns });

// Marks over the outputs that come after a place in reading order.
export const coversBehind = ({ height, width }, { row, column }) => [
  hide([row], upTo(column + 1, width)), hide(upTo(row + 1, height), upTo(0, width)),
];

// Marks over all outputs but those at `known`, places.
export const coversBut = ({ height, width }, known) => [
  hide(upTo(0, height), upTo(0, width)),
  ...known.map(({ plane, row, column }) => ({ kind: "uncover", planes: [plane], rows: [row], columns: [column] })),
];
