// Which part of a figure's cells a plane shows, and how large. No DOM: numbers in, numbers out.
// view: { scale, x, y }, CSS pixels per cell, and where the top left corner of the first cell lies in the plane.
// box: { width, height } of the plane in CSS pixels. content: as plane.js shows it; its maps lie as tiles in rows of
// `across`, `gap` cells apart. A spot { row, column } counts the cells of all tiles, gaps and padding included.

const VIEW_MARGIN = 4; // CSS pixels round the cells: outlines of those at the border need room
const LARGEST_FIT = 96; // a map of one cell doesn't fill the page
const LARGEST_ZOOM = 2 * LARGEST_FIT; // also what is fitted at its largest can be enlarged

export const sizeOfTiles = ({ rows, columns, planes, across, gap }) => ({
  rows: Math.ceil(planes / across) * (rows + gap) - gap,
  columns: across * (columns + gap) - gap,
});

export const spotOf = ({ rows, columns, top, left, across, gap }, { plane, row, column }) => ({
  row: Math.floor(plane / across) * (rows + gap) + top + row,
  column: (plane % across) * (columns + gap) + left + column,
});

// The position in a map, or null in a gap and beyond the tiles.
export const positionOf = ({ rows, columns, top, left, planes, across, gap }, spot) => {
  const [down, right] = [Math.floor(spot.row / (rows + gap)), Math.floor(spot.column / (columns + gap))];
  const [row, column] = [spot.row - down * (rows + gap), spot.column - right * (columns + gap)];
  const plane = down * across + right;
  if (down < 0 || right < 0 || right >= across || plane >= planes || row >= rows || column >= columns) return null;
  return { plane, row: row - top, column: column - left };
};

export const spotAt = (view, x, y) => ({
  row: Math.floor((y - view.y) / view.scale),
  column: Math.floor((x - view.x) / view.scale),
});

export const rectOf = ({ scale, x, y }, { row, column }) => ({ left: x + column * scale, top: y + row * scale, size: scale });

export const isBeyond = (content, { row, column }) => {
  const size = sizeOfTiles(content);
  return row < 0 || column < 0 || row >= size.rows || column >= size.columns;
};

const fittingScale = (content, box) => {
  const size = sizeOfTiles(content);
  const scales = [(box.width - 2 * VIEW_MARGIN) / size.columns, (box.height - 2 * VIEW_MARGIN) / size.rows];
  return Math.max(0.01, Math.min(...scales, LARGEST_FIT));
};

// Along one axis: what is smaller than the box is centred, what is larger leaves no gap at its ends.
const clampStart = (start, length, room) => {
  const slack = room - length;
  if (slack >= 2 * VIEW_MARGIN - 0.01) return slack / 2;
  return Math.min(VIEW_MARGIN, Math.max(slack - VIEW_MARGIN, start));
};

export const clampView = ({ scale, x, y }, content, box) => {
  const size = sizeOfTiles(content);
  return {
    scale,
    x: clampStart(x, size.columns * scale, box.width),
    y: clampStart(y, size.rows * scale, box.height),
  };
};

export const fitView = (content, box) => clampView({ scale: fittingScale(content, box), x: 0, y: 0 }, content, box);

export const isFitted = (view, content, box) => view.scale <= fittingScale(content, box) * 1.001;

// How many times larger than fitted.
export const zoomOf = (view, content, box) => view.scale / fittingScale(content, box);

// What lies under the point `at` ({ x, y } in the plane) stays there, as far as the border allows.
export const zoomView = (view, factor, at, content, box) => {
  const least = fittingScale(content, box);
  const scale = Math.min(Math.max(view.scale * factor, least), Math.max(least, LARGEST_ZOOM));
  const ratio = scale / view.scale;
  return clampView({ scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio }, content, box);
};

export const panView = (view, dx, dy, content, box) =>
  clampView({ scale: view.scale, x: view.x + dx, y: view.y + dy }, content, box);

// Edges of cells in device pixels, `ratio` to a CSS pixel: where the enlarged picture goes on to its next pixel.
export const edgesOf = ({ view, ratio }) => ({
  x: (column) => Math.round((view.x + column * view.scale) * ratio),
  y: (row) => Math.round((view.y + row * view.scale) * ratio),
});

// Brings a spot into the middle of the box, as far as the border allows.
export const centreSpot = ({ scale }, { row, column }, content, box) =>
  clampView({ scale, x: box.width / 2 - (column + 0.5) * scale, y: box.height / 2 - (row + 0.5) * scale }, content, box);

// The shortest way that brings a spot and its neighbours into the box.
export const revealSpot = (view, { row, column }, content, box) => {
  const shift = (start, index, room) => {
    const [near, far] = [start + (index - 1) * view.scale, start + (index + 2) * view.scale];
    if (near < 0) return -near;
    return far > room ? Math.max(room - far, -near) : 0;
  };
  return panView(view, shift(view.x, column, box.width), shift(view.y, row, box.height), content, box);
};

// Visible tiles: { plane, row, column }, the tile's first spot, and `rows`, `columns`, the range
// [first, end) of the tile's own cells that lie in the box.
export const tilesIn = (view, content, box) => {
  const seen = (start, room, count) => [
    Math.max(0, Math.floor(-start / view.scale)),
    Math.min(count, Math.ceil((room - start) / view.scale)),
  ];
  const tiles = Array.from({ length: content.planes }, (_, plane) => {
    const { row, column } = spotOf(content, { plane, row: -content.top, column: -content.left });
    const rows = seen(view.y + row * view.scale, box.height, content.rows);
    const columns = seen(view.x + column * view.scale, box.width, content.columns);
    return { plane, row, column, rows, columns };
  });
  return tiles.filter(({ rows, columns }) => rows[0] < rows[1] && columns[0] < columns[1]);
};

// Ascending whole numbers as ranges [first, end) without gaps.
export const runsOf = (numbers) => {
  const runs = [];
  for (const number of numbers) {
    if (runs.length && runs.at(-1)[1] === number) runs.at(-1)[1] += 1;
    else runs.push([number, number + 1]);
  }
  return runs;
};
