// How a pool turns the values under one window into a number: a row for each of cnnviz/operators/reductions.py.

import { formatNumber } from "./numbers.js";
import { sumOf } from "./sums.js";
import { factor, listed, summed, writtenEnds } from "./words.js";

const add = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

const best = (cells, isBetter) => [cells.reduce((first, cell) => (isBetter(cell.value, first.value) ? cell : first))];

const middleOne = (cells) => {
  const sorted = cells.toSorted((a, b) => a.value - b.value);
  return sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
};

const middleReason = ({ values, result }) => {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const between = sorted.length % 2 ? "" : `, between ${formatNumber(low)} and ${formatNumber(high)},`;
  return `the middle of ${listed(sorted)}${between} is ${result}`;
};

const powers = ({ values, own }) => values.map((value) => value ** own.norm_type);

const powersReason = ({ values, size, own, result }) => {
  const power = formatNumber(own.norm_type);
  const total = writtenEnds(values, (value) => `${factor(value)}^${power}`, "…").join(" + ");
  return `(${values.length < size ? `(${total}) / ${values.length}·${size}` : total})^(1/${power}) = ${result}`;
};

// name: of the output. chosen(cells): those [{ i, j, value }] that it is made of, and chosenName: what these are; or make(under)
// where it is made of all.
// reason(under): how it is computed. counted(under): how many positions outside the image count as 0.
// lines(under): what stands above the output in the box with the sum. empty: the output where nothing lies under the window.
// keepsRange: is an output no further off than the values are, or do their errors add up?
// under: { values, size (of the whole window), divisor, own (arguments that only this pool has), result (as text) }.
export const POOLS = {
  max: {
    name: "the largest", divides: false, keepsRange: true, empty: -Infinity, chosen: (cells) => best(cells, (a, b) => a > b), chosenName: "kept",
    reason: ({ values, result }) => `the largest of ${listed(values)} is ${result}`, counted: () => 0, lines: () => [],
  },
  min: {
    name: "the smallest", divides: false, keepsRange: true, empty: Infinity, chosen: (cells) => best(cells, (a, b) => a < b), chosenName: "kept",
    reason: ({ values, result }) => `the smallest of ${listed(values)} is ${result}`, counted: () => 0, lines: () => [],
  },
  median: {
    name: "the middle", divides: false, keepsRange: true, empty: Infinity, chosen: middleOne, chosenName: "in the middle",
    reason: middleReason, counted: () => 0, lines: () => [],
  },
  sum: {
    name: "the sum", divides: false, keepsRange: false, make: ({ values }) => add(values),
    reason: ({ values, result }) => `${summed(values)} = ${result}`, counted: ({ values, size }) => size - values.length, lines: () => [],
  },
  lp: {
    name: "the root", divides: false, keepsRange: false, reason: powersReason, counted: () => 0, lines: () => [],
    make: ({ values, size, own }) => (add(powers({ values, own })) * (size / values.length)) ** (1 / own.norm_type),
  },
  average: {
    name: "the average", divides: true, keepsRange: true, make: ({ values, divisor }) => add(values) / divisor,
    reason: ({ values, divisor, result }) => `(${summed(values)}) / ${divisor} = ${result}`,
    counted: ({ values, divisor }) => (divisor ?? 0) - values.length,
    lines: ({ values, divisor }) => [["sum", sumOf(values)], ["divided by", divisor]],
  },
};
