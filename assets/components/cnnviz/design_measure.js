// What a design's layers make and cost, letter for letter as cnnviz/designs/measured.py has it, so that a key is answered at once.

import { isJoin, kindOf } from "./design_kinds.js";
import { memoryOf, numbersIn, shapeText } from "./formulas.js";
import { formatNumber } from "./numbers.js";

const INPUT_NAME = "input";

// All layers in the order of the text, a join behind its branches: { name, inputs, part, path (where it is: keys into the design) }.
export const flatOf = (design) => {
  const [found, counts] = [[], {}];
  const nameOf = (part) => {
    const { name } = kindOf(part);
    counts[name] = (counts[name] ?? 0) + 1;
    return `${name}${counts[name]}`;
  };
  const addAll = (layers, start, path) => layers.reduce((last, part, n) => {
    const here = [...path, n];
    const inputs = isJoin(part) ? part.branches.map((branch, b) => addAll(branch, last, [...here, "branches", b])) : [last];
    const name = nameOf(part);
    found.push({ name, inputs, part, path: here });
    return name;
  }, start);
  addAll(design.layers, INPUT_NAME, ["layers"]);
  return found;
};

// Why PyTorch would refuse a layer whose sizes are right, or the page would.
const refusedWhy = ({ part }, given, row, most) => {
  const { takes } = part;
  const why = kindOf(part).refused?.(part);
  if (why) return why;
  if (takes && takes !== numbersIn(given[0])) {
    const numbers = formatNumber(numbersIn(given[0]));
    const product = given[0].length > 1 ? `${shapeText(given[0]).replaceAll(" × ", "·")} = ${numbers}` : numbers;
    return `${product} numbers meet weights for ${formatNumber(takes)}`;
  }
  if (numbersIn(row.shape) > most.numbers) return `it would give ${formatNumber(numbersIn(row.shape))} numbers; ${formatNumber(most.numbers)} are the most here`;
  if (Math.max(row.parameters.value, row.multiplications.value) > most.work) return `it would take more than ${formatNumber(most.work)} weights or multiplications`;
  return "";
};

// One layer on inputs of these shapes: what it makes, or { fault }.
export const rowOf = (node, given, most) => {
  const make = kindOf(node.part).row(node, given);
  const fault = make.fault ?? refusedWhy(node, given, make, most);
  return fault ? { fault } : { ...make, memory: memoryOf(make.shape) };
};

// What a unit sees, along rows and columns: [pixels, pixels from one unit's to the next's]; null where it sees all.
const seenBy = (part, given) => {
  const { kernel, stride } = part;
  if (kindOf(part).seesAll || given.includes(null)) return null;
  return [0, 1].map((a) => {
    const [size, jump] = given.map((one) => one[a]).reduce((best, one) => (one[0] > best[0] ? one : best));
    return kernel ? [size + (kernel[a] - 1) * jump, jump * stride] : [size, jump];
  });
};

// most: { numbers, work }. Gives { nodes, rows (up to the first that does not fit), fault, shapes by name }.
export const measureDesign = (design, most) => {
  const nodes = flatOf(design);
  const shapes = { [INPUT_NAME]: design.shape };
  const seen = { [INPUT_NAME]: [[1, 1], [1, 1]] };
  const rows = [];
  for (const node of nodes) {
    const given = node.inputs.map((name) => shapes[name]);
    const row = rowOf(node, given, most);
    if (row.fault) return { nodes, rows, shapes, fault: `${node.name} does not fit: ${row.fault}` };
    seen[node.name] = seenBy(node.part, node.inputs.map((name) => seen[name]));
    shapes[node.name] = row.shape;
    rows.push({ ...row, given, field: seen[node.name]?.map(([size]) => size) ?? null });
  }
  return { nodes, rows, shapes, fault: "" };
};

export const totalsOf = ({ rows }) => ({
  parameters: rows.reduce((sum, row) => sum + row.parameters.value, 0),
  multiplications: rows.reduce((sum, row) => sum + row.multiplications.value, 0),
  memory: rows.reduce((sum, row) => sum + row.memory.value, 0),
});
