// The layer worked out: what each filter multiplies by, its maps, and how one of their numbers is made. Nothing is drawn here.

import { addCorrelated, correlated, windowAt, windowsAlong } from "../cnnviz/correlate.js";
import { heldWithin } from "../pixel.js";
import { biasesOf, filtersOf, mixOf, offOf } from "./fields.js";

const MOST_KEPT = 64;
const kept = new Map(); // maps by what they are made from, the oldest first

const keptMap = (key, makeMap) => {
  const found = kept.get(key) ?? makeMap();
  kept.delete(key);
  kept.set(key, found);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  return found;
};

const misfit = ([height, width], taps, padding) => {
  const least = Math.ceil((taps - Math.min(height, width)) / 2);
  return `A ${taps}×${taps} kernel does not fit a ${height}×${width} image with padding ${padding}; use padding ≥ ${least} or a smaller kernel.`;
};

// source: { id, names, values with .shape }; fields: as the store has them.
export const layerOf = (fields, source) => {
  const [filters, biases, mix, off] = [filtersOf(fields.filters), biasesOf(fields.biases), mixOf(fields.mix), offOf(fields.off)];
  const [depth, height, width] = source.values.shape;
  const [taps, size] = [filters[0][0].length, [height, width]];
  const geometry = { stride: fields.stride, padding: fields.padding };
  const out = size.map((side) => windowsAlong(side, taps, geometry));
  const [isSeparable, chosen] = [fields.way === "separable", heldWithin(fields.chosen, filters.length)];
  const isOn = (...name) => !off.has(name.join("."));
  const bare = (f, c) => (isSeparable ? filters[0][c] : filters[f][c]);
  const share = (f, c) => (isSeparable ? mix[f][c] : 1) * Number(isOn(f, c));
  return {
    ...fields, source, filters, biases, mix, off, depth, taps, size, geometry, out, isSeparable, chosen, isOn, bare, share,
    channels: Array.from({ length: depth }, (_, c) => source.values.subarray(c * height * width, (c + 1) * height * width)),
    active: filters.flatMap((_, f) => (isOn(f) ? [f] : [])),
    bias: (f) => (isOn(f, "b") ? biases[f] : 0),
    fault: out.every((side) => side > 0) ? "" : misfit(size, taps, fields.padding),
    at: fields.at.map((place, axis) => heldWithin(place, Math.max(1, out[axis]))),
    stage: Math.min(fields.stage, depth + 2),
  };
};

const keyOf = (layer, ...rest) => JSON.stringify([layer.source.id, layer.geometry, ...rest]);

// What a channel's kernel makes of it, before a separable layer weighs it: the partial map, as it is drawn.
export const partialMap = (layer, f, c) => {
  const kernel = layer.bare(f, c);
  return keptMap(keyOf(layer, c, kernel), () => correlated(layer.out, layer.channels[c], layer.size, kernel, layer.geometry));
};

const sumKey = (layer, f, count, bias) =>
  keyOf(layer, "sum", Array.from({ length: count }, (_, c) => [layer.bare(f, c), layer.share(f, c)]), bias);

// Whether a filter's whole map is computed already.
export const isReady = (layer, f) => kept.has(sumKey(layer, f, layer.depth, layer.bias(f)));

// The sum of a filter's partial maps, and its bias if `hasBias`; only of the first channels, if so many are given.
export const outputMap = (layer, f, count = layer.depth, hasBias = true) => {
  const bias = hasBias ? layer.bias(f) : 0;
  return keptMap(sumKey(layer, f, count, bias), () => {
    const sum = new Float64Array(layer.out[0] * layer.out[1]).fill(bias);
    layer.channels.slice(0, count).forEach((_, c) => {
      const [sheet, share] = [layer.bare(f, c), layer.share(f, c)];
      if (!share) return;
      const weighed = share === 1 ? sheet : sheet.map((row) => row.map((weight) => weight * share));
      addCorrelated(sum, layer.out, layer.channels[c], layer.size, weighed, layer.geometry);
    });
    return sum;
  });
};

// How the chosen filter comes to a number: for each channel its window, what it was multiplied by, and what that adds.
export const traceAt = (layer, [row, column]) => {
  const { chosen: f, taps, geometry, size } = layer;
  const terms = layer.channels.map((channel, c) => {
    const window = windowAt(channel, size, taps, [row, column], geometry);
    const kernel = layer.bare(f, c);
    const sum = window.flat().reduce((total, value, i) => total + value * kernel.flat()[i], 0);
    return { channel: c, window, kernel, sum, share: layer.share(f, c), part: sum * layer.share(f, c) };
  });
  const bias = layer.bias(f);
  return { terms, bias, total: terms.reduce((total, { part }) => total + part, 0) + bias };
};

// The output whose window has an input's pixel in its middle, or nearly.
export const outputAround = (layer, place) =>
  place.map((pixel, axis) => heldWithin(Math.round((pixel + layer.padding - (layer.taps - 1) / 2) / layer.stride), layer.out[axis]));

// The input's pixel under a weight, [i, j], at an output.
export const pixelUnderTap = (layer, at, tap) => at.map((place, axis) => place * layer.stride + tap[axis] - layer.padding);
