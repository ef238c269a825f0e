// What the products add up to: the sum, the bias, the output; or what a pool, an activation or a softmax makes of its values.

import { formatNumber } from "../../cnnviz/numbers.js";
import { make, reconcile } from "../../payload.js";
import { sumOf } from "../../cnnviz/sums.js";

const convolvedLines = ({ partial, bias, total, names }, channel) => [
  ...(partial.length > 1 ? [[names[channel], partial[channel]], [`all ${partial.length}`, sumOf(partial)]] : []),
  ...(partial.length === 1 && bias ? [["products", partial[0]]] : []),
  ...(bias ? [["bias", bias]] : []),
  [partial.length === 1 && !bias ? "sum of the products" : "output", total],
];

const POOL_NAMES = { max: "the largest", min: "the smallest", median: "the middle", sum: "the sum", average: "the average" };

const pooledLines = ({ window, outside, divisor, kind, total }) => {
  const inside = window[0].flatMap((row, i) => row.filter((_, j) => !outside[i][j]));
  const sum = kind === "average" ? [["sum", sumOf(inside)], ["divided by", divisor]] : [];
  return [...sum, [POOL_NAMES[kind], total]];
};

const softmaxLines = ({ products, chosen, divisor, total }) => {
  if (!products || !chosen.length) return [["share", total]];
  const [[i, j]] = chosen;
  return [["this one", products[0][i][j]], ["of all", divisor ?? sumOf(products[0].flat())], ["the share", total]];
};

const LINES = {
  conv: convolvedLines, dense: convolvedLines, pool: pooledLines, softmax: softmaxLines,
  activation: ({ total, name }) => [[name ? `${name} makes of it` : "becomes", total]], flatten: ({ title, total }) => [[title, total]],
  combined: ({ partial }, channel) => [["sum of the products", partial[channel]]],
};

// [label, value] of each line; the last is the result. While it is to be guessed, values are null.
export const sumLines = (explanation, channel) => {
  const lines = LINES[explanation.operation](explanation, channel);
  return explanation.hidden ? lines.map(([label]) => [label, null]) : lines;
};

const newLine = () => {
  const line = make("div", "");
  line.append(make("dt", ""), make("dd", ""));
  return line;
};

export const newSumBox = () => {
  const element = make("dl", "detail-sum");
  return {
    element,
    show(lines) {
      reconcile(element, lines, newLine, ({ firstChild: label, lastChild: number }, [name, value]) => {
        if (label.textContent !== name) label.textContent = name;
        const text = value === null ? "?" : formatNumber(value);
        if (number.textContent !== text) number.textContent = text;
        number.title = value ?? "";
      });
    },
  };
};
