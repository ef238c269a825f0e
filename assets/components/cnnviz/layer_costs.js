// What a layer over several channels costs, letter for letter as cnnviz/channels/costs.py.

import { formatNumber } from "./numbers.js";

const addedUp = (weights, biases) =>
  `${formatNumber(weights)} weight${weights === 1 ? "" : "s"} + ${formatNumber(biases)} bias${biases === 1 ? "" : "es"} = ${formatNumber(weights + biases)}`;

// weights: also the multiplications at each place of the output.
const costOf = (weights, biases, formula) => ({ weights, biases, parameters: weights + biases, formula: `${formula} = ${addedUp(weights, biases)}` });

export const fullCost = (filters, channels, taps) =>
  costOf(filters * channels * taps ** 2, filters, `${formatNumber(filters)}·(${formatNumber(channels)}·${taps}·${taps} + 1)`);

export const separableCost = (filters, channels, taps) =>
  costOf(
    channels * taps ** 2 + filters * channels, filters,
    `${formatNumber(channels)}·${taps}·${taps} + ${formatNumber(filters)}·${formatNumber(channels)} + ${formatNumber(filters)}`,
  );

export const pointwiseCost = (mapsIn, mapsOut) =>
  costOf(mapsIn * mapsOut, mapsOut, `${formatNumber(mapsIn)}·${formatNumber(mapsOut)} + ${formatNumber(mapsOut)}`);
