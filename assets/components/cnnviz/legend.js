// What a colour scale shows beside maps, and what it says of the numbers beyond its ends.

import { paletteAt } from "../payload.js";

// The strip of a scale's colours, one pixel each: from the scale's first index to its last. Those that do not occur are transparent.
export const stripOf = (palette, [from, to], [first, last]) =>
  paletteAt(palette, 0).fill(0, 0, first).fill(0, last + 1).slice(from, to + 1);

// What pressing the scale does. full: do the colours reach as far as the numbers?
export const switchTitle = (full) =>
  (full ? "Let the colours end earlier, so that most numbers show more strongly" : "A few numbers lie beyond the colours: show the full range");
