// Windows as Python lays them, for tests: random sizes, strides, dilations and borders.

const BORDERS = {
  constant: () => -1,
  nearest: (at, size) => Math.max(0, Math.min(size - 1, at)),
  reflect: (at, size) => (at < 0 ? -1 - at : 2 * size - 1 - at),
  wrap: (at, size) => (at + size) % size,
};

// Numbers from 0 to 1 that are the same in every run.
export const newRandom = (seed) => () => {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
};

// One axis: its indices under each window, counted in the padded source, and what a padded index shows; −1 for nothing.
export const axisWindows = ({ size, taps, stride, dilation, before, after, mode }) => {
  const shows = Array.from({ length: before + size + after }, (_, i) => i - before)
    .map((at) => (at >= 0 && at < size ? at : BORDERS[mode](at, size)));
  const count = Math.floor((shows.length - dilation * (taps - 1) - 1) / stride) + 1;
  const indices = Array.from({ length: count * taps }, (_, i) => Math.floor(i / taps) * stride + (i % taps) * dilation);
  return { indices: Object.assign(Int16Array.from(indices), { shape: [count, taps] }), shows: Int16Array.from(shows), before };
};

// rows, columns: as for axisWindows.
export const windowsOf = (rows, columns) => {
  const [down, across] = [axisWindows(rows), axisWindows(columns)];
  return {
    rows: down.indices, columns: across.indices, padded_rows: down.shows, padded_columns: across.shows, top: down.before, left: across.before,
  };
};

// A random geometry of one axis in which at least one window fits, and whose borders have something to repeat.
export const randomAxis = (random) => {
  const upTo = (low, high) => low + Math.floor(random() * (high - low + 1));
  const [size, before, after, taps] = [upTo(3, 7), upTo(0, 3), upTo(0, 3), upTo(1, 3)];
  const room = before + size + after;
  const dilation = taps === 1 ? 1 : upTo(1, Math.min(3, Math.floor((room - 1) / (taps - 1))));
  return { size, before, after, taps, dilation, stride: upTo(1, 4), mode: Object.keys(BORDERS)[upTo(0, 3)] };
};
