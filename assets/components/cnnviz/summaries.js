// What to say in a line of what is pointed at: an output, a source pixel, or a weight.

import { formatNumber } from "./numbers.js";
import { placeTitle, sourceValue } from "./reading.js";

// 2nd, 3rd, 4th, 11th, 21st …
const ordinal = (number) => {
  const last = Math.floor((number % 100) / 10) === 1 ? 0 : number % 10;
  return `${number}${["th", "st", "nd", "rd"][last] ?? "th"}`;
};

const span = (name, indices) => {
  if (!indices.length) return `no ${name}`;
  if (indices.length === 1) return `${name} ${indices[0]}`;
  const [first, last] = [indices[0], indices[indices.length - 1]];
  const step = indices[1] - first;
  const even = indices.every((index, i) => index === first + i * step);
  return even && step > 1 ? `every ${ordinal(step)} of the ${name}s ${first}–${last}` : `${name}s ${first}–${last}`;
};

const capital = (text) => text[0].toUpperCase() + text.slice(1);

const valueAt = ({ source, windows }, { plane, row, column }) => {
  const [y, x] = [windows.padded_rows[row + windows.top], windows.padded_columns[column + windows.left]];
  if (y < 0 || x < 0) return "a padded zero";
  const planes = source.rgb ? source.names.map((_, i) => i) : [plane];
  const value = planes.map((i) => (source.rgb ? `${source.names[i].toLowerCase()} ` : "") + formatNumber(sourceValue(source, i, y, x))).join(", ");
  return y === row && x === column ? `value ${value}` : `padding, a copy of row ${y}, column ${x}: ${value}`;
};

export const outputSummary = ({ title, total }) => `${capital(title)}: ${formatNumber(total)}`;

const underWindows = ({ result }, { rows, columns, planes }) => {
  const count = rows.length * columns.length;
  if (!count) return "lies under no window.";
  const each = result.planes > 1 && !planes ? ` of each of the ${result.planes} maps` : "";
  return `lies under ${formatNumber(count)} ${count === 1 ? "window" : "windows"}: of the outputs in ${span("row", rows)}, ${span("column", columns)}${each}.`;
};

// What becomes of a source pixel, after its name and value.
const ENDINGS = {
  activation: ({ result }) => `goes through ${result.function} by itself.`,
  flatten: ({ result }, { rows: [line], columns: [place] }) => `becomes number ${line * result.width + place}.`,
  dense: ({ result }) => `has a part in each of the ${result.height} scores, with a weight of its own.`,
  softmax: ({ result }) => `has a part in each of the ${result.height} shares, because it stands in the sum that all are divided by.`,
};

export const pixelSummary = (model, place, touched) => {
  const ending = (ENDINGS[model.result.operation] ?? underWindows)(model, touched);
  return `${capital(placeTitle(model.source, place))} (${valueAt(model, place)}) ${ending}`;
};

export const tapSummary = ({ result }, [i, j], { result: { rows, columns, planes } }) => {
  const count = rows.length * columns.length;
  const { weights } = result;
  const single = weights && weights.shape[0] * weights.shape[1] === 1;
  const what = weights ? `weight${single ? ` (${formatNumber(weights[i * weights.shape[3] + j])})` : ""}` : "place of the window";
  const where = result.lines?.length ? `the score of ${result.lines[rows[0]]}` : `${span("row", rows)}, ${span("column", columns)}`;
  const map = planes ? ` of ${result.names[planes[0]]}` : "";
  return `This ${what} has a part in ${formatNumber(count)} of ${formatNumber(result.height * result.width)} outputs${map}: ${where}.`;
};
