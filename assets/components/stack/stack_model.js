// The stacks worked out: their layers, shapes, maps and colours, and what two of them differ in. Nothing is drawn here.

import { rangeOf } from "../channels/paint.js";
import { heldWithin } from "../pixel.js";
import { scalesOf, shareLast } from "./stack_columns.js";
import { clipped, slopeWork, slopesOf, spansOf } from "./stack_reach.js";
import { differenceText } from "./stack_said.js";
import { layersOf, layersText } from "./stack_text.js";
import { differenceOf, mapsOf, partsOf, planOf } from "./stack_work.js";

const AT_ONCE = 2_000_000; // multiplications of the slopes of a number that is only pointed at
const AT_MOST = 60_000_000; // of one that is looked at
const kept = new WeakMap(); // the picture's numbers as doubles
const texts = { one: null, differ: null };

const doubles = (values) => {
  if (!kept.has(values)) kept.set(values, Float64Array.from(values));
  return kept.get(values);
};

const sideOf = (text, source, most) => {
  const layers = layersOf(text);
  const plan = planOf(layers, source.size, most);
  const maps = mapsOf(layers, layers.map((layer) => layersText([layer])), plan, source);
  const levels = [{ maps: [source.values], shape: [1, ...source.size] }, ...maps.map((own, n) => ({ maps: own, shape: plan.shapes[n] }))];
  const fields = layers.map((_, n) => spansOf(layers.slice(0, n + 1), [0, 0])[0].rows);
  return { text, layers, ...plan, maps, levels, fields, scales: scalesOf({ layers, maps }, source.limits) };
};

const differenceBetween = ([one, other]) => {
  if (!other || !one.isWhole || !other.isWhole) return null;
  const [first, second] = [one.maps.at(-1), other.maps.at(-1)];
  if (texts.one?.[0] === first && texts.one[1] === second) return texts.differ;
  const maps = differenceOf(first, second);
  const range = maps && rangeOf(maps);
  texts.one = [first, second];
  texts.differ = { maps, shape: one.shapes.at(-1), told: maps ? differenceText(maps) : "The last maps have other sizes.", scale: maps && { isGrey: false, limits: [-range.end, range.end] } };
  return texts.differ;
};

// fields: as the store has them; part: the source that Python sent.
export const modelOf = (fields, part, most) => {
  const source = { ...part, values: doubles(part.values), size: Array.from(part.values.shape) };
  const sides = [fields.stack, fields.beside].filter(Boolean).map((text) => sideOf(text, source, most));
  shareLast(sides);
  sides.at(-1).difference = sides.length > 1 ? differenceBetween(sides) : null;
  return { source, sides, at: heldAt(sides, fields.at), predict: fields.predict, C: fields.maps };
};

// Where a map's largest number stands.
const largestIn = (map, columns) => {
  const at = map.reduce((best, value, n) => (value > map[best] ? n : best), 0);
  return [Math.floor(at / columns), at % columns];
};

// The place of a number, kept within what there is: of a place beyond its map, where the map has its largest
// number. A layer that does not fit has no numbers, but can be changed.
export const heldAt = (sides, [side, layer, map, row, column]) => {
  const s = Math.min(side, sides.length - 1);
  const n = heldWithin(layer, sides[s].layers.length);
  const shape = sides[s].shapes[n] ?? [sides[s].layers[n].filters?.length ?? 1, 1, 1];
  const plane = heldWithin(map, shape[0]);
  const made = sides[s].maps?.[n]?.[plane];
  if (made && (row >= shape[1] || column >= shape[2])) return [s, n, plane, ...largestIn(made, shape[2])];
  return [s, n, plane, heldWithin(row, shape[1]), heldWithin(column, shape[2])];
};

// The number at the same part of the picture in another layer.
export const movedTo = ({ sides, at }, side, layer, map = 0) => {
  const [from, to] = [sides[at[0]].shapes[at[1]], sides[side].shapes[layer]];
  if (!from || !to) return heldAt(sides, [side, layer, map, 0, 0]);
  return heldAt(sides, [side, layer, map, ...[1, 2].map((axis) => Math.floor(((at[axis + 2] + 0.5) / from[axis]) * to[axis]))]);
};

// All that is known of a number: null where its layer does not fit. isPinned: it may take longer.
export const knownOf = ({ source, sides }, at, isPinned) => {
  const [side, layer, plane, row, column] = at;
  const { layers, levels, maps, shapes } = sides[side];
  if (!maps[layer]) return null;
  const below = layers.slice(0, layer + 1);
  const spans = spansOf(below, [row, column]);
  const span = clipped(spans[0], source.size);
  const isShort = slopeWork(below, spans) <= (isPinned ? AT_MOST : AT_ONCE);
  return {
    at, spans, span, value: maps[layer][plane][row * shapes[layer][2] + column],
    parts: () => partsOf(layers[layer], levels[layer], [plane, row, column]),
    found: isShort && span.rows && span.columns ? slopesOf(below, levels, spans, [plane, row, column]) : null,
  };
};
