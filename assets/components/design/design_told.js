// What is told of a design in numbers and words: its sums, one layer's formulas, and what is read aloud of a layer.

import { kindOf } from "../cnnviz/design_kinds.js";
import { totalsOf } from "../cnnviz/design_measure.js";
import { titleOf } from "../cnnviz/design_words.js";
import { formulaLine, inBytes, shapeText } from "../cnnviz/formulas.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const AXES = ["Output, rows", "Output, columns"];
const OF_SIZE = ["Output", ...AXES, "Memory of the output"];

// What may be seen of what was measured, while something is to be predicted. seen: as the page says it, of the design that it has heard of; null
// where all may be seen, and undefined of a design that it has not heard of yet: there what lies before the layer that is looked at.
export const veiled = (found, at, seen) => {
  if (seen === null) return found;
  const whole = seen ? seen.whole : Math.max(0, at);
  if (whole >= found.rows.length) return found;
  const known = seen?.size && found.rows[at] ? { [at]: found.rows[at].shape } : {}; // a layer's size that is found while its parameters are asked for
  return { ...found, rows: found.rows.slice(0, whole), fault: "", isVeiled: true, known, hasSize: Boolean(seen?.size), hasNumber: Boolean(seen?.number) };
};
const isSeen = ({ rows, hasSize, hasNumber }, at, name) => rows[at] || name === "One unit sees" || (hasSize && OF_SIZE.includes(name)) || (hasNumber && name === "Parameters");
// Of the layer at a place what may be seen: what it makes, and its formulas.
export const detailOf = (measured, found, at, input) => {
  if (at < 0) return { made: shapeText(input), lines: [] };
  const row = measured.rows[at];
  if (!row) return { made: "", lines: [] };
  return { made: found.rows[at] || found.hasSize ? shapeText(row.shape) : "?", lines: linesOf(measured, at, input).filter(([name]) => isSeen(found, at, name)) };
};

const linesOf = ({ rows, nodes }, at, input) => {
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

export const sumsOf = (found) => {
  if (found.isVeiled && !found.rows.length) return ["parameters", "multiplications", "of outputs"].map((name) => ["?", name]);
  const totals = totalsOf(found);
  const upTo = found.fault || found.isVeiled ? " up to there" : "";
  const last = found.rows.findLast(({ field }) => field);
  const told = [
    [formatNumber(totals.parameters), `parameters${upTo}`], [formatNumber(totals.multiplications), `multiplications${upTo}`], [inBytes(totals.memory), `of outputs${upTo}`],
  ];
  if (last) told.push([last.field.map((side) => formatNumber(side)).join(" × "), `pixels seen${upTo}`]);
  if (!upTo && found.rows.length) told.push([shapeText(found.rows.at(-1).shape), "come out"]);
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
  const shape = found.rows[at]?.shape ?? found.known?.[at];
  const made = shape ? `makes ${shapeText(shape)}` : found.isVeiled ? "to be predicted" : at === found.rows.length ? "does not fit" : "waits for what does not fit";
  return `${name}: ${titleOf(part, titles)}, ${made}`;
};
export const whatChanged = (found, design, at, titles) => (
  `${saidOf(found, design, at, titles)}.${found.isVeiled ? "" : found.fault ? ` ${found.fault}.` : ` ${formatNumber(totalsOf(found).parameters)} parameters in all.`}`
);
