// Operations that make one number of one number: an activation, and flatten, which only puts it elsewhere.

import { resultValue, sourceValue } from "./reading.js";

const one = (model, plane, row, column) => ({
  window: [[[sourceValue(model.source, plane, row, column)]]], weights: null, products: null, partial: [], bias: 0, channels: [plane],
});

// slope: how steep the activation is at this very value, sent along with the outputs.
export const explainActivation = (model, place) => {
  const { result } = model;
  return {
    ...one(model, place.plane, place.row, place.column), name: result.function,
    slope: resultValue({ ...result, values: result.slope }, place), total: resultValue(result, place),
  };
};

export const explainFlatten = (model, place) => {
  const { source, result } = model;
  const [row, column] = [Math.floor(place.column / source.width), place.column % source.width];
  const index = place.row * result.width + place.column;
  return { ...one(model, place.row, row, column), map: place.row, row, column, index, title: `number ${index}`, total: resultValue(result, place) };
};

// FlattenTrace: { map, row, column, index }; where it went in a vector of maps · rows · columns numbers.
export const flattenSentence = ({ map, row, column, index }, result) => {
  const [rows, columns] = result.map_size;
  return `map ${map}, row ${row}, column ${column} becomes number (${map}·${rows} + ${row})·${columns} + ${column} = ${index} of ${result.height * result.width}`;
};
