// One line of the calculation: window × weights = products, and their sum. Which tiles it has depends on the operation.

import { OPERATIONS } from "../../cnnviz/operations/operations.js";
import { make } from "../../payload.js";
import { newEditor } from "../editing/editor.js";
import { newSumBox, sumLines } from "./sum_box.js";
import { cellLayout, listLayout, mapSide, placedLayout, sumIsAlone, WRITTEN_SIDE } from "../tiles/tile_layout.js";
import { newTileMap } from "../tiles/tile_maps.js";
import { newTile } from "../tiles/tiles.js";

const makers = { tile: newTile, map: newTileMap, editor: newEditor };

const isList = ({ operation, window }) => OPERATIONS[operation].isList && window[0][0].length === 1 && window[0].length <= 20;

// All sizes: numbers for the tiles, and properties for the style sheet.
const layoutFor = (explanation, written, count, width) => {
  const [rows, columns] = [explanation.window[0].length, explanation.window[0][0].length];
  const layout = isList(explanation) ? listLayout() : cellLayout(width, rows, columns, count);
  const side = mapSide(width, count);
  const [height, across] = written
    ? [rows * (layout.height + 1) + 1, columns * (layout.cell + 1) + 1]
    : [side * Math.min(1, rows / columns), side];
  const beside = sumIsAlone(width, across, count) ? 0 : height;
  const style = `--cell: ${layout.cell}px; --high: ${layout.height}px; --letters: ${layout.size}px; --side: ${side}px; --middle: ${height / 2}px; --beside: ${beside}px`;
  return { ...layout, side, style };
};

// handlers: { hover(i, j) or hover(null), edit(text) }.
export const newEquation = (handlers) => {
  const element = make("div", "detail-equation");
  const result = make("div", "detail-result");
  const sum = newSumBox();
  let tiles = [];
  let placed = -1; // the tile that stands elsewhere
  let [plan, style] = ["", ""];
  result.append(sum.element);

  const build = (kinds, contents, place) => {
    tiles = kinds.map((kind, n) => makers[kind](contents[n].operator, handlers));
    tiles.forEach((tile, n) => { tile.element.dataset.tile = n; });
    placed = place ? Math.max(0, contents.findIndex(({ weights }) => weights)) : -1;
    place?.replaceChildren(tiles[placed].element);
    element.replaceChildren(...tiles.filter((_, n) => n !== placed).map((tile) => tile.element), result);
  };
  const layoutOf = (n, layout, { window, weights }, place, width) => {
    if (!place) return layout;
    const [{ length: rows }, { length: columns }] = [window[0], window[0][0]];
    return n === placed ? placedLayout(rows, columns, "kernel") : placedLayout(rows, columns, weights ? "products" : "kernel", width);
  };

  return {
    element,
    // contents: as tilesOf of tile_contents.js gives them for the channel; most: the longest side of a kernel that can be edited, or 0; turned: is it rotated by 180°?
    // place: where the weights stand, or a window without any; null for here.
    show(explanation, channel, contents, { paint, width, most, turned, place = null }) {
      const { operation, window } = explanation;
      const written = isList(explanation) || Math.max(window[0].length, window[0][0].length) <= WRITTEN_SIDE;
      const kinds = contents.map(({ weights }) => (written ? (weights && most ? "editor" : "tile") : "map"));
      const layout = layoutFor(explanation, written, contents.length, width);
      const wanted = `${operation} ${kinds} ${Boolean(place)}`;
      if (wanted !== plan) build(kinds, contents, place?.tile);
      plan = wanted;
      if (layout.style !== style) element.style.cssText = style = layout.style;
      tiles.forEach((tile, n) => {
        const own = layoutOf(n, layout, explanation, place, width);
        if (own.style && tile.element.dataset.sized !== own.style) tile.element.style.cssText = tile.element.dataset.sized = place ? own.style : "";
        tile.show(contents[n], { ...own, most, paint, turned });
      });
      sum.show(sumLines(explanation, channel));
    },
    resize: (size) => tiles.find((tile) => tile.resize)?.resize(size),
    highlight(cell) { tiles.forEach((tile) => tile.highlight(cell)); },
  };
};
