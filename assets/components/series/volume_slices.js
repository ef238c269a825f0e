// All slices of a volume side by side, as large as there is room for, with marks on some of them.

import { formatNumber } from "../cnnviz/numbers.js";
import { inkFor } from "../cnnviz/colours.js";
import { indexIn } from "../cnnviz/volume.js";

const BETWEEN = 8; // pixels between slices
const LEAST_RING = 9;
const NUMBER = 2.4; // letters that a cell has room for, in sizes of a letter, from which on numbers are written

// How slices lie: { columns, rows, cell, label }. width, height: of what there is; letter: the size of their names.
export const layoutOf = ([slices, tall, wide], width, height, letter) => {
  const label = 1.4 * letter;
  const options = Array.from({ length: slices }, (_, i) => {
    const [columns, rows] = [i + 1, Math.ceil(slices / (i + 1))];
    const cell = Math.min((width - BETWEEN * (columns - 1)) / (columns * wide), (height - rows * (label + BETWEEN)) / (rows * tall));
    return { columns, rows, cell: Math.max(1, Math.floor(cell)), label };
  });
  return options.reduce((best, one) => (one.cell > best.cell ? one : best));
};

const cornerOf = ({ columns, cell, label }, [, tall, wide], slice) => [
  (slice % columns) * (wide * cell + BETWEEN), Math.floor(slice / columns) * (tall * cell + label + BETWEEN) + label,
];

// Which voxel lies at a point; null between slices.
export const voxelAt = (layout, size, [x, y]) => {
  for (let slice = 0; slice < size[0]; slice += 1) {
    const [left, top] = cornerOf(layout, size, slice);
    const [row, column] = [Math.floor((y - top) / layout.cell), Math.floor((x - left) / layout.cell)];
    if (row >= 0 && row < size[1] && column >= 0 && column < size[2]) return [slice, row, column];
  }
  return null;
};

const ringRound = (pen, [x, y, wide, tall], { here, dark }) => {
  const [w, h] = [Math.max(LEAST_RING, wide), Math.max(LEAST_RING, tall)];
  const box = [x + wide / 2 - w / 2, y + tall / 2 - h / 2, w, h];
  for (const [colour, thick] of [[dark, 5], [here, 3]]) {
    Object.assign(pen, { strokeStyle: `rgb(${colour.join(" ")})`, lineWidth: thick });
    pen.strokeRect(...box);
  }
};

// volume: { values, size, colourOf(value), word(i): instead of a number, or null }; marks: [slices, [first row, last], [first column, last]].
export const drawSlices = (canvas, { values, size, colourOf, word }, marks, inks) => {
  const host = canvas.parentElement;
  const style = getComputedStyle(canvas);
  const letter = parseFloat(style.fontSize);
  const layout = layoutOf(size, host.clientWidth, host.clientHeight, letter);
  const [width, height] = [host.clientWidth, host.clientHeight];
  const sharp = globalThis.devicePixelRatio || 1;
  Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  const pen = canvas.getContext("2d");
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  const { cell, label } = layout;
  const isWritten = cell >= NUMBER * letter;
  Object.assign(pen, { textAlign: "center", textBaseline: "middle", font: `${letter}px ${style.fontFamily}` });
  const [slices, rows, columns] = size;
  for (let slice = 0; slice < slices; slice += 1) {
    const [left, top] = cornerOf(layout, size, slice);
    pen.fillStyle = `rgb(${inks.mute.join(" ")})`;
    pen.fillText(String(slice), left + (columns * cell) / 2, top - label / 2);
    for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) {
      const i = indexIn(size, [slice, row, column]);
      const hidden = word(i);
      const colour = hidden === null ? colourOf(values[i]) : inks.paper;
      pen.fillStyle = `rgb(${colour.join(" ")})`;
      pen.fillRect(left + column * cell, top + row * cell, cell, cell);
      if (!isWritten) continue;
      pen.fillStyle = hidden === null ? inkFor(colour) : `rgb(${inks.mute.join(" ")})`;
      pen.fillText(hidden ?? formatNumber(values[i], 2), left + (column + 0.5) * cell, top + (row + 0.5) * cell);
    }
    Object.assign(pen, { strokeStyle: `rgb(${inks.line.join(" ")})`, lineWidth: 1 });
    pen.strokeRect(left + 0.5, top + 0.5, columns * cell - 1, rows * cell - 1);
  }
  marks.slices.forEach((slice) => {
    const [left, top] = cornerOf(layout, size, slice);
    const [[first, last], [from, to]] = [marks.rows, marks.columns];
    ringRound(pen, [left + from * cell, top + first * cell, (to - from + 1) * cell, (last - first + 1) * cell], inks);
  });
  return layout;
};
