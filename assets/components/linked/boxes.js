// From marked rows and columns to few rectangles. No DOM. Rectangles { top, bottom, left, right } count the cells of
// all tiles, as a spot in viewport.js; bottom and right are the first beyond.

import { runsOf } from "./viewport.js";

const MOST_BOXES = 1500; // more cannot be told apart, and would take longer than a frame
const MOST_TINY = 64; // as many if cells are smaller than
const TINY = 3; // CSS pixels

const singles = (numbers) => numbers.map((number) => [number, number + 1]);

// tile: one of tilesIn(). Returns null if nothing is marked in it, else { parts, whole, dense }: neighbouring cells
// joined (but each tap of a dilated window by itself), what goes round them all, and whether it has to stand for them.
export const boxesOf = ({ kind, planes, rows, columns }, tile, content, scale) => {
  if (!rows.length || !columns.length || (planes && !planes.includes(tile.plane))) return null;
  const split = kind === "window" && [rows, columns].some((numbers) => runsOf(numbers).length > 1);
  const inTile = (numbers, before, [first, end]) => {
    const seen = numbers.map((number) => number + before).filter((number) => number >= first - 1 && number <= end);
    return (split ? singles : runsOf)(seen);
  };
  const around = (numbers, before) => [numbers[0] + before, numbers.at(-1) + before + 1];
  const box = ([top, bottom], [left, right]) => ({
    top: tile.row + top, bottom: tile.row + bottom, left: tile.column + left, right: tile.column + right,
  });
  const [down, across] = [inTile(rows, content.top, tile.rows), inTile(columns, content.left, tile.columns)];
  const count = down.length * across.length;
  const dense = count > MOST_BOXES || (scale < TINY && count > MOST_TINY);
  return {
    parts: dense ? [] : down.flatMap((run) => across.map((other) => box(run, other))),
    whole: box(around(rows, content.top), around(columns, content.left)),
    dense,
    split,
  };
};
