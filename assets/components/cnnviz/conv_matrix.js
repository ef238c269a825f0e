// One filter as a matrix times the flat picture, as cnnviz/operators/matrix.py writes it.

import { windowsAlong } from "./correlate.js";

// [rows, columns] of the matrix of a filter on so many channels of [height, width].
export const matrixSize = (channels, [height, width], taps, geometry) => [
  windowsAlong(height, taps, geometry) * windowsAlong(width, taps, geometry),
  channels * height * width,
];

// Which weight each entry is, counted through the filter as it lies in memory; −1 where there is none.
export const sharesOf = (channels, [height, width], taps, geometry) => {
  const { stride, padding } = geometry;
  const [rows, columns] = matrixSize(channels, [height, width], taps, geometry);
  const across = windowsAlong(width, taps, geometry);
  const shares = new Int16Array(rows * columns).fill(-1);
  for (let row = 0; row < rows; row += 1) {
    const [y, x] = [Math.floor(row / across) * stride - padding, (row % across) * stride - padding];
    for (let weight = 0; weight < channels * taps * taps; weight += 1) {
      const [c, i, j] = [Math.floor(weight / taps ** 2), Math.floor(weight / taps) % taps, weight % taps];
      const isInside = y + i >= 0 && y + i < height && x + j >= 0 && x + j < width;
      if (isInside) shares[row * columns + (c * height + y + i) * width + x + j] = weight;
    }
  }
  return shares;
};

// How sparse the matrix is, and how many weights it shares.
export const matrixSentence = (shares, [rows, columns]) => {
  const filled = shares.reduce((count, share) => count + (share >= 0), 0);
  const different = new Set(shares.filter((share) => share >= 0)).size;
  const [down, across, entries, all, ones] = [rows, columns, filled, rows * columns, different].map((number) => number.toLocaleString("en"));
  return `a ${down}×${across} matrix: ${entries} of its ${all} entries are weights, and these are ${ones} different ones`;
};
