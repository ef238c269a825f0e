// Defaults that operations spread into their rows, and functions that several of them use.

import { axisOf } from "../reading.js";

const sameAxes = ({ windows }, { row, column }) => [axisOf(windows, "rows", row), axisOf(windows, "columns", column)];

export const commonOperation = {
  // Where the window of an output lies, along both axes: { padded, inside } for each.
  axes: sameAxes,
  // Do positions of the window that lie outside count as 0?
  countsAsZero: () => true,
  // Does the padding count as 0 in any output?
  padsWithZero: () => true,
  // The names of the tiles. Of several channels each is named.
  windowName: ({ window, names }, channel) => (window.length > 1 ? `${names[channel]}, under the window` : "Under the window"),
  weightsName: () => "Weights",
  productsName: () => "Products",
  // What follows the tile of the products, and what the table calls a product.
  afterProducts: "=",
  product: "product",
  // What the positions of the window are that are framed.
  chosenName: () => "",
  // Is the window a list of scores, each with a name?
  isList: false,
  // Which number of a flattened vector a weight meets, in words: (explanation, channel, i, j). Null where nothing was flattened.
  entryName: null,
  // Lines of the box that adds up all channels, where each channel has a line of its own.
  together: null,
};

// For an operation whose output depends on its own plane, or on all.
export const ownPlane = (model, { plane }) => [plane];
export const allPlanes = () => null;

// The outputs that a weight, or a position in the window, contributes to: of all planes, in the rows given.
export const ofAllKernels = (result, position, rows) => ({ planes: null, rows });
