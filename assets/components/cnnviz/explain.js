// How one output is computed, from the parts: the same facts as in the operators' traces in cnnviz; tests compare them.

import { axesOf, operationOf } from "./operations/operations.js";
import { codeOf, overWindow, positionTitle } from "./reading.js";

// Everything there is to say about the output at a position.
export const explain = (model, position) => {
  const { windows, result, source } = model;
  const [down, across] = axesOf(model, position);
  const made = operationOf(result).explain(model, position, down.inside, across.inside);
  const copy = (axis, offset) => axis.padded.map((at, i) => at - offset !== axis.inside[i] && axis.inside[i] >= 0);
  const [copiedRows, copiedColumns] = [copy(down, windows.top), copy(across, windows.left)];
  const explanation = {
    operation: result.operation, position, rows: down.inside, columns: across.inside,
    names: made.channels.map((channel) => source.names[channel]),
    outside: overWindow(down.inside, across.inside, (row, column) => row < 0 || column < 0),
    repeated: overWindow(copiedRows, copiedColumns, (row, column, i, j) => (row || column) && down.inside[i] >= 0 && across.inside[j] >= 0),
    chosen: [], winners: [], divisor: null, title: positionTitle(result, position),
    precision: result.precision, preferred: result.channel, ...made,
  };
  return { ...explanation, code: codeOf(result, explanation.total), sentence: operationOf(result).sentence(explanation, result) };
};
