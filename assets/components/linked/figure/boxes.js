// Joins marked rows and columns to few rectangles. No DOM. Rectangles { top, bottom, left, right } count the cells of
// all tiles, as a spot in viewport.js; bottom and right are the first beyond.

import { runsOf } from "./viewport.js";

const MOST_OUTLINED = 250; // more outlines would take too long to draw on hover
const MOST_DOTTED = 4000;
const LEAST_DOTTED = 4; // CSS pixels of a cell; smaller ones cannot be told apart
const LEAST_OUTLINED = 3;
const FEW = 64; // up to this many are outlined, however small

const singles = (numbers) => numbers.map((number) => [number, number + 1]);

// How so many rectangles in cells of this size are drawn: "outlined", "dotted", or "whole" (one outline around all).
const mannerOf = (count, scale) => {
  if (count <= FEW || (count <= MOST_OUTLINED && scale >= LEAST_OUTLINED)) return "outlined";
  return count <= MOST_DOTTED && scale >= LEAST_DOTTED ? "dotted" : "whole";
};

// tile: one of tilesIn(). Returns null if nothing is marked in it, else { manner, parts, whole, split }: neighbouring
// cells are joined to one part, but each tap of a dilated window is one by itself (`split`).
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
  const manner = mannerOf(down.length * across.length, scale);
  return {
    manner,
    parts: manner === "whole" ? [] : down.flatMap((run) => across.map((other) => box(run, other))),
    whole: box(around(rows, content.top), around(columns, content.left)),
    split,
  };
};
