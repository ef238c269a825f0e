// Stacks as the store has them: texts, as cnnviz/stack/text.py reads and writes them, and changes of their layers.

import { resizedSheet } from "../channels/fields.js";

const MOST_DIGITS = 10;
const shortest = (number) => String(Number(number.toPrecision(MOST_DIGITS)) + 0);
const cut = (numbers, length) => Array.from({ length: numbers.length / length }, (_, i) => numbers.slice(i * length, (i + 1) * length));

const convOf = ([taps, stride, padding, curve, count, ...texts]) => {
  const [side, filters] = [Number(taps), Number(count)];
  const numbers = texts.map(Number);
  const rows = cut(numbers.slice(0, -filters), side);
  const sheets = cut(rows, side);
  return {
    kind: "conv", taps: side, stride: Number(stride), padding: Number(padding), curve: curve.replaceAll("-", "_"),
    filters: cut(sheets, sheets.length / filters), biases: numbers.slice(-filters),
  };
};

// conv: { taps, stride, padding, curve, filters [f][c][row][column], biases }; pool: { pool, taps, stride, padding: 0 }.
export const layersOf = (text) => (text ? text.split("~").map((part) => {
  const [kind, ...fields] = part.split("_");
  return kind === "conv" ? convOf(fields) : { kind, pool: fields[0], taps: Number(fields[1]), stride: Number(fields[2]), padding: 0 };
}) : []);

export const layersText = (layers) => layers.map((layer) => {
  if (layer.kind === "pool") return ["pool", layer.pool, layer.taps, layer.stride].join("_");
  const { taps, stride, padding, curve, filters, biases } = layer;
  return ["conv", taps, stride, padding, curve.replaceAll("_", "-"), filters.length, ...filters.flat(3).map(shortest), ...biases.map(shortest)].join("_");
}).join("~");

// Brings each filter to as many sheets as maps come to it: what is missing repeats the last.
export const fittedLayers = (layers) => {
  let depth = 1;
  return layers.map((layer) => {
    if (layer.kind === "pool") return layer;
    const filters = layer.filters.map((filter) => Array.from({ length: depth }, (_, c) => filter[Math.min(c, filter.length - 1)]));
    depth = filters.length;
    return { ...layer, filters };
  });
};

const pick = (list, count) => Array.from({ length: count }, (_, i) => list[Math.min(i, list.length - 1)]);

// A layer with another number of maps, or a larger or smaller kernel.
export const withMaps = (layer, count) => ({ ...layer, filters: pick(layer.filters, count), biases: pick(layer.biases, count) });
export const withTaps = (layer, taps) => (layer.kind === "pool" ? { ...layer, taps } : { ...layer, taps, filters: layer.filters.map((filter) => filter.map((sheet) => resizedSheet(sheet, taps))) });

// A layer with one number typed anew: at: { f, c, row, column }, or { f } for its bias.
export const withNumber = (layer, { f, c, row, column }, value) => {
  const changed = structuredClone(layer);
  if (c === undefined) changed.biases[f] = value;
  else changed.filters[f][c][row][column] = value;
  return changed;
};

// A filter whose sheets are all the same kernel; the layer's other filters keep their numbers around the middle.
export const withKernel = (layer, f, kernel) => {
  const changed = withTaps(layer, kernel.length);
  return { ...changed, filters: changed.filters.map((filter, n) => (n === f ? filter.map(() => kernel) : filter)) };
};

export const newConv = () => ({ kind: "conv", taps: 3, stride: 1, padding: 0, curve: "linear", filters: [[[[0, 0, 0], [0, 1, 0], [0, 0, 0]]]], biases: [0] });
export const newPool = () => ({ kind: "pool", pool: "max", taps: 2, stride: 2, padding: 0 });

// In pieces: every other one is left out where there is no room.
export const shortTitle = ({ kind, pool, curve, taps }, curves) => {
  if (kind === "pool") return [`${taps}×${taps} ${pool}`, " pool"];
  return curve === "linear" ? [`${taps}×${taps}`, " kernel"] : [`${taps}×${taps}`, " kernel,", ` ${curves[curve]}`];
};

export const layerTitle = (layer, curves, pools) => {
  if (layer.kind === "pool") return `${layer.taps}×${layer.taps} ${pools[layer.pool]}`;
  const curve = layer.curve === "linear" ? "" : `, ${curves[layer.curve]}`;
  return `${layer.taps}×${layer.taps} convolution${curve}`;
};
