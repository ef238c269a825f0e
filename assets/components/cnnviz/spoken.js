// A small map's numbers in words, for who hears the page: a canvas has none of its own.

import { formatNumber } from "./numbers.js";

const SAID_ALL = 36; // so many numbers are said one by one
const SAID_MOST = 256; // of so many, only where most are 0
const MOST_STRETCHES = 40;

// [value, first column, last column] of each stretch of equal numbers that are not 0.
const stretchesOf = (row) => row.reduce((stretches, value, column) => {
  const last = stretches.at(-1);
  if (last?.[0] === value && last[2] === column - 1) last[2] = column;
  else if (value !== 0) stretches.push([value, column, column]);
  return stretches;
}, []);

const fromTo = (first, last, word) => (first === last ? `${word} ${first}` : `${word}s ${first}–${last}`);
const stretchText = ([value, first, last]) => `${formatNumber(value, 3)} in ${fromTo(first, last, "column")}`;

// Rows that are alike and lie together are said once.
const groupsOf = (lines) => lines.reduce((groups, line, row) => {
  const last = groups.at(-1);
  if (last?.line === line) last.end = row;
  else groups.push({ line, start: row, end: row });
  return groups;
}, []);

// values: row by row. "" of more numbers than anybody would listen to.
export const spokenNumbers = (values, [rows, columns]) => {
  if (!values.length || values.length > SAID_MOST) return "";
  const lines = Array.from({ length: rows }, (_, row) => Array.from(values.slice(row * columns, (row + 1) * columns)));
  if (values.length <= SAID_ALL) return lines.map((line, row) => `row ${row}: ${line.map((value) => formatNumber(value, 3)).join(", ")}`).join("; ");
  const stretches = lines.map(stretchesOf);
  if (stretches.flat().length > MOST_STRETCHES) return "";
  const told = groupsOf(stretches.map((line) => line.map(stretchText).join(", "))).filter(({ line }) => line);
  if (!told.length) return "all numbers are 0";
  return `${told.map(({ line, start, end }) => `${fromTo(start, end, "row")}: ${line}`).join("; ")}; all else is 0`;
};

// What a figure is, and its numbers.
export const withNumbers = (label, values, size) => {
  const numbers = spokenNumbers(values, size);
  return numbers ? `${label}${/[.?!]$/.test(label) ? " " : ": "}${numbers}` : label;
};
