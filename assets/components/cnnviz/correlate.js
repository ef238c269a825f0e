// One channel under one kernel, as cnnviz.operators.conv2d computes it: slide, multiply, add up. Around the channel lie zeros.

// How many windows fit along one axis; less than 1 where none does.
export const windowsAlong = (length, taps, { stride, padding }) => Math.floor((length + 2 * padding - taps) / stride) + 1;

// The first and the last output, along one axis, whose window meets the channel with this tap.
const reachOfTap = (length, count, tap, { stride, padding }) => [
  Math.max(0, Math.ceil((padding - tap) / stride)),
  Math.min(count - 1, Math.floor((length - 1 + padding - tap) / stride)),
];

// The weights of a kernel that count, each with the outputs that it reaches.
const tapsOf = (kernel, [rows, columns], [height, width], geometry) =>
  kernel.flatMap((line, i) => line.flatMap((weight, j) => {
    if (!weight) return [];
    const [[top, bottom], [left, right]] = [reachOfTap(height, rows, i, geometry), reachOfTap(width, columns, j, geometry)];
    return [{ weight, i, j, top, bottom, left, right }];
  }));

// Adds to `out`, [rows, columns], what a kernel makes of a channel, [height, width]: row by row, since a row stays in a core's first cache.
export const addCorrelated = (out, [rows, columns], channel, size, kernel, geometry) => {
  const { stride, padding } = geometry;
  const taps = tapsOf(kernel, [rows, columns], size, geometry);
  for (let y = 0; y < rows; y += 1) {
    const to = y * columns;
    for (const { weight, i, j, top, bottom, left, right } of taps) {
      if (y < top || y > bottom) continue;
      const from = (y * stride + i - padding) * size[1] + j - padding;
      for (let x = left; x <= right; x += 1) out[to + x] += weight * channel[from + x * stride];
    }
  }
};

// The map that a kernel makes of a channel, as doubles.
export const correlated = (outSize, channel, size, kernel, geometry) => {
  const out = new Float64Array(outSize[0] * outSize[1]);
  addCorrelated(out, outSize, channel, size, kernel, geometry);
  return out;
};

// The numbers under a kernel at an output, row by row: 0 where its window leaves the channel.
export const windowAt = (channel, [height, width], taps, [row, column], { stride, padding }) =>
  Array.from({ length: taps }, (_, i) => Array.from({ length: taps }, (__, j) => {
    const [y, x] = [row * stride + i - padding, column * stride + j - padding];
    return y >= 0 && y < height && x >= 0 && x < width ? channel[y * width + x] : 0;
  }));
