// An activation turns one number into one number; its sentence is that of ActivationTrace.

import { formatNumber } from "../numbers.js";
import { resultValue, singleValue } from "../reading.js";
import { outputsOver } from "../spans.js";
import { commonOperation, ofAllKernels, ownPlane } from "./common.js";

// slope: the activation's derivative at this value, sent along with the outputs.
const explainActivation = (model, position) => {
  const { result } = model;
  return {
    ...singleValue(model, position), name: result.function,
    slope: resultValue({ ...result, values: result.slope }, position), total: resultValue(result, position),
  };
};

const activationSentence = ({ name, slope, window: [[[input]]], total }) =>
  `${name}(${formatNumber(input)}) = ${formatNumber(total)}; the slope there is ${formatNumber(slope)}`;

export const activationOperation = {
  ...commonOperation,
  explain: explainActivation,
  sentence: activationSentence,
  sumLines: ({ total, name }) => [[name ? `after ${name}` : "becomes", total]],
  planesOf: ownPlane,
  touchedBy: (model, position) => outputsOver(model, position, [position.plane]),
  ofKernel: ofAllKernels,
  slides: false,
  ending: ({ result }) => `goes through ${result.function} on its own.`,
  windowName: () => "Before",
};
