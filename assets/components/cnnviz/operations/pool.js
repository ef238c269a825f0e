// A pool turns each window into one number, see POOLS; its sentence is that of PoolTrace.

import { formatNumber } from "../numbers.js";
import { POOLS } from "../pools.js";
import { axisOf, overWindow, resultValue, windowValues } from "../reading.js";
import { outputsOver, underWindows } from "../spans.js";
import { flatOf, whereInWords } from "../words.js";
import { commonOperation, ofAllKernels, ownPlane } from "./common.js";

const explainPool = (model, position, rows, columns) => {
  const { source, windows, result } = model;
  const pool = POOLS[result.kind];
  const window = windowValues(source, position.plane, rows, columns);
  const every = overWindow(rows, columns, (row, column, i, j) => ({ i, j, inside: row >= 0 && column >= 0, value: window[i][j] })).flat();
  const cells = every.filter(({ inside }) => inside);
  const divisor = pool.divides ? windows.counted_rows[position.row] * windows.counted_columns[position.column] : null;
  const chosen = pool.chosen && cells.length ? pool.chosen(cells) : [];
  const own = result.own ?? {};
  const make = pool.make ?? (() => (chosen.length ? chosen.reduce((sum, { value }) => sum + value, 0) / chosen.length : pool.empty));
  const made = make({ values: cells.map(({ value }) => value), size: every.length, divisor, own });
  return {
    window: [window], weights: null, products: null, partial: [], bias: 0, channels: [position.plane], divisor, own,
    kind: result.kind, chosen: chosen.map(({ i, j }) => [i, j]), total: resultValue(result, position) ?? made,
  };
};

const outsideInWords = (outside, counted, size) => {
  if (!outside) return "";
  const [lies, counts, does] = outside === 1 ? ["lies", "counts", "does"] : ["lie", "count", "do"];
  const all = counted ? ` and ${counts} as 0` : ` and ${does} not count`;
  const effect = counted === 0 || counted === outside ? all : `, ${counted} of which ${counted === 1 ? "counts" : "count"} as 0`;
  return `; ${outside} of the window's ${size} positions ${lies} outside the image${effect}`;
};

// PoolTrace: { kind, window, rows, columns, value, divisor, own }; valid and chosen, which it has too, are not needed.
export const poolSentence = (trace) => {
  const { rows, columns, kind, divisor, own } = trace;
  const window = flatOf(trace.window);
  const values = window.filter((_, i) => rows[Math.floor(i / columns.length)] >= 0 && columns[i % columns.length] >= 0);
  const under = { values, size: window.length, divisor, own, result: formatNumber(trace.value) };
  const reason = values.length ? POOLS[kind].reason(under) : "there is no value in this window";
  return `${whereInWords(trace)}: ${reason}${outsideInWords(window.length - values.length, POOLS[kind].counted(under), window.length)}`;
};

const underOf = ({ window, outside, divisor, own }) => ({
  values: window[0].flatMap((row, i) => row.filter((_, j) => !outside[i][j])), size: outside.flat().length, divisor, own,
});

// Does an average divide by more positions than lie in the image?
const countsOutside = (windows) => ["rows", "columns"].some((name) =>
  Array.from(windows[`counted_${name}`]).some((count, index) => count > axisOf(windows, name, index).inside.filter((at) => at >= 0).length));

export const poolOperation = {
  ...commonOperation,
  explain: explainPool,
  sentence: (explanation) => poolSentence({ ...explanation, value: explanation.total }),
  sumLines: (explanation) => [...POOLS[explanation.kind].lines(underOf(explanation)), [POOLS[explanation.kind].name, explanation.total]],
  planesOf: ownPlane,
  touchedBy: (model, position) => outputsOver(model, position, [position.plane]),
  ofKernel: ofAllKernels,
  slides: true,
  ending: underWindows,
  chosenName: ({ kind }) => POOLS[kind].chosenName,
  countsAsZero: (explanation) => POOLS[explanation.kind].counted(underOf(explanation)) > 0,
  padsWithZero: ({ windows, result: { kind } }) => (POOLS[kind].divides ? countsOutside(windows) : POOLS[kind].counted({ values: [], size: 1 }) > 0),
};
