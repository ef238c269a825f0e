// What is marked in both figures while something is pointed at: an output, a source pixel, or a weight.

import { explain } from "../../cnnviz/explain.js";
import { operationOf } from "../../cnnviz/operations/operations.js";
import { metByTap, planesOf, touchedBy, windowOf } from "./model.js";
import { outputSummary, pixelSummary, tapSummary } from "../../cnnviz/summaries.js";

// Each gives the marks of both figures, and a line of text.
export const outputLook = (model, position, explanation) => {
  const window = windowOf(model, position);
  const planes = planesOf(model, position);
  const taken = explanation.chosen.map(([i, j]) => ({ kind: "winner", planes, rows: [window.rows[i]], columns: [window.columns[j]] }));
  const cell = { kind: "cell", planes: [position.plane], rows: [position.row], columns: [position.column] };
  return { source: [{ kind: "window", planes, ...window }, ...taken], result: [cell], text: outputSummary(explanation) };
};

export const pixelLook = (model, position) => {
  const touched = touchedBy(model, position);
  return {
    source: [{ kind: "cell", planes: [position.plane], rows: [position.row], columns: [position.column] }],
    result: [{ kind: "touched", ...touched }],
    text: pixelSummary(model, position, touched),
  };
};

// at: the output whose window is looked into.
export const tapLook = (model, tap, at) => {
  const { slides, entryName } = operationOf(model.result);
  if (!slides) return outputLook(model, at, explain(model, at));
  const met = metByTap(model, tap, at);
  return {
    source: [{ kind: "tap", planes: entryName ? [tap[2]] : null, ...met.source }], // each weight over flattened maps meets one number
    result: [{ kind: "touched", ...met.result }],
    text: tapSummary(model, tap, met),
  };
};

const halfway = (list) => list[list.length >> 1] ?? 0;

// The position in the middle of what is marked first.
export const middleOf = ([{ planes, rows, columns }]) => ({ plane: planes?.[0] ?? 0, row: halfway(rows), column: halfway(columns) });
