// A map drawn smaller than it is. Averaged, a red and a blue pixel would give a grey that stands for neither.

// Of the pixels that come to lie on one, the one whose number is strongest is shown: of as many pixels as numbers, both by
// rows. Sizes are [width, height]; the second is no larger than the first.
export const strongestPixels = (pixels, strengths, [width, height], [across, down]) => {
  const shown = new Uint32Array(across * down);
  const most = new Int16Array(across * down).fill(-1);
  const columns = Int32Array.from({ length: width }, (_, x) => Math.floor((x * across) / width));
  for (let y = 0; y < height; y += 1) {
    const line = Math.floor((y * down) / height) * across;
    for (let x = 0; x < width; x += 1) {
      const [from, to] = [y * width + x, line + columns[x]];
      if (strengths[from] > most[to]) {
        most[to] = strengths[from];
        shown[to] = pixels[from];
      }
    }
  }
  return shown;
};

// For each index of a palette how far it is from the one that stands for 0.
export const strengthsFrom = (middle) => Uint8Array.from({ length: 256 }, (_, index) => Math.min(Math.abs(index - middle), 255));
