// The picture as numbers: as it was sent, with what was typed over. Each result is kept until what it follows from changes.

import { reducedOf } from "../cnnviz/flat.js";
import { permutationOf, shuffledBy } from "../cnnviz/pixel_order.js";

// Keeps the last result of a function of a few values.
export const kept = (compute) => {
  let [given, result] = [null, null];
  return (...values) => {
    if (!given || values.some((value, i) => value !== given[i])) [given, result] = [values, compute(...values)];
    return result;
  };
};

export const greyOf = ([red, green, blue], [r, g, b]) => r * red + g * green + b * blue;

// Halves go to the even number, as in Python.
const whole = (value) => {
  const near = Math.round(value);
  return near - value === 0.5 && near % 2 ? near - 1 : near;
};

const typedOver = (source, typed, luma) => {
  const [channels, rows, columns] = source.values.shape;
  const area = rows * columns;
  const values = Float64Array.from(source.values);
  const grey = channels === 3 ? Float64Array.from(source.grey) : values;
  for (const [channel, row, column, value] of typed) {
    if (channel >= channels || row >= rows || column >= columns) continue;
    const at = row * columns + column;
    values[channel * area + at] = value;
    if (channels === 3) grey[at] = whole(greyOf([values[at], values[area + at], values[2 * area + at]], luma));
  }
  return { ...source, channels, size: [rows, columns], area, values, grey };
};

export const newPictureState = () => {
  const [picture, small, order, shuffled] = [kept(typedOver), kept(reducedOf), kept(permutationOf), kept(shuffledBy)];
  const smallOrder = kept(permutationOf);
  let [text, typed] = ["", []];
  return {
    // The list that was sent last is kept as long as it says the same.
    picture(source, told, luma) {
      if (JSON.stringify(told) !== text) [text, typed] = [JSON.stringify(told), told];
      return picture(source, typed, luma);
    },
    small: ({ grey, size }, side) => small(grey, size, side),
    smallOrder: (count, seed) => smallOrder(count, seed),
    shuffled: ({ grey, area }, seed) => shuffled(order(area, seed), grey),
  };
};
