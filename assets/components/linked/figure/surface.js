// The lower canvas of a plane: the maps' pixels, their padding, grid lines, and numbers in cells that are large enough.
// scene: { pen, ratio, rem, view, box, content, colours }; pens draw in device pixels, `ratio` of them to a CSS pixel.

import { drawPadding } from "./padding.js";
import { painted, shrunk } from "./pixels.js";
import { edgesOf, tilesIn } from "./viewport.js";

const GRID_FROM = 8; // CSS pixels of a cell
export const NUMBERS_FROM = 30;
// Heights of letters in rem, so that they grow on a projector, and in parts of a cell: as large as in controls, if there is room.
const LETTERS = { largest: 1.375, usual: 0.9375, part: 0.36, most: 0.6 };
const LEAST_ON_MAPS = 7; // CSS pixels, as cells are measured in: on a projector no number is left out that is there elsewhere

const drawPixels = ({ pen, ratio, view, content: { image } }) => {
  const scale = view.scale * ratio;
  const [left, top] = [view.x * ratio, view.y * ratio];
  const small = scale < 1 ? shrunk(image, [image.width, image.height].map((side) => Math.round(side * scale))) : null;
  if (small) {
    pen.drawImage(small, Math.round(left), Math.round(top)); // pixel on pixel
    return;
  }
  pen.imageSmoothingEnabled = scale < 1; // enlarged pixels stay squares
  pen.imageSmoothingQuality = "high";
  pen.drawImage(painted(image), left, top, image.width * scale, image.height * scale);
};

const drawGrid = (scene, tiles) => {
  const { pen, view } = scene;
  const { x, y } = edgesOf(scene);
  pen.beginPath();
  for (const { row, column, rows, columns } of tiles) {
    const [left, right] = columns.map((index) => x(column + index));
    const [top, bottom] = rows.map((index) => y(row + index));
    for (let index = rows[0]; index <= rows[1]; index += 1) {
      pen.moveTo(left, y(row + index) + 0.5);
      pen.lineTo(right, y(row + index) + 0.5);
    }
    for (let index = columns[0]; index <= columns[1]; index += 1) {
      pen.moveTo(x(column + index) + 0.5, top);
      pen.lineTo(x(column + index) + 0.5, bottom);
    }
  }
  pen.strokeStyle = "#808080";
  pen.globalAlpha = Math.min(0.55, view.scale / 40); // lines that stand close must not hide the picture
  pen.lineWidth = 1;
  pen.stroke();
  pen.globalAlpha = 1;
};

const numbersIn = ({ content }, tiles) => {
  const numbers = [];
  for (const tile of tiles) {
    for (let r = tile.rows[0]; r < tile.rows[1]; r += 1) {
      for (let c = tile.columns[0]; c < tile.columns[1]; c += 1) {
        const [row, column] = [r - content.top, c - content.left];
        const real = row >= 0 && column >= 0 && row < content.height && column < content.width;
        const paddingKind = real ? "" : content.paddingKind(row, column);
        const text = content.text(tile.plane, row, column);
        numbers.push({ text, paddingKind, ink: content.inkOn(tile.plane, row, column), row: tile.row + r, column: tile.column + c });
      }
    }
  }
  return numbers;
};

const setType = (pen, size, font) => {
  pen.font = `${size}px ${font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
};

// In CSS pixels: the size in which the longest of the numbers fits into a cell.
const sizeOfNumbers = ({ pen, view, colours, rem }, numbers) => {
  const longest = numbers.reduce((most, { text }) => (text.length > most.length ? text : most), "0");
  setType(pen, 100, colours.font);
  const fitted = (100 * (view.scale - 5)) / pen.measureText(longest).width;
  const wanted = Math.max(view.scale * LETTERS.part, LETTERS.usual * rem);
  return Math.max(LEAST_ON_MAPS, Math.min(fitted, wanted, view.scale * LETTERS.most, LETTERS.largest * rem));
};

// All numbers in sight are of one size; one that not even the least size can hold is left out.
const drawNumbers = (scene, tiles) => {
  const { pen, ratio, view, colours } = scene;
  const numbers = numbersIn(scene, tiles);
  const least = LEAST_ON_MAPS * ratio;
  const size = sizeOfNumbers(scene, numbers) * ratio;
  const room = (view.scale - 2) * ratio;
  const middleOf = (start, index) => (start + (index + 0.5) * view.scale) * ratio;
  setType(pen, size, colours.font);
  pen.lineJoin = "round";
  pen.lineWidth = 3 * ratio;
  pen.strokeStyle = colours.paper;
  for (const { text, paddingKind, ink, row, column } of numbers) {
    if (size === least && pen.measureText(text).width > room) continue;
    const at = [middleOf(view.x, column), middleOf(view.y, row) + 0.06 * size];
    if (paddingKind) pen.strokeText(text, ...at); // hatching and faded pixels keep away from the number
    pen.fillStyle = paddingKind ? colours.text : ink;
    pen.fillText(text, ...at);
  }
};

export const drawSurface = (scene) => {
  const { pen, view, box, content } = scene;
  const tiles = tilesIn(view, content, box);
  pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
  drawPixels(scene);
  drawPadding(scene, tiles);
  if (view.scale >= GRID_FROM) drawGrid(scene, tiles);
  if (view.scale >= NUMBERS_FROM) drawNumbers(scene, tiles);
};
