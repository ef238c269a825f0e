// From logits to probabilities, as cnnviz/operators: softmax, sigmoid, and the loss of the right class. And how these are written.

import { formatNumber } from "./numbers.js";
import { sumOf } from "./sums.js";

const largestOf = (logits) => logits.reduce((most, logit) => Math.max(most, logit));

// e^(z/T) of each; within the limits of the page none is too large for a double.
export const powersOf = (logits, temperature = 1) => logits.map((logit) => Math.exp(logit / temperature));

export const softmaxOf = (logits, temperature = 1) => {
  const largest = largestOf(logits);
  const powers = logits.map((logit) => Math.exp((logit - largest) / temperature));
  const total = sumOf(powers);
  return powers.map((power) => power / total);
};

export const sigmoidOf = (logit) => (logit < 0 ? Math.exp(logit) / (1 + Math.exp(logit)) : 1 / (1 + Math.exp(-logit)));

// −ln of the share of the class `right`, also where the share is too small for a double.
export const crossEntropyOf = (logits, right) => {
  const largest = largestOf(logits);
  return Math.log(sumOf(logits.map((logit) => Math.exp(logit - largest)))) - (logits[right] - largest);
};

// Three decimals; a small share has two digits, and what is not quite 1 is not written so.
export const shareText = (share) => {
  if (share > 0.9995 && share < 1) return "> 0.999";
  if (share > 0 && share < 0.0005) return formatNumber(share, 2);
  return share === 0 || share === 1 ? String(share) : share.toFixed(3);
};

const EXACT = 10; // digits: as many as the address has

// A logit is written with all that was typed or loaded.
export const logitText = (logit) => formatNumber(logit, EXACT);

// e raised to a logit over the temperature, or to its opposite.
export const powerText = (logit, temperature, sign = "") => {
  const [number, divisor] = [formatNumber(logit), temperature === 1 ? "" : `/${formatNumber(temperature)}`];
  const isPlain = !sign && !divisor && number[0] !== "−";
  const opposite = number[0] === "−" ? `(${number})` : number;
  return isPlain ? `e^${number}` : `e^(${sign ? sign + opposite : number}${divisor})`;
};

// A loss: three decimals, and of one that is smaller two digits.
export const lossText = (loss) => (loss > 0 && loss < 0.0005 ? formatNumber(loss, 2) : formatNumber(Number(loss.toFixed(3)), EXACT));
