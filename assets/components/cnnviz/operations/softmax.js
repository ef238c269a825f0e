// One probability of a softmax: e to the power of each logit less the largest, and this one's share of their sum. Its
// sentence is that of SoftmaxTrace.

import { formatNumber } from "../numbers.js";
import { resultValue, windowValues } from "../reading.js";
import { outputsOver } from "../spans.js";
import { sumOf } from "../sums.js";
import { factor, summed } from "../words.js";
import { commonOperation, ofAllKernels, ownPlane } from "./common.js";

// result.powers: e^((score − largest) / temperature) of each score; result.power_sum: what they add up to.
const explainSoftmax = ({ source, result }, position, rows, columns) => ({
  window: [windowValues(source, 0, rows, columns)], weights: null, products: [Array.from(result.powers, (power) => [power])],
  partial: [], bias: 0, channels: [0], names: source.lines, chosen: [[position.row, 0]], divisor: result.power_sum,
  temperature: result.temperature, total: resultValue(result, position),
});

// Of a share that is written as 1 though others have some, too, "≈".
const equalsOf = (powers, total) => (formatNumber(total) === "1" && powers.filter((power) => power > 0).length > 1 ? "≈" : "=");

const softmaxSentence = ({ window: [scores], chosen: [[at]], products: [powers], temperature, total }) => {
  const [values, power] = [scores.flat(), formatNumber(powers[at][0])];
  const largest = values.reduce((most, score) => Math.max(most, score));
  const above = `(${factor(values[at])} − ${factor(largest)})`;
  const exponent = temperature === 1 ? above : `(${above} / ${formatNumber(temperature)})`;
  return `e^${exponent} = ${power}; ${power} / (${summed(powers.flat())}) ${equalsOf(powers.flat(), total)} ${formatNumber(total)}`;
};

const softmaxLines = ({ products, chosen, divisor, total }) => {
  if (!products || !chosen.length) return [["probability", total]];
  const [[i, j]] = chosen;
  const powers = products[0].flat();
  const share = equalsOf(powers, total) === "≈" ? "probability, rounded" : "probability";
  return [["this power", products[0][i][j]], ["sum of all", divisor ?? sumOf(powers)], [share, total]];
};

export const softmaxOperation = {
  ...commonOperation,
  explain: explainSoftmax,
  sentence: softmaxSentence,
  sumLines: softmaxLines,
  planesOf: ownPlane,
  touchedBy: (model, position) => outputsOver(model, position, null),
  ofKernel: ofAllKernels,
  slides: false,
  ending: ({ result }) => `contributes to each of the ${result.height} probabilities, because it is part of the sum that all are divided by.`,
  windowName: () => "Logits",
  productsName: ({ temperature = 1 }) => (temperature === 1 ? "e^(z − max)" : "e^((z − max)/T)"),
  chosenName: () => "looked at",
  afterProducts: "→",
  product: "power",
  isList: true,
};
