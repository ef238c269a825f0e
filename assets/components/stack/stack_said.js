// Sentences and tables about one number of a stack, and about its layers and maps.

import { formatNumber, inBrackets } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const MOST_CELLS = 400; // numbers of a map that are written out
const range = (first, count) => (count === 1 ? String(first) : `${first}–${first + count - 1}`);

export const placeText = ([side, layer, plane, row, column], hasTwo) =>
  `${hasTwo ? `${["First", "Second"][side]} stack, layer` : "Layer"} ${layer + 1}, map ${plane}, row ${row}, column ${column}:`;

// What a number sees of the picture; span: within the picture.
export const seesText = ({ rows, columns }, inside) =>
  `It sees ${rows} × ${columns} pixels: rows ${range(inside.top, inside.rows)}, columns ${range(inside.left, inside.columns)}${inside.rows < rows || inside.columns < columns ? " and the padding around them" : ""}.`;

const gridText = (rows) => rows.map((line) => line.map((value) => formatNumber(value)).join("  ")).join("\n");
const fillTable = (table, lines) => reconcile(table, lines, () => make("tr", ""), (line, cells, n) =>
  reconcile(line, cells, () => make(n ? "td" : "th", ""), (cell, text) => { cell.textContent = text; }));

// How a number is made, a line for each map before it. parts: of partsOf; value: the number.
export const drawNumberTable = (table, layer, parts, value, titles) => {
  if (layer.kind === "pool") return fillTable(table, [["map", "window", titles.pools[layer.pool]], [String(parts.terms[0].c), gridText(parts.terms[0].window), formatNumber(value)]]);
  const lines = parts.terms.map(({ c, window, kernel, sum }) => [
    String(c), gridText(window), gridText(kernel),
    kernel.flat().flatMap((weight, i) => (weight ? [`${inBrackets(weight)}·${inBrackets(window.flat()[i])}`] : [])).join(" + ") || "0", formatNumber(sum),
  ]);
  const bent = layer.curve === "linear" ? [] : [[titles.curves[layer.curve], "", "", "", formatNumber(value)]];
  return fillTable(table, [["map", "window", "kernel", "products", "adds"], ...lines, ["bias", "", "", "", formatNumber(parts.bias)], ["sum", "", "", "", formatNumber(parts.sum)], ...bent]);
};

const measures = new WeakMap();
const measuresOf = (map) => {
  if (!measures.has(map)) {
    let [low, high, total, dark] = [Infinity, -Infinity, 0, 0];
    for (const value of map) [low, high, total, dark] = [Math.min(low, value), Math.max(high, value), total + value, dark + Number(value === 0)];
    measures.set(map, [low, total / map.length, high].map((value) => formatNumber(value)).concat(`${formatNumber((100 * dark) / map.length, 3)} %`));
  }
  return measures.get(map);
};

// All layers of the stacks with their maps, a line each. sides: { layers, shapes, maps, fields }.
export const drawLayersTable = (table, sides, titleOf, isHidden) => fillTable(table, [
  ["stack", "layer", "", "map", "rows × columns", "sees", "smallest", "mean", "largest", "zeros"],
  ...sides.flatMap(({ layers, shapes, maps, fields }, side) => maps.flatMap((own, n) => own.map((map, f) =>
    [String(side + 1), String(n + 1), titleOf(layers[n]), String(f), shapes[n].slice(1).join(" × "), isHidden ? "?" : `${fields[n]} × ${fields[n]}`, ...measuresOf(map)]))),
]);

// The map that is looked at, if its numbers can be written out.
export const drawMapTable = (table, map, [rows, columns], name) => {
  table.ariaLabel = name;
  if (map.length > MOST_CELLS) return fillTable(table, [[`${name} has ${formatNumber(map.length)} numbers; up to ${MOST_CELLS} are written out.`]]);
  const across = Array.from({ length: columns }, (_, c) => String(c));
  return fillTable(table, [["", ...across], ...Array.from({ length: rows }, (_, r) => [String(r), ...across.map((__, c) => formatNumber(map[r * columns + c]))])]);
};

// What two stacks differ in.
export const differenceText = (maps) => {
  const total = maps.reduce((sum, map) => sum + map.length, 0);
  let [differ, most] = [0, 0];
  for (const map of maps) for (const value of map) if (value) [differ, most] = [differ + 1, Math.max(most, Math.abs(value))];
  if (!differ) return `0 in all ${formatNumber(total)} numbers: equal to the last bit`;
  return `${formatNumber(differ)} of ${formatNumber(total)} numbers differ, by up to ${formatNumber(most)}`;
};
