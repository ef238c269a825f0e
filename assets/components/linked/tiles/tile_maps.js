// A window, weights or products too many to write out: drawn as pixels, with the largest of them named below.

import { formatNumber } from "../../cnnviz/numbers.js";
import { ringStyles } from "../../cnnviz/rings.js";
import { make, pixelAt, putPixels, reconcile } from "../../payload.js";
import { largestCells } from "./tile_layout.js";
import { newTileFrame } from "./tiles.js";

const NAMED = 3;
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The values' colours as one pixel each; where look gives none, the hatching behind shows through.
export const drawValues = (canvas, values, look) => {
  const [rows, columns] = [values.length, values[0].length];
  const pixels = new Uint32Array(rows * columns);
  values.forEach((row, i) => row.forEach((_, j) => {
    const { colour } = look(i, j);
    if (colour) pixels[i * columns + j] = pixelAt(colour, 0);
  }));
  putPixels(canvas, pixels, [rows, columns]);
};

const holding = (value, most) => Math.max(0, Math.min(value, most - 1));

// Like newTile of tiles.js.
export const newTileMap = (operator, handlers) => {
  const [block, frame, canvas] = [make("div", ""), make("div", "detail-map"), make("canvas", "")];
  const [ring, list] = [make("i", "detail-ring"), make("ol", "detail-largest")];
  ring.hidden = true;
  frame.append(canvas, ring);
  list.ariaLabel = "The largest";
  block.append(frame, list);
  Object.assign(canvas, { tabIndex: 0, role: "img" });
  const { element, setName } = newTileFrame(operator, block);
  let cell = [0, 0];

  canvas.onpointermove = ({ clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const along = (from, length, count) => holding(Math.floor(((from) / length) * count), count);
    handlers.hover(along(clientY - top, height, canvas.height), along(clientX - left, width, canvas.width));
  };
  canvas.onpointerleave = canvas.onblur = () => handlers.hover(null);
  canvas.onfocus = () => handlers.hover(...cell);
  canvas.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    handlers.hover(holding(cell[0] + step[0], canvas.height), holding(cell[1] + step[1], canvas.width));
  };

  return {
    element,
    show({ name, values, look, where }, { side }) {
      setName(name);
      drawValues(canvas, values, look);
      const scale = side / Math.max(canvas.width, canvas.height);
      Object.assign(canvas.style, { width: `${canvas.width * scale}px`, height: `${canvas.height * scale}px` });
      canvas.ariaLabel = `${name}, ${canvas.height} rows and ${canvas.width} columns; the arrow keys move from cell to cell`;
      cell = cell.map((at, axis) => holding(at, [canvas.height, canvas.width][axis]));
      reconcile(list, values[0][0] === null ? [] : largestCells(values, NAMED), () => make("li", ""), (item, [i, j]) => {
        item.textContent = `${formatNumber(values[i][j], 3)}: ${where(i, j).replace("column", "col")}`;
      });
    },
    highlight(at) {
      ring.hidden = !at;
      if (!at) return;
      cell = at;
      const [height, width] = [1 / canvas.height, 1 / canvas.width];
      Object.assign(ring.style, ringStyles({ top: at[0] * height, left: at[1] * width, height, width }));
    },
  };
};
