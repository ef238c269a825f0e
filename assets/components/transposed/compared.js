// What the output is compared with: resize, then convolve, or convolve, then transpose. Figures to draw, and a sentence on them.

import { formatNumber } from "../cnnviz/numbers.js";
import { coverageOf, phasesOf } from "../cnnviz/operations/transposed.js";
import { convolvedSame, evenCoverage, resized, thereAndBack } from "../cnnviz/resized.js";

const by = ({ rows, columns }) => `${rows} × ${columns}`;
const ends = (numbers) => [Math.min(...numbers), Math.max(...numbers)];
const spread = ([low, high], word) => (low === high ? `${formatNumber(low)} ${word}${low === 1 ? "" : "s"}` : `${formatNumber(low)} to ${formatNumber(high)} ${word}s`);

// What the overlap of the stamps does to equal inputs.
const onOverlap = (task) => {
  const { counts, sums } = phasesOf(task);
  const [many, weight] = [ends(counts), ends(sums)];
  const collect = `Away from the ends each output collects ${spread(many, "stamp")}`;
  const isEqual = Math.abs(weight[1] - weight[0]) <= 1e-6 * Math.max(1, Math.abs(weight[1]));
  if (many[0] === many[1]) {
    return isEqual ? `${collect}, and equal inputs come out equal: no checkerboard.` : `${collect}, but the weights that fall on them add up to ${spread(weight, "").trim().replace(/s$/, "").trim()}: equal inputs come out unequal.`;
  }
  if (isEqual) return `${collect}, yet the weights that fall on each add up to ${formatNumber(weight[0])}: with this kernel equal inputs come out equal.`;
  return `${collect}: equal inputs come out unequal, a checkerboard.`;
};

const besideResizing = (task, made, mode) => {
  const small = resized(task, mode);
  const [smooth, even] = [convolvedSame(small, task.kernel, task.dilation), evenCoverage(task)];
  const counts = made && coverageOf(task);
  return {
    figures: [
      ...(made ? [{ key: "coverage", title: "Stamps on each output", matrix: counts, kind: "count" }] : []),
      { key: "resized", title: `Input, resized by ${mode}`, matrix: small, kind: "input" },
      { key: "smooth", title: "then convolved", matrix: smooth, kind: "output" },
      { key: "even", title: "Numbers in each output", matrix: even, kind: "count" },
    ],
    remark: `${made ? `${onOverlap(task)} ` : ""}Resized first and then convolved, each output collects ${spread(ends(even.values), "number")}, everywhere.`,
  };
};

const besideBack = (task) => {
  const back = thereAndBack(task);
  const given = { key: "before", title: "Input", matrix: task.input, kind: "input" };
  if (!back) return { figures: [given], remark: "No window of the kernel fits into the input: there is nothing to come back from. Make the input larger, or the kernel smaller." };
  const { convolved, restored } = back;
  const changed = restored.values.filter((value, at) => Math.abs(value - task.input.values[at]) > 1e-9 * Math.max(1, Math.abs(value))).length;
  const told = changed ? `Other values: ${changed} of ${restored.values.length} differ.` : "With this kernel the values are the same, too.";
  return {
    figures: [
      given, { key: "convolved", title: "convolved", matrix: convolved, kind: "back" }, { key: "restored", title: "transposed back", matrix: restored, kind: "back" },
    ],
    remark: `The same shape returns: ${by(task.input)} → ${by(convolved)} → ${by(restored)}. ${told}`,
  };
};

// made: the output, or null where there is none.
export const comparedWith = (task, made, { below, resize }) => (below === "back" ? besideBack(task) : besideResizing(task, made, resize));
