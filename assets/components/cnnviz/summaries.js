// What to say in a line of what is pointed at: an output, a source pixel, or a weight.

import { formatNumber } from "./numbers.js";
import { operationOf } from "./operations/operations.js";
import { positionTitle, sourceValue } from "./reading.js";
import { span } from "./spans.js";

const capital = (text) => text[0].toUpperCase() + text.slice(1);

const valueAt = ({ source, windows }, { plane, row, column }) => {
  const [y, x] = [windows.padded_rows[row + windows.top], windows.padded_columns[column + windows.left]];
  if (y < 0 || x < 0) return "a padded zero";
  const planes = source.rgb ? source.names.map((_, i) => i) : [plane];
  const value = planes.map((i) => (source.rgb ? `${source.names[i].toLowerCase()} ` : "") + formatNumber(sourceValue(source, i, y, x))).join(", ");
  return y === row && x === column ? `value ${value}` : `padding, a copy of row ${y}, column ${x}: ${value}`;
};

export const outputSummary = ({ title, total, code }) => `${capital(title)}: ${code ?? formatNumber(total)}`;

export const pixelSummary = (model, position, touched) => {
  const ending = operationOf(model.result).ending(model, touched);
  return `${capital(positionTitle(model.source, position))} (${valueAt(model, position)}) ${ending}`;
};

export const tapSummary = ({ result }, [i, j], { result: { rows, columns, planes } }) => {
  const count = rows.length * columns.length;
  const { weights } = result;
  const single = weights && weights.shape[0] * weights.shape[1] === 1;
  const what = weights ? `weight${single ? ` (${formatNumber(weights[i * weights.shape[3] + j])})` : ""}` : "position in the window";
  const where = result.lines?.length ? `the logit of ${result.lines[rows[0]]}` : `${span("row", rows)}, ${span("column", columns)}`;
  const all = result.height * result.width;
  const map = planes ? ` of ${result.names[planes[0]]}` : "";
  return `This ${what} contributes to ${formatNumber(count)} of ${formatNumber(all)} ${all === 1 ? "output" : "outputs"}${map}: ${where}.`;
};
