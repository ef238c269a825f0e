// What stands in the tiles of each channel, for every operation: names, values, colours, and what a cell is.

import { weightWriter } from "../../cnnviz/kernel_text.js";
import { formatNumber } from "../../cnnviz/numbers.js";
import { operationOf } from "../../cnnviz/operations/operations.js";

// While an output is to be predicted, all that gives it away is null: its products and sums, and the pixel that a pool chose.
export const covered = (explanation) => {
  const { hidden, window, weights, products, partial } = explanation;
  if (!hidden) return explanation;
  const unknown = weights ?? products ? window.map((tile) => tile.map((row) => row.map(() => null))) : null;
  return { ...explanation, products: unknown, partial: partial.map(() => null), total: null, sum: null, code: undefined, chosen: [], winners: [] };
};

const largestSize = (tiles) => {
  let largest = 0;
  for (const tile of tiles) for (const row of tile) for (const value of row) largest = Math.max(largest, Math.abs(value));
  return largest;
};

const windowLook = (explanation, paint) => {
  const { channels, rows, columns, outside, repeated, chosen } = explanation;
  const { countsAsZero, chosenName } = operationOf(explanation);
  const zero = countsAsZero(explanation) ? {} : { text: "–" };
  const isChosen = chosen.length ? `this one is ${chosenName(explanation)}` : "";
  const won = new Set(chosen.map(([i, j]) => `${i} ${j}`));
  return (channel) => (i, j) => {
    if (outside[i][j]) return { ...zero, colour: null, kind: "outside" };
    const kind = won.size && won.has(`${i} ${j}`) ? "chosen" : "";
    return { colour: paint.source(channels[channel], rows[i], columns[j]), kind: repeated[i][j] ? `${kind} repeated` : kind, isChosen };
  };
};

const signedLook = (tiles, paint) => {
  const limit = largestSize(tiles);
  return (channel) => (i, j) => {
    const value = tiles[channel][i][j];
    return value === null ? { colour: null, kind: "covered" } : { colour: paint.signed(value, limit), kind: "" };
  };
};

// Where a cell of the window lies in the source, in words.
export const cellName = ({ rows, columns, outside }, i, j) =>
  outside[i][j] ? "outside" : `row ${rows[i]}, column ${columns[j]}`;

const nameTile = ({ names, window }) =>
  (names.length === window[0].length
    ? [{ operator: "", name: "Class", values: names.map((name) => [name]), look: (i) => ({ text: names[i], colour: null, kind: "name" }) }]
    : []);

const MADE_SIDE = 4; // up to this side there is room for what a product is made of

const madeOf = (window, weights) =>
  (Math.max(window.length, window[0].length) > MADE_SIDE ? null : (i, j) => `${formatNumber(window[i][j], 3)} × ${formatNumber(weights[i][j], 3)}`);

// A kernel's weights are told as where they can be typed over. Those of pools are no float32, and are told whole.
const exactOf = (weights) => (weights.flat().every((weight) => Math.fround(weight) === weight) ? weightWriter(weights) : null);

// Gives for a channel its tiles: [{ operator (after the tile), name, values, look(i, j), where(i, j), weights?, made(i, j)?, exact(value)? }].
export const tilesOf = (explanation, paint) => {
  const { window, weights, products } = explanation;
  const operation = operationOf(explanation);
  const looks = {
    window: windowLook(explanation, paint),
    weights: weights && signedLook(weights, paint),
    products: products && signedLook(products, paint),
  };
  const met = (i, j) => cellName(explanation, i, j);
  return (channel) => [
    ...(operation.isList ? nameTile(explanation) : []),
    {
      operator: weights ? "×" : products ? "→" : "=", name: operation.windowName(explanation, channel), values: window[channel],
      look: looks.window(channel), where: met,
    },
    ...(weights ? [{
      operator: "=", name: operation.weightsName(explanation, channel), values: weights[channel],
      look: looks.weights(channel), where: (i, j) => `row ${i}, column ${j}`, weights: true,
      exact: exactOf(weights[channel]),
    }] : []),
    ...(products ? [{
      operator: operation.afterProducts, name: operation.productsName(explanation), values: products[channel],
      look: looks.products(channel), where: met, made: weights && madeOf(window[channel], weights[channel]),
    }] : []),
  ];
};
