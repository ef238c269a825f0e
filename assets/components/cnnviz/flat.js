// Flattening, as cnnviz/pixels/flat.py: numbers only.

export const placeInLine = (row, column, width) => row * width + column;

const SIDES = { left: [0, -1], right: [0, 1], above: [-1, 0], below: [1, 0] };

// The neighbours of a pixel that lie within the picture: [side, [row, column]].
export const aroundOf = ([row, column], [rows, columns]) =>
  Object.entries(SIDES).map(([side, [down, right]]) => [side, [row + down, column + right]])
    .filter(([, [r, c]]) => r >= 0 && c >= 0 && r < rows && c < columns);

const blockMean = (values, width, [top, bottom], [left, right]) => {
  let sum = 0;
  for (let row = top; row < bottom; row += 1) for (let column = left; column < right; column += 1) sum += values[row * width + column];
  const count = (bottom - top) * (right - left);
  return Math.floor((2 * sum + count) / (2 * count));
};

// The square in the middle, reduced to side × side pixels, each the mean of a block, or fewer where the picture is
// narrower; a smaller picture as it is. Returns { values, size }.
export const reducedOf = (values, [rows, columns], most) => {
  if (Math.max(rows, columns) <= most) return { values, size: [rows, columns] };
  const square = Math.min(rows, columns);
  const side = Math.min(most, square);
  const [top, left] = [Math.floor((rows - square) / 2), Math.floor((columns - square) / 2)];
  const edge = (i) => Math.floor((i * square) / side);
  const pixels = new Float64Array(side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      pixels[row * side + column] = blockMean(values, columns, [top + edge(row), top + edge(row + 1)], [left + edge(column), left + edge(column + 1)]);
    }
  }
  return { values: pixels, size: [side, side] };
};
