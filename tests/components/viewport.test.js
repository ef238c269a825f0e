// Where cells lie: from positions in maps to pixels and back, zooming and panning; and rectangles of marks.
import { test, equal, ok, near } from "./harness.js";
import { boxesOf } from "/assets/components/linked/figure/boxes.js";
import { paddingOfRow } from "/assets/components/linked/figure/padding.js";
import { clampView, edgesOf, fitView, isBeyond, isFitted, panView, positionOf, revealSpot, runsOf, sizeOfTiles, spotAt, spotOf, tilesIn, zoomView } from "/assets/components/linked/figure/viewport.js";

const range = (first, end, step = 1) => Array.from({ length: Math.ceil((end - first) / step) }, (_, i) => first + i * step);

// Maps of 5 × 7 with a padding of 2 above, 1 below, 3 at the left and none at the right: 10 tiles, 4 in a row.
const TILES = { rows: 8, columns: 10, top: 2, left: 3, height: 5, width: 7, planes: 10, across: 4, gap: 1 };
const PICTURE = { rows: 512, columns: 512, top: 0, left: 0, height: 512, width: 512, planes: 1, across: 1, gap: 0 };
const BOX = { width: 400, height: 300 };
const CENTRE = { x: BOX.width / 2, y: BOX.height / 2 };

const positionsOf = ({ planes, rows, columns, top, left }) =>
  range(0, planes).flatMap((plane) =>
    range(-top, rows - top).flatMap((row) => range(-left, columns - left).map((column) => ({ plane, row, column }))));

const middleOf = (view, { row, column }) => ({ x: view.x + (column + 0.5) * view.scale, y: view.y + (row + 0.5) * view.scale });

test("every position of every tile, padding included, has a spot of its own that leads back to it", () => {
  const positions = positionsOf(TILES);
  const spots = positions.map((position) => spotOf(TILES, position));
  equal(spots.map((spot) => positionOf(TILES, spot)), positions);
  equal(new Set(spots.map(({ row, column }) => `${row} ${column}`)).size, positions.length);
});

test("gaps, empty tiles and what lies beyond are no positions", () => {
  const { rows, columns } = sizeOfTiles(TILES);
  const found = range(-2, rows + 2).flatMap((row) => range(-2, columns + 2).map((column) => positionOf(TILES, { row, column })));
  equal(found.filter(Boolean).length, positionsOf(TILES).length);
  ok(isBeyond(TILES, { row: rows, column: 0 }));
  ok(isBeyond(TILES, { row: 0, column: -1 }));
  ok(!isBeyond(TILES, { row: TILES.rows, column: 0 }), "a gap is not beyond");
});

test("the pixel in the middle of a cell belongs to it, at any size", () => {
  for (const factor of [1, 2.7, 9]) {
    const view = zoomView(fitView(TILES, BOX), factor, CENTRE, TILES, BOX);
    for (const position of positionsOf(TILES)) {
      const { x, y } = middleOf(view, spotOf(TILES, position));
      equal(positionOf(TILES, spotAt(view, x, y)), position);
    }
  }
});

test("fitted, all of it is seen, in the middle, with room for outlines", () => {
  for (const content of [TILES, PICTURE, { ...PICTURE, rows: 1, columns: 100, height: 1, width: 100 }]) {
    const view = fitView(content, BOX);
    const { rows, columns } = sizeOfTiles(content);
    ok(view.x > 0 && view.y > 0);
    near(view.x + columns * view.scale + view.x, BOX.width);
    near(view.y + rows * view.scale + view.y, BOX.height);
    ok(isFitted(view, content, BOX));
  }
});

test("a map of one cell does not fill the box", () => {
  const one = { ...PICTURE, rows: 1, columns: 1, height: 1, width: 1 };
  ok(fitView(one, BOX).scale < BOX.height / 2);
});

test("zooming keeps what is under the pointer there", () => {
  const first = zoomView(fitView(PICTURE, BOX), 12, CENTRE, PICTURE, BOX);
  const at = { x: 130, y: 170 };
  for (const factor of [1.3, 2, 0.8]) {
    const view = zoomView(first, factor, at, PICTURE, BOX);
    near((at.x - view.x) / view.scale, (at.x - first.x) / first.scale, 1e-6);
    near((at.y - view.y) / view.scale, (at.y - first.y) / first.scale, 1e-6);
  }
});

test("nobody zooms out further than all of it, nor in without end", () => {
  const fitted = fitView(PICTURE, BOX);
  equal(zoomView(fitted, 0.01, { x: 3, y: 5 }, PICTURE, BOX), fitted);
  const closest = zoomView(fitted, 1e9, CENTRE, PICTURE, BOX);
  equal(zoomView(closest, 2, CENTRE, PICTURE, BOX), closest);
  ok(!isFitted(closest, PICTURE, BOX));
});

test("a picture cannot be lost: panning ends at its border", () => {
  const view = zoomView(fitView(PICTURE, BOX), 20, CENTRE, PICTURE, BOX);
  const [start, end] = [panView(view, 1e6, 1e6, PICTURE, BOX), panView(view, -1e6, -1e6, PICTURE, BOX)];
  ok(start.x > 0 && start.x < view.scale && start.y > 0);
  const last = { x: end.x + PICTURE.columns * end.scale, y: end.y + PICTURE.rows * end.scale };
  ok(last.x < BOX.width && last.x > BOX.width - view.scale && last.y < BOX.height);
  equal(panView(start, 5, 5, PICTURE, BOX), start);
  const moved = panView(view, -3, 4, PICTURE, BOX);
  near(moved.x, view.x - 3);
  near(moved.y, view.y + 4);
});

