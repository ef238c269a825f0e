// Which place on a curve a number has, and which numbers of a map have about a place's value: numbers only, nothing is drawn here.

const NEAR = 1 / 100; // of the axis

// The index of the curve's point nearest to a value; points are evenly spaced from xs[0] to the last.
export const pointOf = (value, xs) => {
  const last = xs.length - 1;
  const at = Math.round(((value - xs[0]) / (xs[last] - xs[0])) * last);
  return Math.max(0, Math.min(last, Number.isNaN(at) ? 0 : at));
};

// How far a number may be from a place, to be marked with it.
export const reachOf = (xs) => (xs[xs.length - 1] - xs[0]) * NEAR;

// The indices of all numbers within reach of a value.
export const alike = (numbers, value, reach) => {
  const found = [];
  for (let i = 0; i < numbers.length; i += 1) if (Math.abs(numbers[i] - value) <= reach) found.push(i);
  return found;
};

// Where y stands in a plot, from 0 at its top to 1 at its bottom.
export const downOf = (y, { low, high }) => 1 - (y - low) / (high - low);
