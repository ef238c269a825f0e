// What follows from the fields of a series, and the task's name.

import { filtered, matchWeights, seriesFault } from "../cnnviz/series.js";
import { readSeries } from "../cnnviz/series_text.js";
import { weightsOf } from "./series_kernel.js";

const LOOKED_AT = ["values", "kernel", "match", "padding", "stride", "dilation"];

// Names what is to be predicted, as pages/ui/series/view.py does.
export const keyOf = (fields) => LOOKED_AT.map((name) => (name === "match" ? (fields.match ?? []).join("_") : fields[name])).join("|");

// What follows from the fields: { task, match, fault, output }. Where a shape can't be cut out, the task has a weight of 0.
export const computed = (fields, samples) => {
  const values = samples.find(([key]) => key === fields.values)?.[2] ?? readSeries(fields.values);
  const { match, padding, stride, dilation } = fields;
  const { weights, fault } = match ? matchWeights(values, match) : { weights: weightsOf(fields.kernel), fault: "" };
  const task = { values, kernel: weights ?? [0], padding, stride, dilation };
  const why = fault || seriesFault(task);
  return { task, match, fault: why, output: why ? null : filtered(task) };
};

export const strongestOf = (output) => output.reduce((best, value, at) => (Math.abs(value) > Math.abs(output[best]) ? at : best), 0);
