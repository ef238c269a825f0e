// Every operation that a linked view can show, by the name that pages/ui/linked/parts.py has for it. All that differs
// between them is in their rows; no other code compares their names.

import { activationOperation } from "./activation.js";
import { combinedOperation } from "./combined.js";
import { convOperation } from "./conv.js";
import { denseOperation } from "./dense.js";
import { flattenOperation } from "./flatten.js";
import { poolOperation } from "./pool.js";
import { softmaxOperation } from "./softmax.js";

// explain(model, position, rows, columns): the facts of an output. sentence(explanation, result). sumLines(explanation, channel).
// planesOf(model, position): the planes of the source that an output is made of, null for all. touchedBy(model, position): the
// outputs that a source pixel contributes to. ofKernel(result, position, rows): the planes and rows of the outputs that the
// kernel of an output makes. slides: does a position in the window cover many pixels? ending(model, touched): what becomes of
// a pixel, as the end of a sentence. The rest: see commonOperation.
export const OPERATIONS = {
  conv: convOperation, combined: combinedOperation, pool: poolOperation, activation: activationOperation,
  flatten: flattenOperation, dense: denseOperation, softmax: softmaxOperation,
};

export const operationOf = ({ operation }) => OPERATIONS[operation];

// The window of one output, along both axes.
export const axesOf = (model, position) => operationOf(model.result).axes(model, position);
