// How traces put numbers and indices into words, letter for letter as cnnviz/operators/words.py. The sentences are with
// their operations; each takes its trace's fields by their Python names. Arrays may be typed and flat, or nested lists.

import { formatNumber } from "./numbers.js";

// Longer lists are shortened, so that sentences stay readable.
const MOST_WORDS = 16;

// Writes each item, but of a long list only the first four and the last, with a gap between. The rest is not
// even formatted: the sentence of a 31×31 kernel would take 3 ms of a frame.
export const writtenEnds = (items, write, gap) => {
  if (items.length <= MOST_WORDS) return items.map(write);
  return [...items.slice(0, 4).map(write), gap, write(items.at(-1), items.length - 1)];
};

export const flatOf = (values) => Array.from(ArrayBuffer.isView(values) ? values : values.flat(Infinity));

// "1 row", "2 rows".
export const howMany = (count, one, several = `${one}s`) => `${formatNumber(count)} ${count === 1 ? one : several}`;

// "N, NE and E".
export const wordsOf = (words) => (words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

export const listed = (values) => {
  const words = writtenEnds(values, (value) => formatNumber(value), "…");
  const count = values.length > MOST_WORDS ? ` (${values.length} values)` : "";
  return `${wordsOf(words)}${count}`;
};

const summand = (value, i) => {
  const word = formatNumber(value);
  if (i === 0) return word;
  return word[0] === "−" ? `− ${word.slice(1)}` : `+ ${word}`;
};

export const summed = (values) => writtenEnds(values, summand, "+ …").join(" ");

// A negative number in brackets.
export const factor = (value) => {
  const word = formatNumber(value);
  return word[0] === "−" ? `(${word})` : word;
};

// Which rows or columns, −1 (outside the image) left out.
export const named = (name, indices) => {
  const inside = Array.from(indices).filter((index) => index >= 0);
  if (inside.length < 2) return inside.length ? `${name} ${inside[0]}` : `no ${name}`;
  const consecutive = inside.every((index, i) => index === inside[0] + i);
  return `${name}s ${consecutive ? `${inside[0]}–${inside.at(-1)}` : listed(inside)}`;
};

export const whereInWords = ({ rows, columns }) => `${named("row", rows)}, ${named("column", columns)}`;
