// What the browser says of outputs, for test_linked_explains_every_row.py.

import { explain } from "/assets/components/cnnviz/explain.js";
import { outputLook, pixelLook, tapLook } from "/assets/components/linked/figure/looks.js";
import { planesOf, touchedBy, windowOf } from "/assets/components/linked/figure/model.js";
import { sumLines } from "/assets/components/linked/detail/sum_box.js";
import { unpackSync } from "/assets/components/payload.js";

const read = (text) => {
  const { header, blocks } = unpackSync(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  return { ...header, ...blocks };
};

const pixelUnder = ({ rows, columns }, { height, width }, planes) => {
  const first = (positions, size) => positions.find((at) => at >= 0 && at < size) ?? positions[0];
  return { plane: planes?.[0] ?? 0, row: first(rows, height), column: first(columns, width) };
};

const say = (model, position) => {
  const [explanation, planes] = [explain(model, position), planesOf(model, position)];
  const lines = sumLines(explanation, explanation.window.length - 1);
  const pixel = pixelUnder(windowOf(model, position), model.source, planes);
  const looks = [outputLook(model, position, explanation), pixelLook(model, pixel), tapLook(model, [0, 0], position)];
  return {
    ...explanation, planes, touched: touchedBy(model, pixel), lines: lines.map(([, value]) => value),
    reckoned: explain({ ...model, result: { ...model.result, values: null } }, position).total,
    texts: [...lines.map(([label]) => label), ...looks.map(({ text }) => text)].map(String),
  };
};

const tried = (model, [plane, row, column]) => {
  try {
    return say(model, { plane, row, column });
  } catch (error) {
    return { error: String(error) };
  }
};

// JSON knows no infinities, and no NaN.
const asText = (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);

// cases: [{ parts: [source, windows, result] as Python packs them, positions }]. Playwright would read lists number by number.
export const told = (cases) => JSON.stringify(cases.map(({ parts, positions }) => {
  const [source, windows, result] = parts.map(read);
  return positions.map((position) => tried({ source, windows, result }, position));
}), asText);
