// How alike pixels are that lie a distance apart, as cnnviz/pixels/likeness.py.

// Calls act(first, second) with the places of each pixel and the one `distance` to its right, or below.
export const eachPair = ([rows, columns], distance, way, act) => {
  const [down, right] = way === "right" ? [0, distance] : [distance, 0];
  for (let row = 0; row < rows - down; row += 1) {
    const line = row * columns;
    for (let at = line; at < line + columns - right; at += 1) act(at, at + down * columns + right);
  }
};

export const countOfPairs = ([rows, columns], distance, way) => (way === "right" ? rows * Math.max(0, columns - distance) : Math.max(0, rows - distance) * columns);

// Pearson's correlation, or null where nothing varies.
export const correlationOf = (values, size, distance, way) => {
  const count = countOfPairs(size, distance, way);
  if (!count) return null;
  let [sumFirst, sumSecond] = [0, 0];
  eachPair(size, distance, way, (a, b) => {
    sumFirst += values[a];
    sumSecond += values[b];
  });
  const [meanFirst, meanSecond] = [sumFirst / count, sumSecond / count];
  let [together, spreadFirst, spreadSecond] = [0, 0, 0];
  eachPair(size, distance, way, (a, b) => {
    const [x, y] = [values[a] - meanFirst, values[b] - meanSecond];
    together += x * y;
    spreadFirst += x * x;
    spreadSecond += y * y;
  });
  const spread = Math.sqrt(spreadFirst * spreadSecond);
  return spread > 0 ? together / spread : null;
};

// In which of `bins` steps from low to high a value lies.
export const binOf = (value, low, high, bins) => Math.max(0, Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * (bins - 1) + 0.5)));

export const binsOf = (values, low, high, bins) => Uint8Array.from(values, (value) => binOf(value, low, high, bins));

// How many pairs have their first pixel in bin i and their second in bin j: at place j * bins + i.
export const jointOf = (binned, size, distance, way, bins) => {
  const counts = new Int32Array(bins * bins);
  eachPair(size, distance, way, (a, b) => { counts[binned[b] * bins + binned[a]] += 1; });
  return counts;
};
