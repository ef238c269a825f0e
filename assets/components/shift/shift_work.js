// All that follows from a picture, its shift, a kernel and a pool: numbers only, nothing is drawn here.

import { compareMaps, convolvedMap, movedPicture, pooledMap, sizeUnder, stepsOf, undisturbed, undisturbedAfter } from "../cnnviz/whole_maps.js";

const AXES = ["rows", "columns"];

// The windows of an operation along both axes, of what pages/ui/shift/view.py packs.
export const linesOf = (header, blocks, name) => AXES.map((axis) => ({
  before: header[`${name} ${axis} before`],
  ...Object.fromEntries(["indices", "sources", "counted"].map((key) => [key, blocks[`${name} ${axis} ${key}`]])),
}));

// By how many cells map and pooled map should move; a pool without an even step should hold still.
const stepsOfBoth = (by, stride, pool) => {
  const isStill = by.every((pixels) => pixels === 0);
  return [stepsOf(by, stride), pool ? stepsOf(by, stride.map((each, axis) => each * pool[axis])) : { by: [0, 0], stride, isWhole: isStill }];
};

const cleanOf = ({ windows, pools, size, stride, poolStride }, by, [mapSteps, poolSteps]) => {
  const one = windows.map((line, axis) => undisturbed(line, size[axis], by[axis], mapSteps.by[axis] * stride[axis]));
  return [one, pools.map((line, axis) => undisturbedAfter(line, one[axis], poolSteps.by[axis] * (poolStride?.[axis] ?? 0)))];
};

// The work on one picture. source: of the store's parts; header, blocks: see view.py.
export const newWork = (source, header, blocks) => {
  const size = [source.height, source.width];
  const values = Float64Array.from(source.values, (value) => value * source.step);
  const [windows, pools] = ["windows", "pools"].map((name) => linesOf(header, blocks, name));
  const [mapSize, poolSize] = [sizeUnder(windows), sizeUnder(pools)];
  const { mode, stride, combine, pool, "pool stride": poolStride } = header;
  const mapOf = (picture) => convolvedMap(picture, size[1], blocks.kernels, windows, combine);
  const pooledOf = (map) => pooledMap(map, mapSize[1], pools, pool);
  const map = mapOf(values);
  const before = { picture: values, map, pooled: pooledOf(map) };
  const work = { size, mapSize, poolSize, windows, pools, stride, poolStride, before };
  return {
    ...work,
    // What follows when the picture has moved by [down, right].
    after(by) {
      const picture = movedPicture(values, size, by, mode);
      const moved = mapOf(picture);
      const pooled = pooledOf(moved);
      const steps = stepsOfBoth(by, stride, poolStride);
      const [clean, poolClean] = cleanOf(work, by, steps);
      return {
        by, picture, map: moved, pooled,
        ofMap: compareMaps(before.map, moved, mapSize, steps[0], clean),
        ofPooled: compareMaps(before.pooled, pooled, poolSize, steps[1], poolClean),
      };
    },
  };
};

const spanUnder = (line, from, to) => {
  const taps = line.indices.shape[1];
  const under = Array.from(line.indices.subarray(from * taps, (to + 1) * taps)).filter((at) => at >= 0).map((at) => at - line.before);
  return [Math.min(...under), Math.max(...under)];
};

// The part of the map, and of the picture, that a number sees: [[first row, last], [first column, last]] of each. level: 0 of the map, 1 of the pooled.
export const seenBy = ({ windows, pools, mapSize }, [level, row, column]) => {
  const cells = level === 0 ? [[row, row], [column, column]] : pools.map((line, axis) => spanUnder(line, [row, column][axis], [row, column][axis]));
  const inMap = cells.map(([first, last], axis) => [Math.max(0, first), Math.min(mapSize[axis] - 1, last)]);
  return { map: inMap, picture: windows.map((line, axis) => spanUnder(line, ...inMap[axis])) };
};

// The numbers of the picture under the window of one number of the map, 0 in the padding; by rows.
export const valuesUnder = ({ windows: [rows, columns], size }, picture, row, column) => {
  const sources = (line, index) => {
    const taps = line.indices.shape[1];
    return Array.from(line.indices.subarray(index * taps, (index + 1) * taps)).map((at) => line.sources[at]);
  };
  const along = sources(columns, column);
  return sources(rows, row).flatMap((from) => along.map((at) => (from < 0 || at < 0 ? 0 : picture[from * size[1] + at])));
};

// The numbers of the map under a pool's window, without what lies outside.
export const pooledUnder = (work, map, [, row, column]) => {
  const { pools: [rows, columns], mapSize } = work;
  const cells = (line, index) => {
    const taps = line.indices.shape[1];
    return Array.from(line.indices.subarray(index * taps, (index + 1) * taps)).map((at) => (at < 0 ? -1 : line.sources[at])).filter((at) => at >= 0);
  };
  const along = cells(columns, column);
  return cells(rows, row).flatMap((from) => along.map((at) => map[from * mapSize[1] + at]));
};
