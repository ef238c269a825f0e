// One pixel of a map: which one a point lies in, and where a key leads.

export const heldWithin = (value, size) => Math.max(0, Math.min(size - 1, value));

// The pixel under a point, given as shares of a picture's width and height; at the border the nearest.
export const pixelUnder = (across, down, [rows, columns]) => [
  heldWithin(Math.floor(down * rows), rows),
  heldWithin(Math.floor(across * columns), columns),
];

// How far an arrow key leads on a photograph: by ten with Shift.
export const strideOf = ({ shiftKey }) => (shiftKey ? 10 : 1);

// By arrow key: rows and columns.
export const KEY_STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// Where an event is on a frame, in shares of its width and height.
export const shareOf = (event, frame) => {
  const { left, top, width, height } = frame.getBoundingClientRect();
  return [(event.clientX - left) / width, (event.clientY - top) / height];
};

// The pixel that a key leads to, so many pixels away, or null for a key that leads nowhere.
export const pixelAfter = (key, [row, column], [rows, columns], count = 1) => {
  const step = KEY_STEPS[key];
  return step ? [heldWithin(row + count * step[0], rows), heldWithin(column + count * step[1], columns)] : null;
};
