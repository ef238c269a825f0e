// What follows from the fields of a volume: { task, side: of the output, output }; the task's name; and what is looked at.

import { convolvedVolume, indexIn, outputSide, placesIn, shapeOf } from "../cnnviz/volume.js";
import { heldWithin } from "../pixel.js";
import { voxelWeights } from "./volume_kernel.js";

const NAMED = ["shape", "size", "volume_padding", "volume_stride", "volume_kernel"];

// As pages/ui/series/volume_view.py names it.
export const volumeKey = (fields) => ["volume", ...NAMED.map((name) => fields[name])].join("|");

export const computedVolume = ({ shape, size: n, volume_padding: padding, volume_stride: stride, volume_kernel: text }) => {
  const task = { values: shapeOf(shape, n), n, kernel: voxelWeights(text), padding, stride };
  const output = convolvedVolume(task);
  return { task, side: outputSide(task), output, largest: output.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
};

export const heldPlace = (place, side) => place.map((at) => heldWithin(at, side));

export const placeAtIndex = (i, side) => [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];

// Where the output is strongest; the first of several.
export const strongestPlace = ({ output, side, largest }) => placesIn(side)[Math.max(0, output.findIndex((value) => Math.abs(value) === largest))];

export const valueAtPlace = ({ output, side }, place) => output[indexIn(side, place)];

// The slices, rows and columns that a window covers, without its padding: marks on slices, and the corners of its box.
export const coveredBy = ({ sources }) => {
  const [slices, rows, columns] = sources.map((line) => line.filter((at) => at >= 0));
  const isAnywhere = slices.length && rows.length && columns.length;
  return {
    slices: isAnywhere ? slices : [], rows: [rows[0], rows.at(-1)], columns: [columns[0], columns.at(-1)],
    box: isAnywhere ? [[slices[0], rows[0], columns[0]], [slices.at(-1), rows.at(-1), columns.at(-1)]] : null,
  };
};
