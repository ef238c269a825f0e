// A map drawn smaller than it is. Averaged, a red and a blue pixel would give a grey that stands for neither.

// The first of so many that comes to lie on each part, and the end.
const firstsOf = (length, parts) => Int32Array.from({ length: parts + 1 }, (_, part) => Math.ceil((part * length) / parts));

// Of the pixels that come to lie on one, the one whose number is strongest is shown: of as many pixels as indices into a palette, both by
// rows; strengths: of each index. Sizes are [width, height]; the second is no larger than the first. shown: takes what is returned.
export const strongestPixels = (pixels, indices, strengths, [width, height], [across, down], shown = new Uint32Array(across * down)) => {
  const [columns, rows] = [firstsOf(width, across), firstsOf(height, down)];
  const to = Int32Array.from({ length: width }, (_, x) => Math.floor((x * across) / width));
  const further = to.map((_, x) => x).filter((x) => x > 0 && to[x] === to[x - 1]);
  const from = new Int32Array(across); // of the row that is written: which pixels are shown
  // Without a branch: among noise, processors guess which one is stronger, and guess wrong.
  const compare = (column, at) => {
    const isStronger = (strengths[indices[from[column]]] - strengths[indices[at]]) >> 31; // all bits, or none
    from[column] += (at - from[column]) & isStronger;
  };
  for (let row = 0; row < down; row += 1) {
    const [line, start, end] = [row * across, rows[row] * width, rows[row + 1] * width];
    for (let column = 0; column < across; column += 1) from[column] = start + columns[column];
    for (let n = 0; n < further.length; n += 1) compare(to[further[n]], start + further[n]);
    for (let next = start + width; next < end; next += width) for (let x = 0; x < width; x += 1) compare(to[x], next + x);
    for (let column = 0; column < across; column += 1) shown[line + column] = pixels[from[column]];
  }
  return shown;
};

// For each index of a palette how far it is from the one that stands for 0.
export const strengthsFrom = (middle) => Uint8Array.from({ length: 256 }, (_, index) => Math.min(Math.abs(index - middle), 255));
