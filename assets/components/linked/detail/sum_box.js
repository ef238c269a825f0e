// The sum of the products, the bias and the output; or the result of a pool, an activation or a softmax.

import { formatNumber } from "../../cnnviz/numbers.js";
import { operationOf } from "../../cnnviz/operations/operations.js";
import { make, reconcile } from "../../payload.js";

// [label, value] of each line, a value being a number or a word; the last is the result. While it is to be predicted, values are null.
export const sumLines = (explanation, channel) => {
  const lines = operationOf(explanation).sumLines(explanation, channel);
  return explanation.hidden ? lines.map(([label]) => [label, null]) : lines;
};

const SHORT = 5; // letters that a phone has room for in the largest size, beside the tile

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
        const text = value === null ? "?" : typeof value === "string" ? value : formatNumber(value);
        if (number.textContent !== text) number.textContent = text;
        number.toggleAttribute("data-long", text.length > SHORT);
        number.title = value ?? "";
      });
    },
  };
};
