// How a layer is shown: the palettes and the ends of their colours, what is hidden, and what is still to be computed.

import { formOf } from "../cnnviz/palettes.js";
import { isDark } from "../theme.js";
import { isReady, outputMap, partialMap } from "./layer.js";
import { rangeOf } from "./paint.js";

const SMALL = 65_536; // numbers of all channels: so many take a few milliseconds for all filters

// asked: of asked.js
export const newLooks = (root, asked) => {
  const ranges = {};
  // A range is found once for the maps that it is of.
  const rangeFor = (name, key, maps) => {
    if (ranges[name]?.key !== key) ranges[name] = { key, ...rangeOf(maps()) };
    return ranges[name];
  };
  const outputsOf = (layer, on, keys) => rangeFor("outputs", on.map((f) => keys[f]).join(), () => on.map((f) => outputMap(layer, f)));
  const partialsOf = (layer) => {
    const kernels = layer.channels.map((_, c) => layer.bare(layer.chosen, c));
    return rangeFor("partials", JSON.stringify([layer.source.id, layer.geometry, kernels]), () => Array.from({ length: layer.depth }, (_, c) => partialMap(layer, layer.chosen, c)));
  };
  return (layer) => {
    const { source, filters, chosen, channels } = layer;
    const hasMaps = !layer.fault;
    const keys = filters.map((_, f) => JSON.stringify([source.id, layer.geometry, filters[layer.isSeparable ? 0 : f], channels.map((__, c) => layer.share(f, c)), layer.bias(f)]));
    const [isSizeHidden, isHidden] = [asked.isSizeHidden(), asked.isHidden()];
    // Of a large picture the other filters' maps follow in the next frames, one in each.
    const isLarge = source.values.length > SMALL;
    const waiting = hasMaps && isLarge ? layer.active.filter((f) => f !== chosen && !isReady(layer, f)) : [];
    const on = layer.active.filter((f) => !(isHidden && f === chosen) && !waiting.includes(f));
    const [outputs, partials] = hasMaps ? [outputsOf(layer, on, keys), partialsOf(layer)] : [{ end: 0 }, { end: 0 }];
    const dark = isDark(root);
    return {
      hasMaps, isHidden, isSizeHidden, blank: !hasMaps ? [1, 1] : isSizeHidden ? layer.size : layer.out, waiting, keys, ranges: { outputs, partials },
      outputs: [-outputs.end, outputs.end], partials: [-partials.end, partials.end],
      palettes: { grey: formOf(source.grey, dark), signed: formOf(source.signed, dark) },
    };
  };
};
