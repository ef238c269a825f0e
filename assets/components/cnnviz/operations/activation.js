// An activation makes one number of one number; its sentence is ActivationTrace's.

import { formatNumber } from "../numbers.js";
import { resultValue, singleValue } from "../reading.js";
import { outputsOver } from "../spans.js";
import { commonOperation, ofAllKernels, ownPlane } from "./common.js";

// slope: how steep the activation is at this very value, sent along with the outputs.
const explainActivation = (model, place) => {
  const { result } = model;
  return {
    ...singleValue(model, place), name: result.function,
    slope: resultValue({ ...result, values: result.slope }, place), total: resultValue(result, place),
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
  touchedBy: (model, place) => outputsOver(model, place, [place.plane]),
  ofKernel: ofAllKernels,
  slides: false,
  ending: ({ result }) => `goes through ${result.function} on its own.`,
  windowName: () => "Before",
};
