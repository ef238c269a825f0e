// What follows from the fields of a volume: { task, size: of the output, output, largest, brightest: of the shape }; the task's name; and what
// is looked at.

import { convolvedVolume, indexIn, outputSize, placeAtIndex, shapeOf } from "../cnnviz/volume.js";
import { voxelNumbers } from "../cnnviz/volume_text.js";
import { heldWithin } from "../pixel.js";

const sizeOfLargest = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
export const isOwn = ({ shape }) => /\s/.test(shape); // names of shapes are words

const NAMED = ["shape", "size", "volume_padding", "volume_stride", "volume_kernel"];

// As pages/ui/series/volume_view.py names it.
export const volumeKey = (fields) => ["volume", ...NAMED.map((name) => fields[name])].join("|");

export const computedVolume = (fields) => {
  const { shape, size: n, volume_padding: padding, volume_stride: stride, volume_kernel: text } = fields;
  const given = isOwn(fields) ? voxelNumbers(shape) : { values: shapeOf(shape, n), size: [n, n, n] };
  const { values: kernel, size: taps } = voxelNumbers(text);
  const task = { ...given, kernel, taps, padding, stride };
  const output = convolvedVolume(task);
  return { task, size: outputSize(task), output, largest: sizeOfLargest(output), brightest: sizeOfLargest(given.values) };
};

export const heldPlace = (place, size) => place.map((at, axis) => heldWithin(at, size[axis]));

// Where the output is strongest; the first of several.
export const strongestPlace = ({ output, size, largest }) => placeAtIndex(Math.max(0, output.findIndex((value) => Math.abs(value) === largest)), size);

export const valueAtPlace = ({ output, size }, place) => output[indexIn(size, place)];

// The slices, rows and columns that a window covers, without its padding: marks on slices, and the corners of its box.
export const coveredBy = ({ sources }) => {
  const [slices, rows, columns] = sources.map((line) => line.filter((at) => at >= 0));
  const isAnywhere = slices.length && rows.length && columns.length;
  return {
    slices: isAnywhere ? slices : [], rows: [rows[0], rows.at(-1)], columns: [columns[0], columns.at(-1)],
    box: isAnywhere ? [[slices[0], rows[0], columns[0]], [slices.at(-1), rows.at(-1), columns.at(-1)]] : null,
  };
};
