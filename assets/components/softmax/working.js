// The working of one class, stage by stage, and what there is to say about all: sentences only.

import { crossEntropyOf, lossText, powerText, powersOf, shareText, sigmoidOf, softmaxOf } from "../cnnviz/shares.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { sumOf } from "../cnnviz/sums.js";
import { summed } from "../cnnviz/words.js";

export const STAGES = { softmax: ["logits", "powers", "sum", "shares", "loss"], sigmoids: ["logits", "powers", "sum", "shares"], one: ["logits", "powers", "sum", "shares", "loss"] };

export const classNamed = ([name], index) => name || `class ${index}`;

// The rows that a way shows: index is the class's place, −1 of the class that is everything else.
const rowsOf = ({ classes, way, at }) => {
  const rows = classes.map((one, index) => ({ index, name: classNamed(one, index), logit: one[1] }));
  return way === "one" ? [rows[at], { index: -1, name: `not ${rows[at].name}`, logit: 0 }] : rows;
};

// All that the view shows of its fields.
export const workedOut = (fields) => {
  const { temperature, way, right, at } = fields;
  const rows = rowsOf(fields);
  const logits = rows.map(({ logit }) => logit);
  const isEach = way === "sigmoids";
  const powers = powersOf(isEach ? logits.map((logit) => -logit) : logits, temperature);
  const shares = isEach ? logits.map((logit) => sigmoidOf(logit / temperature)) : softmaxOf(logits, temperature);
  rows.forEach((row, i) => Object.assign(row, { power: powers[i], share: shares[i] }));
  const chosen = Math.max(0, rows.findIndex(({ index }) => index === at));
  const rightRow = way === "one" ? Number(right !== at) : right;
  const loss = isEach ? null : crossEntropyOf(logits.map((logit) => logit / temperature), rightRow);
  return { ...fields, rows, chosen, rightRow, loss, total: sumOf(powers), totalShare: sumOf(shares), largest: shares.indexOf(Math.max(...shares)) };
};

const ofSigmoid = ({ rows, chosen, temperature }) => {
  const { logit, power, share } = rows[chosen];
  return [
    `${powerText(logit, temperature, "−")} = ${formatNumber(power)}`,
    `1 + ${formatNumber(power)} = ${formatNumber(1 + power)}`,
    `1 / ${formatNumber(1 + power)} = ${shareText(share)}`,
  ];
};

// With as many digits as its logarithm needs; what is not quite 1 is not written so.
const exactly = (share) => (formatNumber(share) === "1" && share < 1 ? "(> 0.9999)" : formatNumber(share));

const ofSoftmax = ({ rows, chosen, temperature, total, rightRow, loss, way }) => {
  const { logit, power, share } = rows[chosen];
  const isSigmoid = way === "one" ? `; sigmoid: 1 / (1 + ${powerText(logit, temperature, "−")}) = ${shareText(share)}` : "";
  return [
    `${powerText(logit, temperature)} = ${formatNumber(power)}`,
    `${summed(rows.map((row) => row.power))} = ${formatNumber(total)}`,
    `${formatNumber(power)} / ${formatNumber(total)} = ${shareText(share)}${isSigmoid}`,
    `loss if ${rows[rightRow].name} is right: −ln ${exactly(rows[rightRow].share)} = ${lossText(loss)} nats`,
  ];
};

// A sentence for each stage that is unfolded.
export const stepsOf = (worked) => {
  const { name, logit } = worked.rows[worked.chosen];
  const steps = worked.way === "sigmoids" ? ofSigmoid(worked) : ofSoftmax(worked);
  return [`${name}: logit ${formatNumber(logit)}`, ...steps].slice(0, worked.stage + 1);
};

const ofWinner = ({ rows, largest, temperature }) => {
  const [first, second] = [...rows].sort((a, b) => b.logit - a.logit);
  const apart = (first.logit - second.logit) / temperature;
  return `${rows[largest].name} wins with a logit below 0: e to any power is positive, and only differences count. ${formatNumber(first.logit)} is ` +
    `${formatNumber(first.logit - second.logit)} above ${formatNumber(second.logit)}, so its probability is ${powerText(apart, 1)} = ${formatNumber(Math.exp(apart))} times as large.`;
};

// What one may learn from the numbers as they are.
export const remarkOf = (worked) => {
  if (worked.way === "one") return "One logit is enough for yes or no: sigmoid(z) = softmax(z, 0), where the other class has the logit 0.";
  if (worked.way === "sigmoids") {
    return `Recognition: each class answers yes or no by itself, since several things may be in the picture. The probabilities add up to ` +
      `${formatNumber(worked.totalShare, 3)}; they need not add up to 1.`;
  }
  if (worked.rows[worked.largest].logit < 0) return ofWinner(worked);
  return "Classification: exactly one class is right, so the probabilities add up to 1. A class gains what the others lose.";
};

// What a button has done to all logits, told by the probabilities before and now.
export const toldOfAdding = (before, now) => {
  const same = before.rows.every((row, i) => shareText(row.share) === shareText(now.rows[i].share));
  const factor = `e^(1${now.temperature === 1 ? "" : `/${formatNumber(now.temperature)}`})`;
  if (same) return `Added 1 to all: every power and their sum grow by the same factor, ${factor}, so no probability changes. In a network: 1 more on each bias.`;
  return "Added 1 to all: each sigmoid sees its own logit only, so each probability rises. In a network: 1 more on each bias.";
};

export const toldOfDoubling = (before, now) => {
  const change = `${before.rows[before.largest].name} goes from ${shareText(before.rows[before.largest].share)} to ${shareText(now.rows[before.largest].share)}`;
  return `Doubled: ${change}. In a network: all weights and biases of the last layer doubled. Half the temperature does the same.`;
};
