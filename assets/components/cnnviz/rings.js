// The ring round the number that is talked about, laid over a picture.

export const RING_LEAST = 9; // CSS pixels; a smaller ring could not be seen

// Styles of a ring round part of a picture, given as shares of its sides.
export const ringStyles = ({ top, left, height, width }) => ({
  top: `${100 * (top + height / 2)}%`,
  left: `${100 * (left + width / 2)}%`,
  height: `max(${RING_LEAST}px, ${100 * height}%)`,
  width: `max(${RING_LEAST}px, ${100 * width}%)`,
  translate: "-50% -50%",
});

// A span of a picture in device pixels, [start, length], made as long as a ring must be at least.
export const ringSpan = (start, length, ratio) => {
  const more = Math.max(0, Math.round(RING_LEAST * ratio) - length);
  return [start - Math.floor(more / 2), length + more];
};
