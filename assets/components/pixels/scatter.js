// A pixel against its neighbour: how often each pair of numbers occurs, as a picture of 256 by 256 pairs.

export const BINS = 256;
const FEW_PAIRS = 4000; // pairs: each is drawn as a dot that can be seen
const DOT = 3; // cells of such a dot on each side
const FAINTEST = 0.25; // strength of a pair that occurs once

const widened = (counts) => {
  const wide = new Int32Array(counts.length);
  for (let y = 0; y < BINS; y += 1) {
    for (let x = 0; x < BINS; x += 1) {
      const count = counts[y * BINS + x];
      if (!count) continue;
      for (let dy = -DOT; dy <= DOT; dy += 1) {
        for (let dx = -DOT; dx <= DOT; dx += 1) {
          const [row, column] = [y + dy, x + dx];
          if (dx * dx + dy * dy > DOT * DOT + 1 || row < 0 || column < 0 || row >= BINS || column >= BINS) continue;
          wide[row * BINS + column] = Math.max(wide[row * BINS + column], count);
        }
      }
    }
  }
  return wide;
};

// The colours of a scatter, its first row at the top: counts as jointOf gives them; paper and ink are its ends.
export const scatterPixels = (counts, pairs, paper, ink) => {
  const shown = pairs <= FEW_PAIRS ? widened(counts) : counts;
  const most = Math.log1p(shown.reduce((largest, count) => Math.max(largest, count), 1));
  const colours = new Uint32Array(BINS * BINS);
  for (let y = 0; y < BINS; y += 1) {
    for (let x = 0; x < BINS; x += 1) {
      const count = shown[(BINS - 1 - y) * BINS + x];
      const strength = count ? FAINTEST + (1 - FAINTEST) * (Math.log1p(count) / most) : 0;
      const [red, green, blue] = paper.map((from, i) => Math.round(from + (ink[i] - from) * strength));
      colours[y * BINS + x] = (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
    }
  }
  return colours;
};
