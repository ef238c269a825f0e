// A series under a kernel: what cnnviz/series/ gives, and what AxesTrace says of an output. tests/components/test_series.py compares them.
//
// A task is { values, kernel, padding, stride, dilation }.

import { convSentence } from "./operations/conv.js";
import { sumOf } from "./sums.js";
import { named } from "./words.js";

const FLAT = 1e-24;

export const spanOf = ({ kernel, dilation }) => dilation * (kernel.length - 1) + 1;

// How many zeros are added before and after.
export const sidesOf = (task) => {
  const reach = spanOf(task) - 1;
  return { valid: [0, 0], same: [Math.floor(reach / 2), Math.ceil(reach / 2)], full: [reach, reach], causal: [reach, 0] }[task.padding];
};

// Why there is no output; "" if there is one.
export const seriesFault = (task) => {
  const { values, kernel, padding, stride, dilation } = task;
  if (padding === "same" && stride > 1) {
    return "padding 'same' needs stride 1, as in PyTorch: a larger stride shrinks the input; use TensorFlow's 'same', which allows it, " +
      "or give the padding as a number";
  }
  const [before, after] = sidesOf(task);
  const missing = spanOf(task) - values.length - before - after;
  if (missing <= 0) return "";
  const spread = dilation > 1 ? ` with dilation ${dilation}` : "";
  return `a kernel of ${kernel.length}${spread} does not fit a series of ${values.length} with padding 0; ` +
    `use padding ≥ ${Math.floor((missing + 1) / 2)} or a smaller kernel`;
};

export const outputCount = (task) => {
  const [before, after] = sidesOf(task);
  return Math.floor((task.values.length + before + after - spanOf(task)) / task.stride) + 1;
};

// The positions of the series under the kernel's taps, −1 in the padding.
export const sourcesOf = (task, at) => {
  const first = at * task.stride - sidesOf(task)[0];
  return task.kernel.map((_, tap) => {
    const source = first + tap * task.dilation;
    return source >= 0 && source < task.values.length ? source : -1;
  });
};

// The output, added up tap by tap.
export const filtered = (task) => Array.from({ length: outputCount(task) }, (_, at) =>
  sourcesOf(task, at).reduce((sum, source, tap) => (source < 0 ? sum : sum + task.kernel[tap] * task.values[source]), 0));

// Below which position of the series an output is drawn: the middle of its window; where it is causal, the window's end.
export const placeAt = (task, at) => at * task.stride - sidesOf(task)[0] + (spanOf(task) - 1) / (task.padding === "causal" ? 1 : 2);

const outsideWords = (sources) => {
  const count = sources.filter((source) => source < 0).length;
  const [lies, counts] = count === 1 ? ["lies", "counts"] : ["lie", "count"];
  return count ? `; ${count} of the window's ${sources.length} positions ${lies} outside the series and ${counts} as 0` : "";
};

// Everything there is to say of one output.
export const seriesTrace = (task, output, at) => {
  const sources = sourcesOf(task, at);
  const window = sources.map((source) => (source < 0 ? 0 : task.values[source]));
  const products = task.kernel.map((weight, tap) => weight * window[tap]);
  const trace = { window: [window], weights: [task.kernel], products: [products], bias: 0, total: output[at], channels: [0], rows: [0], columns: [0] };
  const sum = convSentence(trace).replace(/^row 0, column 0: /, "");
  return { sources, window, products, total: output[at], sentence: `${named("position", sources)}: ${sum}${outsideWords(sources)}` };
};

// The kernel that a part of the series makes: { weights, fault }. match: [first position, how many, "raw", "mean" or "norm"].
export const matchWeights = (values, [start, taps, how]) => {
  const shape = values.slice(start, start + taps);
  if (shape.length < taps) {
    return { weights: null, fault: `the shape of ${taps} from position ${start} is not in a series of ${values.length}; choose an earlier or a shorter one` };
  }
  if (how === "raw") return { weights: shape, fault: "" };
  const mean = sumOf(shape) / taps;
  const centred = shape.map((value) => value - mean);
  const power = sumOf(centred.map((value) => value * value));
  if (power <= FLAT * sumOf(shape.map((value) => value * value))) {
    return { weights: null, fault: "the shape is flat: with its mean removed nothing is left; choose a part that rises or falls" };
  }
  return { weights: how === "norm" ? centred.map((value) => value / power) : centred, fault: "" };
};

// Outputs no lower than those beside them, and at least half as high as the largest; of those not more than `apart` from each other the highest.
export const peaksOf = (output, apart) => {
  const least = output.reduce((most, value) => Math.max(most, value), -Infinity) / 2;
  if (least <= 0) return [];
  const isTop = (at) => output[at] >= (output[at - 1] ?? -Infinity) && output[at] >= (output[at + 1] ?? -Infinity) && output[at] >= least;
  const tops = output.map((_, at) => at).filter(isTop).sort((one, other) => output[other] - output[one] || one - other);
  const found = tops.reduce((kept, at) => (kept.every((other) => Math.abs(at - other) > apart) ? [...kept, at] : kept), []);
  return found.sort((one, other) => one - other);
};
