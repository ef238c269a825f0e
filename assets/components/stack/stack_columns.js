// The layers of a stack beside each other, each with all its maps in a square of one size.

import { drawLegend, endsOf, newFrame, paintFrame, rangeOf } from "../channels/paint.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const ids = new WeakMap(); // of maps, so that what is shown already is not painted again
let count = 0;
export const idOf = (map) => {
  if (!ids.has(map)) ids.set(map, (count += 1));
  return ids.get(map);
};

// On which colours each layer's maps are drawn: a pool stays on the scale of what it pools. side: { layers, maps }.
export const scalesOf = ({ layers, maps }, limits) => {
  let scale = { isGrey: true, limits };
  return maps.map((own, n) => {
    const { kind, pool } = layers[n];
    if (kind === "conv" || pool === "sum") {
      const range = rangeOf(own);
      scale = { isGrey: false, limits: [-range.end, range.end], range };
    }
    return scale;
  });
};

// Two last layers of one shape share their colours, so that they can be compared.
export const shareLast = (sides) => {
  const last = sides.map(({ scales, shapes }) => [scales.at(-1), shapes.at(-1)]);
  if (last.length < 2 || last.some(([scale]) => !scale || scale.isGrey) || String(last[0][1]) !== String(last[1][1])) return;
  const end = Math.max(...last.map(([{ range }]) => range.end));
  const shared = { isGrey: false, limits: [-end, end], range: { end, isBeyond: last.some(([{ range }]) => range.isBeyond) } };
  sides.forEach(({ scales }) => { scales[scales.length - 1] = shared; });
};

const drawEnds = (legend, scale, name) => {
  legend.hidden = !scale;
  if (!scale) return;
  drawLegend(legend, name, scale.isGrey ? scale.limits.map((end) => formatNumber(end)) : endsOf(scale.range));
  legend.classList.toggle("grey", scale.isGrey);
};

// A text in pieces: every other one is left out where there is no room.
export const spell = (node, pieces) => reconcile(node, pieces, () => make("span", ""), (span, textContent, n) => Object.assign(span, { textContent, className: n % 2 ? "besides" : "" }));

const newColumn = () => {
  const column = make("section", "column");
  const head = Object.assign(make("button", "head"), { type: "button" });
  column.append(head, make("div", "tiles"), make("p", "note"), Object.assign(make("div", "legend"), { role: "img" }));
  return column;
};

const paintTiles = (tiles, { maps, shape, scale, palettes, name, at }) => {
  tiles.style.setProperty("--across", Math.ceil(Math.sqrt(maps.length)));
  reconcile(tiles, maps, () => newFrame("map"), (frame, values, f) => {
    Object.assign(frame.dataset, { ...at, map: f });
    paintFrame(frame, { values, size: shape.slice(1), limits: scale.limits, isGrey: scale.isGrey, palette: scale.isGrey ? palettes.grey : palettes.signed, key: idOf(values), label: `${name}, map ${f}, ${shape.slice(1).join(" × ")}` });
  });
};

// One column for each layer of a side, and one for the difference if it has one. look: { side, number, abreast (columns that have room),
// title(layer), palettes, chosen, sees(n) }
export const drawColumns = (host, look) => {
  const { side, number, palettes } = look;
  const columns = [...side.layers.map((layer, n) => ({ layer, n })), ...(side.difference ? [{ n: -1 }] : [])];
  host.style.setProperty("--count", columns.length);
  host.style.setProperty("--abreast", look.abreast);
  reconcile(host, columns, newColumn, (column, { layer, n }) => {
    const [head, tiles, note, ends] = column.children;
    const isDifference = n < 0;
    const [shape, maps] = isDifference ? [side.difference.shape, side.difference.maps] : [side.shapes[n], side.maps[n]];
    const name = isDifference ? "First minus second" : `Layer ${n + 1}: ${look.title(layer).join("")}`;
    column.className = `column${isDifference ? " difference" : ""}${n === look.chosen ? " chosen" : ""}`;
    column.ariaLabel = name;
    const [first, ...others] = isDifference ? ["Difference"] : look.title(layer);
    spell(head, [isDifference ? first : `${n + 1}: ${first}`, ...others]);
    head.ariaLabel = name;
    head.ariaPressed = String(n === look.chosen);
    head.disabled = isDifference;
    Object.assign(head.dataset, { side: number, layer: n });
    tiles.hidden = !maps;
    if (maps) paintTiles(tiles, { maps, shape, scale: isDifference ? side.difference.scale : side.scales[n], palettes, name, at: { side: number, layer: n } });
    else tiles.replaceChildren();
    if (isDifference) note.textContent = side.difference.told;
    else note.textContent = maps ? `${shape.join(" × ")}\n${look.sees(n)}` : "does not fit";
    drawEnds(ends, maps && !isDifference ? side.scales[n] : null, name);
  });
};
