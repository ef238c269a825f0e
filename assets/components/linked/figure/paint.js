// Colours for the tiles: a source pixel as its figure shows it, and signed numbers in the signed palette.

import { colourAt, indexOf } from "../../cnnviz/colours.js";
import { colourOf } from "./pixels.js";

export const paintOf = ({ source, result }) => ({
  source: (plane, row, column) => colourOf(source, plane, row, column),
  signed: (value, limit) => colourAt(result.signed, indexOf(value, { low: -limit, high: limit, ...result.signed_rule })),
});
