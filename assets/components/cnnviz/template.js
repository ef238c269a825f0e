// A template and what it answers, as cnnviz/pixels/template.py.

// The picture moved down and to the right; what leaves it is gone, and what comes in is 0.
export const movedOf = (values, [rows, columns], [down, right]) => {
  const result = new Float64Array(rows * columns);
  for (let row = Math.max(0, down); row < Math.min(rows, rows + down); row += 1) {
    for (let column = Math.max(0, right); column < Math.min(columns, columns + right); column += 1) {
      result[row * columns + column] = values[(row - down) * columns + column - right];
    }
  }
  return result;
};

export const productsOf = (template, values) => Float64Array.from(values, (value, i) => value * template[i] + 0);

// The logits of all classes: weights lie class by class.
export const logitsOf = (weights, biases, values) => Array.from(biases, (bias, label) => {
  let sum = bias;
  for (let i = 0; i < values.length; i += 1) sum += weights[label * values.length + i] * values[i];
  return sum;
});
