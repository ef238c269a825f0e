// What the view says of kernel, padding and output, in sentences.

import { formatNumber } from "../cnnviz/numbers.js";
import { placeAt, spanOf } from "../cnnviz/series.js";
import { sumOf } from "../cnnviz/sums.js";
import { wordsOf } from "../cnnviz/words.js";

const MOST_NAMED = 12;
const NEAR = 1e-6; // float32 weights such as 1/5 add up to 1 within this

// what: "series" or "volume".
export const onWeights = ({ kernel }, what) => {
  const sum = sumOf(kernel);
  if (Math.abs(sum) <= NEAR) return `The weights add up to 0: where the ${what} is level, the output is 0.`;
  if (Math.abs(sum - 1) <= NEAR) return `The weights add up to 1: where the ${what} is level, the output has its level.`;
  return `The weights add up to ${formatNumber(sum)}: a level ${what} is multiplied by that.`;
};

const MATCHED = {
  raw: "The shape as it is: outputs are high wherever the series is high, so a high level may pass for the shape.",
  mean: "Its mean removed, the weights add up to 0: the level of the series no longer counts, only the shape.",
  norm: "Normalised: its mean removed and divided by its sum of squares, so that 1 means the same shape at the same size.",
};

const onPeaks = (task, peaks) => {
  if (!peaks.length) return "No output is above 0: the shape is nowhere.";
  const places = peaks.slice(0, MOST_NAMED).map((at) => formatNumber(placeAt(task, at)));
  const more = peaks.length > MOST_NAMED ? " and others" : "";
  return `${peaks.length} ${peaks.length === 1 ? "output peaks" : "outputs peak"} at half the largest or more (▼), below ${peaks.length === 1 ? "position" : "positions"} ${more ? places.join(", ") : wordsOf(places)}${more}.`;
};

const onWindow = (task) => {
  const { padding, dilation, kernel } = task;
  const causal = padding === "causal" ? " Causal: each output stands below the newest number it has seen; nothing comes before its cause." : "";
  return `${dilation > 1 ? ` With dilation ${dilation}, ${kernel.length} weights span ${spanOf(task)} positions.` : ""}${causal}`;
};

// peaks: outputs, null where they are to be predicted.
export const remarkOn = (task, match, peaks) => {
  if (!match) return `${onWeights(task, "series")}${onWindow(task)}`;
  return `${MATCHED[match[2]]}${onWindow(task)}${peaks ? ` ${onPeaks(task, peaks)}` : ""}`;
};

export const asSentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "");
