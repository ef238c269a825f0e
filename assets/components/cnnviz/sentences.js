// The sentence for an explanation, in the words of cnnviz's traces.

import { COMBINATIONS } from "./combinations.js";
import { denseSentence } from "./explain_dense.js";
import { flattenSentence } from "./explain_single.js";
import { formatNumber } from "./numbers.js";
import { activationSentence, convSentence, poolSentence, softmaxSentence } from "./words.js";

const combinedSentence = ({ partial, total }, { combine, names }) =>
  COMBINATIONS[combine].sentence(partial.map((answer) => formatNumber(answer)), total, names);

const pooledSentence = (explanation) => poolSentence({ ...explanation, value: explanation.total });

const activatedSentence = ({ name, slope, window: [[[input]]], total }) => activationSentence({ name, input, output: total, slope });

const shareSentence = ({ window: [scores], chosen: [[at]], products: [powers], temperature, total }) =>
  softmaxSentence({ scores: scores.flat(), at, temperature, powers: powers.flat(), value: total });

const sentences = {
  conv: convSentence, pool: pooledSentence, combined: combinedSentence,
  activation: activatedSentence, flatten: flattenSentence, dense: denseSentence, softmax: shareSentence,
};

export const sentenceOf = (explanation, result) => sentences[explanation.operation](explanation, result);
