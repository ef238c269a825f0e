// One line of the calculation: window × weights = products, and their sum. Which tiles it has depends on the operation.

import { make } from "../payload.js";
import { newEditor } from "./editor.js";
import { newSumBox, sumLines } from "./sum_box.js";
import { cellLayout, mapSide, WRITTEN_SIDE } from "./tile_layout.js";
import { newTileMap } from "./tile_maps.js";
import { newTile } from "./tiles.js";

const FIRST_NAMES = { conv: "under the window", combined: "under the window", pool: "under the window", dense: "inputs", activation: "before", softmax: "scores" };

const countsAsZero = ({ kind, divisor, outside, operation }) =>
  operation !== "pool" || kind === "sum" || (kind === "average" && divisor > outside.flat().filter((out) => !out).length);

const lookOfWindow = (explanation, channel, paint) => {
  const { channels, rows, columns, outside, repeated, chosen } = explanation;
  const zero = countsAsZero(explanation) ? {} : { text: "–" };
  const won = new Set(chosen.map(([i, j]) => `${i} ${j}`));
  return (i, j) => {
    if (outside[i][j]) return { ...zero, colour: null, kind: "outside" };
    const kind = [repeated[i][j] && "repeated", won.has(`${i} ${j}`) && "chosen"].filter(Boolean).join(" ");
    return { colour: paint.source(channels[channel], rows[i], columns[j]), kind };
  };
};

const lookOfSigned = (tiles, channel, paint) => {
  const limit = Math.max(...tiles.map((tile) => Math.max(...tile.map((row) => Math.max(...row.map(Math.abs))))));
  return (i, j) => ({ colour: paint.signed(tiles[channel][i][j], limit), kind: "" });
};

// The tiles of one channel: { operator, name, values, look, weights? }.
export const tilesOf = (explanation, channel, paint) => {
  const { operation, names, window, weights, products } = explanation;
  const which = window.length > 1 && operation !== "combined" ? `${names[channel]}: ` : "";
  const signed = (operator, name, tiles, more) =>
    tiles ? [{ operator, name, values: tiles[channel], look: lookOfSigned(tiles, channel, paint), ...more }] : [];
  return [
    { operator: "", name: which + FIRST_NAMES[operation], values: window[channel], look: lookOfWindow(explanation, channel, paint) },
    ...signed("×", operation === "combined" ? `weights of ${names[channel]}` : "weights", weights, { weights: true }),
    ...signed(operation === "softmax" ? "→" : "=", operation === "softmax" ? "e^(score − largest)" : "products", products),
  ];
};

const makers = { tile: newTile, map: newTileMap, editor: newEditor };

// handlers: { hover(i, j) or hover(null), edit(text) }.
export const newEquation = (handlers) => {
  const element = make("div", "detail-equation");
  const tail = make("div", "detail-tile detail-result");
  const sum = newSumBox();
  let tiles = [];
  let plan = "";
  tail.append(Object.assign(make("span", "detail-operator"), { textContent: "=", ariaHidden: "true" }), sum.element);

  const build = (kinds, contents) => {
    tiles = kinds.map((kind, n) => makers[kind](contents[n].operator, handlers));
    element.replaceChildren(...tiles.map((tile) => tile.element), tail);
  };

  return {
    element,
    get editor() { return tiles.find((tile) => tile.ready); },
    // most: the longest side of a kernel that can be edited, 0 if none can.
    show(explanation, channel, paint, width, most) {
      const contents = tilesOf(explanation, channel, paint);
      const [rows, columns] = [explanation.window[0].length, explanation.window[0][0].length];
      const written = Math.max(rows, columns) <= WRITTEN_SIDE;
      const kinds = contents.map(({ weights }) => (written ? (weights && most ? "editor" : "tile") : "map"));
      const wanted = `${explanation.operation} ${kinds}`;
      if (wanted !== plan) build(kinds, contents);
      plan = wanted;
      const layout = written ? cellLayout(width, rows, columns, contents.length) : { side: mapSide(width, contents.length) };
      element.style.cssText = written ? `--cell: ${layout.cell}px; --high: ${layout.height}px; --letters: ${layout.size}px` : "";
      tiles.forEach((tile, n) => tile.show(contents[n], { ...layout, most, paint }));
      sum.show(sumLines(explanation, channel));
    },
    highlight(place) { tiles.forEach((tile) => tile.highlight(place)); },
  };
};
