// One channel under one kernel, as cnnviz.operators.conv2d computes it: slide, multiply, add up. Around the channel lie zeros.

// How many windows fit along one axis; less than 1 where none does.
export const windowsAlong = (length, taps, { stride, padding }) => Math.floor((length + 2 * padding - taps) / stride) + 1;

// The first and the last output, along one axis, whose window meets the channel with this tap.
const reachOfTap = (length, count, tap, { stride, padding }) => [
  Math.max(0, Math.ceil((padding - tap) / stride)),
  Math.min(count - 1, Math.floor((length - 1 + padding - tap) / stride)),
];

// Adds to `out`, [rows, columns], what a kernel makes of a channel, [height, width].
export const addCorrelated = (out, [rows, columns], channel, [height, width], kernel, geometry) => {
  const { stride, padding } = geometry;
  kernel.forEach((line, i) => line.forEach((weight, j) => {
    if (!weight) return;
    const [top, bottom] = reachOfTap(height, rows, i, geometry);
    const [left, right] = reachOfTap(width, columns, j, geometry);
    for (let y = top; y <= bottom; y += 1) {
      const [to, from] = [y * columns, (y * stride + i - padding) * width + j - padding];
      for (let x = left; x <= right; x += 1) out[to + x] += weight * channel[from + x * stride];
    }
  }));
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
