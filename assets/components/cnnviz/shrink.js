// A map drawn smaller than it is. Averaged, a red and a blue pixel would give a grey that stands for neither.

// Of the pixels that come to lie on one, the one whose number is strongest is shown: of as many pixels as indices into a palette, both by
// rows; strengths: of each index. Sizes are [width, height]; the second is no larger than the first. shown: takes what is returned.
export const strongestPixels = (pixels, indices, strengths, [width, height], [across, down], shown = new Uint32Array(across * down)) => {
  const most = new Int16Array(across); // of the row that is written
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor((x * across) / width));
  let last = -1;
  for (let y = 0; y < height; y += 1) {
    const [line, start] = [Math.floor((y * down) / height) * across, y * width];
    if (line !== last) most.fill(-1);
    last = line;
    for (let x = 0; x < width; x += 1) {
      const column = columns[x];
      const strength = strengths[indices[start + x]];
      if (strength > most[column]) {
        most[column] = strength;
        shown[line + column] = pixels[start + x];
      }
    }
  }
  return shown;
};

// For each index of a palette how far it is from the one that stands for 0.
export const strengthsFrom = (middle) => Uint8Array.from({ length: 256 }, (_, index) => Math.min(Math.abs(index - middle), 255));
