// What a design's layers make and cost, letter for letter as cnnviz/designs/measured.py and cnnviz/architectures have it, so that a key is
// answered at once.

import { addedUp, convMultiplications, convParameters, numbersIn, denseMultiplications, denseParameters, memoryOf, named, nothing, outputSize, shapeText, sizeFormula } from "./formulas.js";
import { formatNumber } from "./numbers.js";
import { isJoin, isWindow } from "./design_text.js";

const INPUT_NAME = "input";
const CALLED = { max: "pool", avg: "pool", dense: "fc", mean: "gap", response: "norm", concat: "cat" };
const NEEDS_MAPS = "put it before the first dense layer";
const ON_ROW = { mean: "it works on maps, but gets a row of numbers", response: "it works on maps, but gets a row of numbers" };
const WORK = { mean: "it adds, and divides once a map", response: "not counted: no weights", add: "it adds", concat: "it stacks maps" };
const VERBS = { add: "added", concat: "stacked" };

// All layers in the order of the text, a join behind its branches: { name, inputs, part, path (where it is: keys into the design) }.
export const flatOf = (design) => {
  const [found, counts] = [[], {}];
  const nameOf = (kind) => {
    const name = CALLED[kind] ?? kind;
    counts[name] = (counts[name] ?? 0) + 1;
    return `${name}${counts[name]}`;
  };
  const addAll = (layers, start, path) => layers.reduce((last, part, n) => {
    const here = [...path, n];
    const inputs = isJoin(part) ? part.branches.map((branch, b) => addAll(branch, last, [...here, "branches", b])) : [last];
    const name = nameOf(part.kind);
    found.push({ name, inputs, part, path: here });
    return name;
  }, start);
  addAll(design.layers, INPUT_NAME, ["layers"]);
  return found;
};

const windowRow = (layer, [given]) => {
  if (given.length === 1) return { fault: `a window slides over maps, but this layer gets a row of numbers; ${NEEDS_MAPS}` };
  const { kernel, stride, padding, kind, groups } = layer;
  const axes = [0, 1].map((a) => outputSize(given[a + 1], kernel[a], stride, padding[a], layer.ceil));
  const misfit = axes.find(({ fault }) => fault);
  if (misfit) return misfit;
  const isConv = kind === "conv";
  const shape = [isConv ? layer.units : given[0], axes[0].size, axes[1].size];
  const [rows, columns] = axes.map((made, a) => sizeFormula(given[a + 1], kernel[a], stride, padding[a], made));
  const isSquare = given[1] === given[2] && kernel[0] === kernel[1] && padding[0] === padding[1];
  const sizes = isSquare ? [rows] : [rows, columns];
  if (isConv && (given[0] % groups || layer.units % groups)) {
    return { fault: `${given[0]} channels and ${layer.units} filters can't be split into ${groups} equal groups; use a number of groups that divides both` };
  }
  const learns = isConv ? convParameters(layer, given[0]) : nothing("pooling learns nothing");
  const work = isConv ? convMultiplications(layer, given[0], shape) : nothing(kind === "max" ? "it only compares" : "it adds, and divides once an output");
  return { shape, sizes, parameters: learns, multiplications: work, rest: Math.max(axes[0].rest, axes[1].rest) };
};

const denseRow = ({ units }, [given]) => ({
  shape: [units], sizes: [named("units", units)], parameters: denseParameters(given, units), multiplications: denseMultiplications(numbersIn(given), units),
});

const plainRow = ({ inputs, part: { kind } }, given) => {
  const [first] = given;
  if (ON_ROW[kind] && first.length === 1) return { fault: `${ON_ROW[kind]}; ${NEEDS_MAPS}` };
  const differs = given.findIndex((one) => (kind === "add" ? String(one) !== String(first) : String(one.slice(1)) !== String(first.slice(1))));
  if (differs > 0) {
    const texts = [first, given[differs]].map(([maps, ...sides]) => [...sides, maps].join(" × "));
    return { fault: `${inputs[0]} gives ${texts[0]} and ${inputs[differs]} ${texts[1]}; only maps of one size can be ${VERBS[kind]}` };
  }
  const maps = given.map(([one]) => one);
  const size = { mean: () => named("a number for each map", 1), concat: () => addedUp(inputs, maps) }[kind] ?? (() => named("maps", first[0]));
  const shape = { mean: [first[0], 1, 1], concat: [maps.reduce((sum, one) => sum + one, 0), ...first.slice(1)] }[kind] ?? first;
  return { shape, sizes: [size()], parameters: nothing("it learns nothing"), multiplications: nothing(WORK[kind]) };
};

// Why PyTorch would refuse a layer whose sizes are right, or the page would.
const refusedWhy = ({ part }, given, row, most) => {
  const { kind, kernel, stride, padding, ceil, takes } = part;
  if (kind === "max" || kind === "avg") {
    if (2 * padding[0] > kernel[0]) return `a pool’s padding is at most half its kernel; use padding ≤ ${Math.floor(kernel[0] / 2)} or a larger kernel`;
    if (ceil && (padding[0] || stride > kernel[0])) return "windows are rounded up only with padding 0 and a stride up to the kernel";
  }
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
  const make = isWindow(node.part) ? windowRow(node.part, given) : node.part.kind === "dense" ? denseRow(node.part, given) : plainRow(node, given);
  const fault = make.fault ?? refusedWhy(node, given, make, most);
  return fault ? { fault } : { ...make, memory: memoryOf(make.shape) };
};

// What a unit sees, along rows and columns: [pixels, pixels from one unit's to the next's]; null where it sees all.
const seenBy = ({ kind, kernel, stride }, given) => {
  if (kind === "dense" || kind === "mean" || given.includes(null)) return null;
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
