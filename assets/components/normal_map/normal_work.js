// The work on one picture under one border: sums once, vectors for each strength, brightness for each place of the lamp.

import { brightnessAt, brightnessOf, colourOf, lampAt, sumsOf, vectorOf, vectorsOf } from "../cnnviz/normal_map.js";

// source: of the store's parts; header, blocks: see pages/ui/normal_map/view.py.
export const newWork = (source, header, blocks) => {
  const size = [source.height, source.width];
  const heights = Float64Array.from(source.values, (value) => value * source.step);
  const lines = ["rows", "columns"].map((axis) => ({
    before: header[`${axis} before`], indices: blocks[`${axis} indices`], sources: blocks[`${axis} sources`],
  }));
  const sums = sumsOf(heights, size[1], blocks.kernels, lines);
  const [around, across] = lines.map((line) => line.sources);
  const work = { name: `${header.source} ${header.mode}`, size, heights, sums, span: header.span, ramp: header.ramp, kernels: blocks.kernels, strength: null, lamp: null };
  return Object.assign(work, {
    // fields: the view's.
    set({ nm_strength: strength, nm_green: green, light, nm_height: height }) {
      const isStronger = strength !== work.strength;
      const lamp = lampAt(light, height, size);
      const isMoved = String(lamp) !== String(work.lamp);
      work.scale = strength / (header.ramp * header.span);
      if (isStronger) work.vectors = vectorsOf(sums, work.scale);
      if (isStronger || isMoved) work.bright = brightnessOf(work.vectors, size, lamp);
      Object.assign(work, { strength, lamp, green: green === "directx" ? -1 : 1 });
    },
    // All that is said of a pixel.
    at([row, column]) {
      const at = row * size[1] + column;
      const window = [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => {
        const [from, to] = [around[row + i], across[column + j]];
        return from < 0 || to < 0 ? 0 : heights[from * size[1] + to];
      }));
      const [right, down] = sums.map((each) => each[at]);
      const vector = vectorOf(right, down, work.scale);
      return { window, sums: [right, down], ...vector, colour: colourOf(vector.unit, work.green), ...brightnessAt(vector.unit, [row, column], work.lamp) };
    },
  });
};
