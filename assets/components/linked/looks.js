// What is marked in both figures while something is pointed at: an output, a source pixel, or a weight.

import { metByTap, planesOf, touchedBy, windowOf } from "./model.js";
import { pixelSummary, tapSummary } from "./summaries.js";

// Each gives the marks of both figures, and a line of text.
export const outputLook = (model, place, explanation) => {
  const window = windowOf(model, place);
  const planes = planesOf(model, place);
  const taken = explanation.chosen.map(([i, j]) => ({ kind: "winner", planes, rows: [window.rows[i]], columns: [window.columns[j]] }));
  const cell = { kind: "cell", planes: model.result.rgb ? null : [place.plane], rows: [place.row], columns: [place.column] };
  return { source: [{ kind: "window", planes, ...window }, ...taken], result: [cell], text: "" };
};

export const pixelLook = (model, place) => {
  const touched = touchedBy(model, place);
  return {
    source: [{ kind: "cell", planes: null, rows: [place.row], columns: [place.column] }],
    result: [{ kind: "touched", planes: null, ...touched }],
    text: pixelSummary(model, place, touched),
  };
};

export const tapLook = (model, [i, j]) => {
  const met = metByTap(model, i, j);
  return {
    source: [{ kind: "tap", planes: null, ...met.source }],
    result: [{ kind: "touched", planes: null, ...met.result }],
    text: tapSummary(model, [i, j], met),
  };
};
