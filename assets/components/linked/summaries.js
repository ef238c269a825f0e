// What to say of a source pixel or a weight that is pointed at.

import { formatNumber } from "./numbers.js";
import { sourceValue } from "./explain.js";

const span = (name, indices) => {
  if (!indices.length) return `no ${name}`;
  if (indices.length === 1) return `${name} ${indices[0]}`;
  const [first, last] = [indices[0], indices[indices.length - 1]];
  const step = indices[1] - first;
  const even = indices.every((index, i) => index === first + i * step);
  return even && step > 1 ? `every ${step}th of the ${name}s ${first}–${last}` : `${name}s ${first}–${last}`;
};

const valueAt = ({ source, windows }, { plane, row, column }) => {
  const [y, x] = [windows.padded_rows[row + windows.top], windows.padded_columns[column + windows.left]];
  if (y < 0 || x < 0) return "a padded zero";
  const value = formatNumber(sourceValue(source, plane, y, x));
  return y === row && x === column ? `value ${value}` : `padding, a copy of row ${y}, column ${x}: ${value}`;
};

export const pixelSummary = (model, place, { rows, columns }) => {
  const count = rows.length * columns.length;
  const where = `Row ${place.row}, column ${place.column} (${valueAt(model, place)})`;
  if (!count) return `${where} lies under no window.`;
  return `${where} lies under ${formatNumber(count)} ${count === 1 ? "window" : "windows"}: of the outputs in ${span("row", rows)}, ${span("column", columns)}.`;
};

export const tapSummary = ({ result }, [i, j], { result: { rows, columns } }) => {
  const count = rows.length * columns.length;
  const weight = result.weights ? ` (${formatNumber(result.weights[i * result.weights.shape[3] + j])})` : "";
  return `This weight${weight} has a part in ${formatNumber(count)} of ${formatNumber(result.height * result.width)} outputs: ${span("row", rows)}, ${span("column", columns)}.`;
};
