// What is told of a design in numbers and words: its sums, one layer's formulas, and what is read aloud of a layer.

import { kindOf } from "../cnnviz/design_kinds.js";
import { totalsOf } from "../cnnviz/design_measure.js";
import { titleOf } from "../cnnviz/design_words.js";
import { formulaLine, inBytes, shapeText } from "../cnnviz/formulas.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const AXES = ["Output, rows", "Output, columns"];

export const linesOf = ({ rows, nodes }, at, input) => {
  const row = rows[at];
  const { output } = kindOf(nodes[at].part);
  const names = output ? [output] : row.sizes.length === 1 ? ["Output"] : AXES;
  const more = row.field && Math.min(...row.field) > Math.max(...input.slice(1)) ? ", more than the input has" : "";
  const sees = row.field ? `${row.field.map((side) => formatNumber(side)).join(" × ")} pixels${more}` : "all of the input";
  return [
    ...row.sizes.map((size, n) => formulaLine(names[n], size)), formulaLine("Parameters", row.parameters),
    formulaLine("Multiplications", row.multiplications), formulaLine("Memory of the output", row.memory), ["One unit sees", sees],
  ];
};

const sumsOf = (found) => {
  const totals = totalsOf(found);
  const upTo = found.fault ? " up to there" : "";
  const last = found.rows.findLast(({ field }) => field);
  const told = [
    [formatNumber(totals.parameters), `parameters${upTo}`], [formatNumber(totals.multiplications), "multiplications"], [inBytes(totals.memory), "of outputs"],
  ];
  if (last) told.push([last.field.map((side) => formatNumber(side)).join(" × "), "pixels seen"]);
  if (!found.fault && found.rows.length) told.push([shapeText(found.rows.at(-1).shape), "come out"]);
  return told;
};
export const drawSums = (host, found) => reconcile(host, sumsOf(found), () => {
  const sum = make("span", "sum");
  sum.append(make("b", ""), make("span", ""));
  return sum;
}, (sum, [number, name]) => {
  [sum.children[0].textContent, sum.children[1].textContent] = [number, ` ${name} `];
});

// at: -1 for the input. titles: of activations by torch's names.
export const saidOf = (found, design, at, titles) => {
  if (at < 0) return `Input: ${shapeText(design.shape)}`;
  const { name, part } = found.nodes[at];
  const made = found.rows[at] ? `makes ${shapeText(found.rows[at].shape)}` : at === found.rows.length ? "does not fit" : "waits for what does not fit";
  return `${name}: ${titleOf(part, titles)}, ${made}`;
};
export const whatChanged = (found, design, at, titles) => (
  `${saidOf(found, design, at, titles)}. ${found.fault ? `${found.fault}.` : `${formatNumber(totalsOf(found).parameters)} parameters in all.`}`
);
