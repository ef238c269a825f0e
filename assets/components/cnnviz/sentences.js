// The sentence for an explanation, in the words of cnnviz's traces.

import { denseSentence } from "./explain_dense.js";
import { flattenSentence } from "./explain_single.js";
import { formatNumber } from "./numbers.js";
import { activationSentence, convSentence, poolSentence, softmaxSentence } from "./words.js";

const combinations = {
  sobel_magnitude: ([across, down], total) => `√((${across})² + (${down})²) = ${total}`,
  sobel_direction: ([across, down], total) => `the direction of (${across} to the right, ${down} down) is ${total}°`,
  kirsch_maximum: (answers, total) => `the largest of ${answers.join(", ")} is ${total}`,
  kirsch_winner: (answers, total, names) => `of ${answers.map((answer, i) => `${names[i]} ${answer}`).join(", ")} the largest is ${names[total]}`,
};

const combinedSentence = (explanation, result) =>
  combinations[result.combine](explanation.partial.map((answer) => formatNumber(answer)), formatNumber(explanation.total), result.names);

const pooledSentence = (explanation) => poolSentence({ ...explanation, value: explanation.total });

const activatedSentence = ({ name, slope, window: [[[input]]], total }) => activationSentence({ name, input, output: total, slope });

const shareSentence = ({ window: [scores], chosen: [[at]], products: [powers], temperature, total }) =>
  softmaxSentence({ scores: scores.flat(), at, temperature, powers: powers.flat(), value: total });

const sentences = {
  conv: convSentence, pool: pooledSentence, combined: combinedSentence,
  activation: activatedSentence, flatten: flattenSentence, dense: denseSentence, softmax: shareSentence,
};

export const sentenceOf = (explanation, result) => sentences[explanation.operation](explanation, result);