test("a smaller box shows no empty margin when a larger one did not", () => {
  const view = panView(zoomView(fitView(PICTURE, BOX), 5, CENTRE, PICTURE, BOX), -1e6, -1e6, PICTURE, BOX);
  const larger = { width: 600, height: 500 };
  const clamped = clampView(view, PICTURE, larger);
  near(clamped.x + PICTURE.columns * clamped.scale - larger.width, view.x + PICTURE.columns * view.scale - BOX.width, 1e-6);
});

test("a spot is brought into sight, and nothing moves if it is there", () => {
  const view = zoomView(fitView(PICTURE, BOX), 30, CENTRE, PICTURE, BOX);
  for (const spot of [{ row: 0, column: 0 }, { row: 511, column: 3 }, { row: 100, column: 400 }, { row: 256, column: 256 }]) {
    const moved = revealSpot(view, spot, PICTURE, BOX);
    const { x, y } = middleOf(moved, spot);
    ok(x > 0 && y > 0 && x < BOX.width && y < BOX.height, JSON.stringify(spot));
    equal(revealSpot(moved, spot, PICTURE, BOX), moved);
  }
});

test("edges of cells are whole device pixels without gap or overlap", () => {
  const scene = { view: { scale: 7.3, x: 1.9, y: -40.2 }, ratio: 1.5 };
  const { x, y } = edgesOf(scene);
  for (const edge of [x, y]) {
    const widths = range(0, 50).map((i) => edge(i + 1) - edge(i));
    ok(widths.every(Number.isInteger));
    ok(Math.max(...widths) - Math.min(...widths) <= 1);
  }
});

test("only tiles and cells in sight are drawn", () => {
  const fitted = fitView(TILES, BOX);
  const all = tilesIn(fitted, TILES, BOX);
  equal(all.map(({ plane }) => plane), range(0, TILES.planes));
  for (const { rows, columns } of all) equal([rows, columns], [[0, TILES.rows], [0, TILES.columns]]);
  const view = zoomView(fitted, 6, { x: fitted.x, y: fitted.y }, TILES, BOX);
  const seen = tilesIn(view, TILES, BOX);
  ok(seen.length < all.length && seen[0].plane === 0);
  const right = view.x + (seen[0].column + seen[0].columns[1]) * view.scale;
  ok(right >= BOX.width || seen[0].columns[1] === TILES.columns);
});

test("numbers in a row are one run, gaps separate runs", () => {
  equal(runsOf([]), []);
  equal(runsOf([-1, 0, 1, 4, 6, 7]), [[-1, 2], [4, 5], [6, 8]]);
  equal(runsOf(range(0, 512)), [[0, 512]]);
});

const marked = (mark, content, scale = 20) =>
  tilesIn({ scale, x: 0, y: 0 }, content, { width: 1e5, height: 1e5 }).map((tile) => boxesOf({ planes: null, ...mark }, tile, content, scale));

test("a window is one rectangle in each of its maps, in the padding too", () => {
  const boxes = marked({ kind: "window", planes: [0, 5], rows: [-2, -1, 0], columns: [-1, 0] }, TILES);
  equal(boxes.map(Boolean), range(0, TILES.planes).map((plane) => plane === 0 || plane === 5));
  const first = spotOf(TILES, { plane: 5, row: -2, column: -1 });
  equal(boxes[5].parts, [{ top: first.row, bottom: first.row + 3, left: first.column, right: first.column + 2 }]);
});

test("each tap of a dilated window is a cell, with a frame round all", () => {
  const [{ parts, whole, split }] = marked({ kind: "window", rows: [1, 3, 5], columns: [2, 3, 4] }, PICTURE);
  ok(split);
  equal(parts.length, 9);
  ok(parts.every(({ top, bottom, left, right }) => bottom - top === 1 && right - left === 1));
  equal(whole, { top: 1, bottom: 6, left: 2, right: 5 });
});

test("neighbouring touched cells are joined, however many", () => {
  const [{ parts, manner }] = marked({ kind: "touched", rows: range(0, 512), columns: range(0, 512) }, PICTURE);
  equal(manner, "outlined");
  equal(parts, [{ top: 0, bottom: 512, left: 0, right: 512 }]);
});

test("touched cells with gaps are outlined if few, dotted if many, and a whole if they cannot be told apart", () => {
  const manners = [[6, 20], [64, 6], [512, 1]].map(([end, scale]) =>
    marked({ kind: "touched", rows: range(0, end, 2), columns: range(0, end, 2) }, PICTURE, scale)[0]);
  equal(manners.map(({ manner }) => manner), ["outlined", "dotted", "whole"]);
  equal(manners.map(({ parts }) => parts.length), [9, 32 * 32, 0]);
});

test("nothing marked is nothing drawn", () => {
  equal(marked({ kind: "touched", rows: [], columns: [3] }, PICTURE), [null]);
});

test("the padding of a row is found without looking at the picture's pixels", () => {
  const asked = [];
  const paddingKind = (row, column) => {
    asked.push([row, column]);
    return column < 0 ? "zero" : "repeated";
  };
  const content = { top: 1, left: 2, height: 3, width: 100, paddingKind };
  equal(paddingOfRow(content, 2, [0, 104]), [["zero", 0, 2], ["repeated", 102, 104]]);
  equal(asked.length, 4);
  equal(paddingOfRow(content, 0, [0, 104]), [["zero", 0, 2], ["repeated", 2, 104]]);
});
