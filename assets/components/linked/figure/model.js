// From the parts: the contents of both figures, and which cells belong together.

import { explain } from "../../cnnviz/explain.js";
import { formatNumber } from "../../cnnviz/numbers.js";
import { colourOf, inkOn, layoutOf, newImages } from "./pixels.js";
import { axesOf, operationOf } from "../../cnnviz/operations/operations.js";
import { range } from "../../cnnviz/spans.js";
import { axisOf, codeOf, lengthOf, resultValue, sourceValue } from "../../cnnviz/reading.js";

const contentOf = (part, planes, frame, text) => ({
  key: [planes, frame.rows, frame.columns, frame.top, frame.left].join(" "),
  ...frame, planes, ...layoutOf(planes), height: part.height, width: part.width, text, label: part.label, alt: part.alt,
});

// imageOf: of newImages.
export const sourceContent = (model, imageOf = newImages()) => {
  const { source, windows } = model;
  const outside = operationOf(model.result).padsWithZero(model) ? formatNumber(0) : "–"; // as in the tile of the window
  const { padded_rows: rows, padded_columns: columns, top, left } = windows;
  const planes = source.rgb ? 1 : source.planes;
  const at = (row, column) => [rows[row + top], columns[column + left]];
  const [height, width] = [lengthOf(windows, "rows"), lengthOf(windows, "columns")];
  return {
    ...contentOf({ ...source, height, width }, planes, { rows: rows.length, columns: columns.length, top, left }, (plane, row, column) => {
      const [y, x] = at(row, column);
      if (source.rgb) return ""; // three numbers at once
      return y < 0 || x < 0 ? outside : formatNumber(sourceValue(source, plane, y, x), 3);
    }),
    image: imageOf(source, planes, rows, columns),
    inkOn: (plane, row, column) => {
      const [y, x] = at(row, column);
      return y < 0 || x < 0 ? "" : inkOn(colourOf(source, plane, y, x));
    },
    paddingKind: (row, column) => {
      const [y, x] = at(row, column);
      if (y < 0 || x < 0) return "zero";
      return y === row && x === column ? "" : "repeated";
    },
  };
};

const totalAt = (model, position) => resultValue(model.result, position) ?? explain(model, position).total;

const resultText = (model, position) => {
  const total = totalAt(model, position);
  return codeOf(model.result, total) ?? formatNumber(total, 3);
};

export const resultContent = (model, imageOf = newImages()) => {
  const { result } = model;
  const { planes } = result;
  return {
    ...contentOf(result, planes, { rows: result.height, columns: result.width, top: 0, left: 0 },
      (plane, row, column) => resultText(model, { plane, row, column })),
    image: imageOf(result, planes),
    inkOn: (plane, row, column) => inkOn(colourOf(result, plane, row, column)),
    paddingKind: () => "",
  };
};

// The same before a learner has predicted the size: nothing gives it away.
export const hiddenContent = (model, imageOf) => ({ ...resultContent(model, imageOf), label: "Output", alt: "The output, hidden while you predict" });

const shifted = (padded, offset) => padded.map((index) => index - offset);

// The window of one output, in the source's coordinates, the padding's positions included.
export const windowOf = (model, position) => {
  const [down, across] = axesOf(model, position);
  return { rows: shifted(down.padded, model.windows.top), columns: shifted(across.padded, model.windows.left) };
};

// All outputs that a source pixel contributes to; planes: null for all.
export const touchedBy = (model, position) => operationOf(model.result).touchedBy(model, position);

// Windows → what was found along one of their axes: all steps of a drag of a weight ask for the same.
const foundIn = new WeakMap();

// Along an axis, "rows" or "columns": the source's positions that a tap covers, over all outputs, and the outputs where it covers a pixel.
const alongTap = (windows, name, tap) => {
  const found = foundIn.get(windows) ?? foundIn.set(windows, {}).get(windows);
  if (found[name]?.tap === tap) return found[name];
  const offset = windows[name === "rows" ? "top" : "left"];
  const axes = range(windows[name].shape[0]).map((index) => ({ index, ...axisOf(windows, name, index) }));
  const met = [...new Set(axes.map(({ padded }) => padded[tap] - offset))];
  return (found[name] = { tap, met, outputs: axes.filter(({ inside: own }) => own[tap] >= 0).map(({ index }) => index) });
};

// The source positions that one weight of a kernel covers, over all its outputs, and the outputs where it covers a pixel.
export const metByTap = ({ windows, result }, [i, j], position) => {
  const [down, across] = [alongTap(windows, "rows", i), alongTap(windows, "columns", j)];
  const touched = { ...operationOf(result).ofKernel(result, position, down.outputs), columns: across.outputs };
  return { source: { rows: down.met, columns: across.met }, result: touched };
};

// The planes of the source that an output is made of, as the figure shows them; null for all.
export const planesOf = (model, position) => (model.source.rgb ? null : operationOf(model.result).planesOf(model, position));
