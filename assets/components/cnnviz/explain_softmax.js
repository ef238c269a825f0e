// One share of a softmax: e to the power of each score above the largest, and this one's part of their sum.

import { resultValue, windowValues } from "./reading.js";

// result.powers: e^((score − largest) / temperature) of each score; result.power_sum: what they add up to.
export const explainSoftmax = ({ source, result }, place, rows, columns) => ({
  window: [windowValues(source, 0, rows, columns)], weights: null, products: [Array.from(result.powers, (power) => [power])],
  partial: [], bias: 0, channels: [0], names: source.lines, chosen: [[place.row, 0]], divisor: result.power_sum,
  temperature: result.temperature, total: resultValue(result, place),
});
