// All maps of a stack, as cnnviz/stack computes them. What was computed is kept, so that a change costs only the layers behind it.

import { addCorrelated, windowAt, windowsAlong } from "../cnnviz/correlate.js";
import { CURVES } from "./stack_curves.js";

const KEPT_NUMBERS = 40_000_000; // of all maps that are kept
const madeOf = new Map(); // by the layers that made them, the oldest first

const areaOf = ([, rows, columns]) => rows * columns;
const depthOf = (layer, depth) => (layer.kind === "pool" ? depth : layer.filters.length);

// Where a stack leads to, before anything is computed: the shapes [maps, rows, columns] of all layers that can be, and whether these are all.
export const planOf = (layers, size, most) => {
  let [shape, work, numbers] = [[1, ...size], 0, 0];
  const shapes = [];
  for (const layer of layers) {
    const next = [depthOf(layer, shape[0]), ...shape.slice(1).map((side) => windowsAlong(side, layer.taps, layer))];
    if (Math.min(...next) < 1) break;
    work += areaOf(next) * next[0] * layer.taps ** 2 * (layer.kind === "pool" ? 1 : shape[0]);
    numbers += areaOf(next) * next[0];
    if (work > most.work || numbers > most.numbers) break;
    shapes.push(next);
    shape = next;
  }
  return { shapes, isWhole: shapes.length === layers.length };
};

const pooledMap = (map, width, { pool, taps, stride }, [, rows, columns]) => {
  const made = new Float64Array(rows * columns);
  const [isMax, isMean] = [pool === "max", pool === "average"];
  const isBest = isMax || pool === "min";
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const first = y * stride * width + x * stride;
      let [best, total] = [map[first], 0];
      for (let i = 0; i < taps; i += 1) {
        for (let at = first + i * width; at < first + i * width + taps; at += 1) {
          const value = map[at];
          if (isMax ? value > best : value < best) best = value;
          total += value;
        }
      }
      made[y * columns + x] = isBest ? best : isMean ? total / (taps * taps) : total;
    }
  }
  return made;
};

const convolvedBy = (layer, maps, [, ...size], shape) => layer.filters.map((filter, f) => {
  const made = new Float64Array(areaOf(shape)).fill(layer.biases[f]);
  maps.forEach((map, c) => addCorrelated(made, shape.slice(1), map, size, filter[c], layer));
  if (layer.curve === "linear") return made;
  const { value } = CURVES[layer.curve];
  for (let i = 0; i < made.length; i += 1) made[i] = value(made[i]);
  return made;
});

const keptFor = (key, makeMaps) => {
  const found = madeOf.get(key) ?? makeMaps();
  madeOf.delete(key);
  madeOf.set(key, found);
  let total = [...madeOf.values()].reduce((sum, maps) => sum + maps.length * maps[0].length, 0);
  for (const [old, maps] of madeOf) {
    if (total <= KEPT_NUMBERS || old === key) break;
    total -= maps.length * maps[0].length;
    madeOf.delete(old);
  }
  return found;
};

// The maps of each layer that can be computed: [layer][map], Float64Array. source: { id, values, size }; texts: of the layers.
export const mapsOf = (layers, texts, plan, source) => {
  let [maps, shape, key] = [[source.values], [1, ...source.size], source.id];
  return plan.shapes.map((next, n) => {
    const [layer, before, from] = [layers[n], maps, shape];
    key += `~${texts[n]}`;
    maps = keptFor(key, () => (layer.kind === "pool" ? before.map((map) => pooledMap(map, from[2], layer, next)) : convolvedBy(layer, before, from, next)));
    shape = next;
    return maps;
  });
};

// How a number is made: its window on each map before it, and the sum before it is bent. before: { maps, shape } of the layer before.
export const partsOf = (layer, before, [f, row, column]) => {
  const windowOn = (c) => windowAt(before.maps[c], before.shape.slice(1), layer.taps, [row, column], layer);
  if (layer.kind === "pool") return { terms: [{ c: f, window: windowOn(f) }] };
  const terms = layer.filters[f].map((kernel, c) => {
    const window = windowOn(c);
    return { c, window, kernel, sum: window.flat().reduce((total, value, i) => total + value * kernel.flat()[i], 0) };
  });
  return { terms, bias: layer.biases[f], sum: terms.reduce((total, term) => total + term.sum, layer.biases[f]) };
};

// The last maps of two stacks, one minus the other: null where they are not of one shape.
export const differenceOf = (one, other) => {
  if (one.length !== other.length || one[0].length !== other[0].length) return null;
  return one.map((map, n) => map.map((value, i) => value - other[n][i]));
};
