// Several kernels over one channel, and their responses put together.

import { COMBINATIONS } from "../combinations.js";
import { formatNumber } from "../numbers.js";
import { multiplied } from "../products.js";
import { resultValue } from "../reading.js";
import { outputsOver, underWindows } from "../spans.js";
import { commonOperation, ofAllKernels, ownPlane } from "./common.js";

const explainCombined = (model, position, rows, columns) => {
  const { result } = model;
  const kernels = result.names.map((_, number) => multiplied(model, number, [0], rows, columns));
  const join = (name) => kernels.map((kernel) => kernel[name][0]);
  const partial = kernels.map((kernel) => kernel.total);
  const winners = COMBINATIONS[result.combine].winners(partial);
  return {
    window: join("window"), weights: join("weights"), products: join("products"), partial, bias: 0, names: result.names,
    channels: kernels.map(() => 0), winners, preferred: winners[0], total: resultValue(result, position) ?? COMBINATIONS[result.combine].combine(partial),
  };
};

const combinedSentence = ({ partial, total, winners }, { combine, names }) =>
  COMBINATIONS[combine].sentence(partial.map((response) => formatNumber(response)), total, names, winners);

export const combinedOperation = {
  ...commonOperation,
  explain: explainCombined,
  sentence: combinedSentence,
  sumLines: ({ partial }, channel) => [["sum of the products", partial[channel]]],
  planesOf: ownPlane,
  touchedBy: (model, position) => outputsOver(model, position, null),
  ofKernel: ofAllKernels,
  slides: true,
  ending: underWindows,
  windowName: () => "Under the window",
  weightsName: ({ names }, channel) => `Weights, ${names[channel]}`,
  together: ({ total, code }) => [["combined", code ?? total]],
};
