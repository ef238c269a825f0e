// Flatten only moves numbers; its sentence is that of FlattenTrace. The vector is drawn with a map in each line.

import { resultValue, singleValue } from "../reading.js";
import { commonOperation, ofAllKernels } from "./common.js";

const mapPosition = ({ source }, { row, column }) => ({ plane: row, row: Math.floor(column / source.width), column: column % source.width });

const explainFlatten = (model, position) => {
  const { result } = model;
  const before = mapPosition(model, position);
  const index = position.row * result.width + position.column;
  return {
    ...singleValue(model, before), map: before.plane, row: before.row, column: before.column, index,
    title: `number ${index}`, total: resultValue(result, position),
  };
};

const flattenSentence = ({ map, row, column, index }, result) => {
  const [rows, columns] = result.map_size;
  return `map ${map}, row ${row}, column ${column} becomes number (${map}·${rows} + ${row})·${columns} + ${column} = ${index} of ${result.height * result.width}`;
};

export const flattenOperation = {
  ...commonOperation,
  explain: explainFlatten,
  sentence: flattenSentence,
  sumLines: ({ title, total }) => [[title, total]],
  planesOf: (model, { row }) => [row],
  touchedBy: ({ source }, { plane, row, column }) => ({ planes: [0], rows: [plane], columns: [row * source.width + column] }),
  ofKernel: ofAllKernels,
  slides: false,
  ending: ({ result }, { rows: [line], columns: [index] }) => `becomes number ${line * result.width + index}.`,
  // A line's number names a row and a column of the map.
  axes: (model, position) => {
    const { row, column } = mapPosition(model, position);
    return [row, column].map((at) => ({ padded: [at], inside: [at] }));
  },
  windowName: () => "In its map",
};
