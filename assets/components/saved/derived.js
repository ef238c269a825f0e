// What a saved page is not given as it follows from the picture: the colours of an output, as exactly as its numbers do, and pixels.

import { indexOf } from "../cnnviz/colours.js";
import { convolvedMap } from "../cnnviz/whole_maps.js";

const lineOf = (windows, name, before) => ({ before, indices: windows[name], sources: windows[`padded_${name}`], counted: windows[`counted_${name}`] });

// One map of the result. source.values travel in steps.
const mapOf = ({ source, windows, result }, plane, lines) => {
  const size = source.height * source.width;
  const values = Float64Array.from(source.values.subarray(plane * size, (plane + 1) * size), (value) => value * source.step);
  const { weights, scaling } = result;
  const [kernels, , rows, columns] = weights.shape;
  const made = convolvedMap(values, source.width, Object.assign(weights.subarray(), { shape: [kernels, rows, columns] }), lines, result.combine);
  return scaling ? made.map((sum) => scaling.factor * sum + scaling.offset) : made;
};

// The index of each output in the palette. result.derived: the rule of its colours, see KernelLesson.derived in pages/ui/kernels/lesson.py.
export const derivedIndex = (model) => {
  const { windows, result } = model;
  const lines = [lineOf(windows, "rows", windows.top), lineOf(windows, "columns", windows.left)];
  const { absolute, ...rule } = result.derived;
  const index = new Uint8Array(result.planes * result.height * result.width);
  for (let plane = 0; plane < result.planes; plane += 1) {
    const made = mapOf(model, plane, lines);
    const start = plane * result.height * result.width;
    for (let at = 0; at < made.length; at += 1) index[start + at] = indexOf(absolute ? Math.abs(made[at]) : made[at], rule);
  }
  return Object.assign(index, { shape: [result.planes, result.height, result.width] });
};

// The pixels of a picture in colours, of its three maps of whole numbers.
export const wovenPixels = ({ values, height, width }) => {
  const size = height * width;
  return Uint8Array.from({ length: 3 * size }, (_, i) => values[(i % 3) * size + Math.floor(i / 3)]);
};
