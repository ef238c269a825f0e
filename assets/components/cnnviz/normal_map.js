// Normal maps, as cnnviz/normal_map has them: Sobel sums, vectors of length 1, their colours, and the light of a lamp.

import { convolvedMap } from "./whole_maps.js";

const PARTS = 1000; // a lamp's place is counted in these, on each axis
const OPAQUE = 0xff000000;
const levelOf = (value) => Math.floor(127.5 * (value + 1) + 0.5);
const pixelOf = (red, green, blue) => (OPAQUE | (blue << 16) | (green << 8) | red) >>> 0;

// kernels: both Sobel kernels, a typed array whose .shape is [2, 3, 3]; lines: of rows and columns, see whole_maps.js.
export const sumsOf = (heights, width, kernels, lines) => {
  const [, ...taps] = kernels.shape;
  const count = taps[0] * taps[1];
  const each = (k) => Object.assign(kernels.subarray(k * count, (k + 1) * count), { shape: [1, ...taps] });
  return [0, 1].map((k) => convolvedMap(heights, width, each(k), lines, ""));
};

// How a vector comes about from both sums at a pixel: before it is divided by its length, and after.
export const vectorOf = (across, down, scale) => {
  const [x, y] = [0 - scale * across, scale * down];
  const length = Math.sqrt(x * x + y * y + 1);
  return { before: [x, y, 1], length, unit: [x / length, y / length, 1 / length] };
};

// All vectors of a picture, each of three arrays.
export const vectorsOf = ([across, down], scale) => {
  const [x, y, z] = [0, 1, 2].map(() => new Float64Array(across.length));
  for (let at = 0; at < across.length; at += 1) {
    const [right, up] = [0 - scale * across[at], scale * down[at]];
    const length = Math.sqrt(right * right + up * up + 1);
    [x[at], y[at], z[at]] = [right / length, up / length, 1 / length];
  }
  return [x, y, z];
};

// The colour of a vector, 0 to 255 each. green: 1 if a large green points up, −1 if down.
export const colourOf = ([x, y, z], green) => [levelOf(x), levelOf(green * y), levelOf(z)];

export const mapPixels = ([x, y, z], green) => {
  const rgba = new Uint32Array(x.length);
  for (let at = 0; at < rgba.length; at += 1) rgba[at] = pixelOf(levelOf(x[at]), levelOf(green * y[at]), levelOf(z[at]));
  return rgba;
};

// Row, column and height of a lamp in pixels of a picture. place: [down, right] in thousandths; height: in hundredths of the longer side.
export const lampAt = ([down, right], height, [rows, columns]) =>
  [down * rows / PARTS - 0.5, right * columns / PARTS - 0.5, height * Math.max(rows, columns) / 100];

// How bright one pixel is, with the way to the lamp: right, up and to the viewer.
export const brightnessAt = ([x, y, z], [row, column], lamp) => {
  const way = [lamp[1] - column, row - lamp[0], lamp[2]];
  const distance = Math.sqrt(way[0] * way[0] + way[1] * way[1] + way[2] * way[2]);
  return { way, distance, brightness: Math.max(0, (x * way[0] + y * way[1] + z * way[2]) / distance) };
};

export const brightnessOf = ([x, y, z], [rows, columns], [lampRow, lampColumn, height]) => {
  const bright = new Float32Array(x.length);
  for (let row = 0, at = 0; row < rows; row += 1) {
    const up = row - lampRow;
    const rest = up * up + height * height;
    for (let column = 0; column < columns; column += 1, at += 1) {
      const right = lampColumn - column;
      const towards = x[at] * right + y[at] * up + z[at] * height;
      bright[at] = towards > 0 ? towards / Math.sqrt(right * right + rest) : 0;
    }
  }
  return bright;
};

// The lit surface as pixels: white, or of the picture's colours. rgb: three bytes a pixel, or null.
export const litPixels = (bright, rgb) => {
  const rgba = new Uint32Array(bright.length);
  for (let at = 0; at < bright.length; at += 1) {
    const by = bright[at];
    const [red, green, blue] = rgb ? [rgb[3 * at], rgb[3 * at + 1], rgb[3 * at + 2]] : [255, 255, 255];
    rgba[at] = pixelOf(Math.round(by * red), Math.round(by * green), Math.round(by * blue));
  }
  return rgba;
};
