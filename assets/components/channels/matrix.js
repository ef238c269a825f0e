// One filter as a sparse matrix of shared weights, times the flat picture: what is pointed at lights up in all of them.

import { colourAt, indexOf } from "../cnnviz/colours.js";
import { matrixSentence, matrixSize, sharesOf } from "../cnnviz/conv_matrix.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, pixelAt, putPixels } from "../payload.js";
import { pixelUnder } from "../pixel.js";
import { outputMap } from "./layer.js";

const MOST_SIDE = 256; // rows, and columns, that are drawn
const MARKED = 0xff33cfff; // --here, as a canvas stores it

export const newMatrix = (host) => {
  const frame = (className, label) => {
    const node = make("div", `flat ${className}`);
    node.append(make("canvas", ""), make("canvas", "marks"));
    const figure = make("figure", "");
    figure.append(Object.assign(make("figcaption", ""), { textContent: label }), node);
    return figure;
  };
  const sign = (text) => Object.assign(make("span", "sign"), { textContent: text });
  const product = make("div", "product");
  product.append(frame("entries", "matrix"), sign("·"), frame("picture", "flat picture"), sign("="), frame("result", "flat map"));
  host.append(product, make("p", "matrix-said"), make("p", "entry-said"));
  host.querySelector(".entries").role = "img";
};

const colouring = (palette, end) => {
  const rule = { low: -end, high: end, first: 1, span: 254, flat: 128 };
  return (value) => pixelAt(colourAt(palette, indexOf(value, rule)), 0);
};

// Draws it and gives { size, shares }, or null where it is too large to be drawn.
export const drawMatrix = (host, layer, look) => {
  const size = matrixSize(layer.depth, layer.size, layer.taps, layer.geometry);
  const isDrawn = Math.max(...size) <= MOST_SIDE && !layer.fault;
  const [product, said] = host.children;
  product.hidden = !isDrawn;
  if (!isDrawn) {
    said.textContent = layer.fault ? "" : `As a matrix, this filter has ${formatNumber(size[0])} × ${formatNumber(size[1])} = ${formatNumber(size[0] * size[1])} entries, too many to draw. Type small matrices, or choose the example with a matrix.`;
    return null;
  }
  const shares = sharesOf(layer.depth, layer.size, layer.taps, layer.geometry);
  const weights = Array.from({ length: layer.depth }, (_, c) => layer.bare(layer.chosen, c).flat().map((weight) => weight * layer.share(layer.chosen, c))).flat();
  const paper = colourAt(look.palettes.signed, 128);
  const [ofWeight, ofOutput] = [colouring(look.palettes.signed, Math.max(...weights.map(Math.abs))), colouring(look.palettes.signed, look.outputs[1])];
  const [none, zero] = [pixelAt(paper, 0), pixelAt(paper.map((channel) => Math.round(channel * 0.8 + 25)), 0)];
  const [entries, picture, result] = host.querySelectorAll(".flat");
  putPixels(entries.firstChild, Uint32Array.from(shares, (share) => (share < 0 ? none : weights[share] ? ofWeight(weights[share]) : zero)), size);
  const [low, high] = layer.source.limits;
  const grey = (value) => pixelAt(colourAt(look.palettes.grey, indexOf(value, { low, high, first: 0, span: 255, flat: 128 })), 0);
  putPixels(picture.firstChild, Uint32Array.from(layer.source.values, grey), [size[1], 1]);
  putPixels(result.firstChild, look.isHidden ? new Uint32Array(size[0]) : Uint32Array.from(outputMap(layer, layer.chosen), ofOutput), [size[0], 1]);
  host.style.setProperty("--rows", size[0]);
  host.style.setProperty("--columns", size[1]);
  const sentence = matrixSentence(shares, size);
  entries.ariaLabel = `Filter ${layer.chosen} as ${sentence}`;
  said.textContent = `${sentence[0].toUpperCase()}${sentence.slice(1)}.${layer.bias(layer.chosen) ? " The bias is added to each number of the flat map." : ""}`;
  return { size, shares };
};

const paintMarks = (flat, size, isMarked) => {
  const rgba = new Uint32Array(size[0] * size[1]);
  for (let n = 0; n < rgba.length; n += 1) if (isMarked(n)) rgba[n] = MARKED;
  putPixels(flat.lastChild, rgba, size);
};

// Marks one weight wherever it stands, one output's row, or one pixel's column.
export const markMatrix = (host, { size, shares }, { share = -1, row = -1, column = -1 }) => {
  const [entries, picture, result] = host.querySelectorAll(".flat");
  const isEntry = (n) => {
    const [r, c] = [Math.floor(n / size[1]), n % size[1]];
    if (share >= 0) return shares[n] === share;
    return shares[n] >= 0 && (r === row || c === column);
  };
  paintMarks(entries, size, isEntry);
  const inRow = (c) => row >= 0 && shares[row * size[1] + c] >= 0;
  paintMarks(picture, [size[1], 1], (c) => (column >= 0 ? c === column : inRow(c)));
  paintMarks(result, [size[0], 1], (r) => (row >= 0 ? r === row : column >= 0 && shares[r * size[1] + column] >= 0));
};

// The entry under a pointer: { row, column, share }, or null; of the flat picture a column, of the flat map a row.
export const entryUnder = (event, { size, shares }) => {
  const flat = event.target.closest(".flat");
  if (!flat) return null;
  const { left, top, width, height } = flat.getBoundingClientRect();
  const under = (rows, columns) => pixelUnder((event.clientX - left) / width, (event.clientY - top) / height, [rows, columns]);
  if (flat.classList.contains("picture")) return { row: -1, column: under(size[1], 1)[0], share: -1 };
  if (flat.classList.contains("result")) return { row: under(size[0], 1)[0], column: -1, share: -1 };
  const [row, column] = under(...size);
  return { row, column, share: shares[row * size[1] + column] };
};

// What was pointed at, in words.
export const entrySentence = (layer, { shares }, { row, column, share }) => {
  const pixelName = () => {
    const [, height, width] = layer.source.values.shape;
    const [c, rest] = [Math.floor(column / (height * width)), column % (height * width)];
    return `${layer.source.names[c]}, row ${Math.floor(rest / width)}, column ${rest % width}`;
  };
  const rowName = () => `output row ${Math.floor(row / layer.out[1])}, column ${row % layer.out[1]}`;
  if (share >= 0) {
    const [c, i, j] = [Math.floor(share / layer.taps ** 2), Math.floor(share / layer.taps) % layer.taps, share % layer.taps];
    const count = shares.reduce((total, one) => total + (one === share), 0);
    const value = layer.bare(layer.chosen, c)[i][j] * layer.share(layer.chosen, c);
    return `The weight ${formatNumber(value)}, row ${i}, column ${j} of the sheet for ${layer.source.names[c]}, stands in ${formatNumber(count)} places of the matrix.`;
  }
  if (row >= 0 && column >= 0) return `${rowName()} does not see this pixel (${pixelName()}): there is no weight, and the entry is 0.`.replace(/^o/, "O");
  if (row >= 0) return `This row of the matrix gives ${rowName()}.`;
  return `This pixel is ${pixelName()}; its column of the matrix says which outputs see it.`;
};
