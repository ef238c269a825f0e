// What bends a convolution's numbers: those of cnnviz/operators/activations.py that a stack offers, with their slopes.

const SERIES_TO = 2.5; // beyond, the continued fraction settles sooner
const TERMS = 60;

// The error function, to about thirteen digits.
const erf = (z) => {
  if (Math.abs(z) > 6) return Math.sign(z);
  if (Math.abs(z) > SERIES_TO) {
    let fraction = 0;
    for (let n = TERMS; n > 0; n -= 1) fraction = n / 2 / (Math.abs(z) + fraction);
    return Math.sign(z) * (1 - Math.exp(-z * z) / Math.sqrt(Math.PI) / (Math.abs(z) + fraction));
  }
  let [term, sum] = [z, z];
  for (let n = 1; n < TERMS; n += 1) {
    term *= -z * z / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};
const below = (x) => 0.5 * (1 + erf(x / Math.SQRT2));
const squeezed = (x) => 0.5 * (1 + Math.tanh(x / 2));
const LEAK = 0.01;

export const CURVES = {
  linear: { value: (x) => x, slope: () => 1 },
  relu: { value: (x) => (x > 0 ? x : 0), slope: (x) => Number(x > 0) },
  leaky_relu: { value: (x) => (x > 0 ? x : LEAK * x), slope: (x) => (x > 0 ? 1 : LEAK) },
  sigmoid: { value: squeezed, slope: (x) => squeezed(x) * (1 - squeezed(x)) },
  tanh: { value: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 },
  gelu: { value: (x) => x * below(x), slope: (x) => below(x) + (x * Math.exp(-(x * x) / 2)) / Math.sqrt(2 * Math.PI) },
};
