// Judges a practice problem where there is no Python, as cnnviz/exercises/kinds does. What answers are compared with is written by
// cnnviz/takehome/problem_sheet.py.

import { formatNumber } from "../cnnviz/numbers.js";
import { isExactly, means, readAnswers } from "./judge.js";

const SEVERAL = 4; // grids of so many cells name a slip only if two of them show it, or all numbers do

const isNumber = ({ whole, tolerance }, answers, number) => answers.some((one) => {
  if (whole) return one.value === number;
  const isFine = one.half > 0 && one.half <= tolerance;
  return isExactly(one, number, tolerance) || (isFine && means(one, number, tolerance, 0));
});

const countText = (marks) => {
  const right = marks.filter(Boolean).length;
  return `${right} of ${marks.length} numbers ${right === 1 ? "is" : "are"} right`;
};

const howFar = ({ key, shape }, first, marks) => {
  if (key.length === 1) return `${formatNumber(first, 8)} is too ${first > key[0] ? "large" : "small"}.`;
  const at = Math.max(0, marks.indexOf(false));
  if (shape.length === 1) return `${countText(marks)}; number ${at + 1} is not.`;
  return `${countText(marks)}; the one in row ${Math.floor(at / shape[1])}, column ${at % shape[1]} is not.`;
};

// The slips that all numbers follow; if there are none, those that all wrong numbers follow.
const slipsOf = (sheet, read, marks) => {
  const places = marks.flatMap((right, at) => (right ? [] : [at]));
  if (!places.length) return [];
  const follow = sheet.wrong.map(([sentence, numbers]) => [sentence, numbers.map((number, at) => isNumber(sheet, read[at], number))]);
  const whole = follow.filter(([, cells]) => cells.every(Boolean));
  if (whole.length) return whole.map(([sentence]) => sentence);
  if (places.length < 2 && sheet.key.length >= SEVERAL && !sheet.parts) return [];
  return follow.filter(([, cells]) => places.every((at) => cells[at])).map(([sentence]) => sentence);
};

const judgeValues = (sheet, typed) => {
  if (typed.some((one) => !one.trim())) return { refused: "Fill in every number first." };
  const read = typed.map(readAnswers);
  const { fault } = read.find(({ answers }) => !answers.length) ?? {};
  if (fault) return { refused: `This can’t be used: ${fault}.` };
  const answers = read.map((one) => one.answers);
  const marks = sheet.key.map((number, at) => isNumber(sheet, answers[at], number));
  const slips = slipsOf(sheet, answers, marks);
  const sentence = slips.length === 1 ? slips[0] : howFar(sheet, answers[0][0].value, marks);
  return { score: marks.filter(Boolean).length / marks.length, marks, sentence };
};

const judgeChoice = ({ several, keys, right, why }, chosen) => {
  if (!several && chosen.length !== 1) return { refused: "Choose one answer first." };
  const marks = keys.map((key) => chosen.includes(key) === right.includes(key));
  const wrong = keys.filter((key, at) => !marks[at]);
  if (!several) return { score: Number(wrong.length === 0), marks, sentence: why[chosen[0]] };
  return { score: (marks.length - wrong.length) / marks.length, marks, sentence: why[wrong[0]] ?? "" };
};

// The slip that gives this answer, if it is one alone.
const slipOf = ({ wrong }, answer) => {
  const said = wrong.filter(([, one]) => String(one) === String(answer));
  return said.length === 1 ? said[0][0] : null;
};

const judgeOrder = (sheet, order) => {
  const { right } = sheet;
  const marks = order.map((key, at) => key === right[at]);
  const pairs = right.flatMap((one, at) => right.slice(at + 1).map((other) => order.indexOf(one) < order.indexOf(other)));
  const sentence = slipOf(sheet, order) ?? `Standing in their place: ${marks.filter(Boolean).length} of ${marks.length}.`;
  return { score: pairs.filter(Boolean).length / pairs.length, marks, sentence };
};

const judgeMatch = (sheet, names) => {
  if (!names.every(Boolean)) return { refused: "Give every figure a name first." };
  const marks = names.map((name, at) => name === sheet.right[at]);
  const count = marks.filter(Boolean).length;
  return { score: count / marks.length, marks, sentence: slipOf(sheet, names) ?? `Right: ${count} of ${marks.length}.` };
};

const pixelsText = (count, what) => (count ? [`${count} ${count === 1 ? "pixel is" : "pixels are"} ${what}`] : []);

// clicked: [row, column] of each, row by row
const judgePixels = (sheet, clicked) => {
  if (!clicked.length) return { refused: "Click at least one pixel first." };
  const right = new Set(sheet.right.map(String));
  const both = clicked.filter((place) => right.has(String(place))).length;
  const [missing, extra] = [right.size - both, clicked.length - both];
  const sentence = slipOf(sheet, clicked) ?? `${[...pixelsText(missing, "missing"), ...pixelsText(extra, "too many")].join(" and ")}.`;
  return { score: both / (right.size + extra), marks: [], sentence };
};

const judgeSettings = ({ names, ranges, verdicts, ways }, typed) => {
  if (typed.some((one) => !one.trim())) return { refused: "Fill in every number first." };
  const read = typed.map(readAnswers);
  const { fault } = read.find(({ answers }) => !answers.length) ?? {};
  if (fault) return { refused: `This can’t be used: ${fault}.` };
  const numbers = read.map(({ answers }) => answers[0].value);
  const off = ranges.findIndex(([low, high], at) => !(Number.isInteger(numbers[at]) && low <= numbers[at] && numbers[at] <= high));
  if (off >= 0) return { refused: `${names[off]} is a whole number from ${ranges[off].join(" to ")}.` };
  const way = ranges.reduce((sum, [low, high], at) => sum * (high - low + 1) + numbers[at] - low, 0);
  const [right, sentence] = verdicts[ways[way]];
  return { score: Number(right), marks: [], sentence, explanation: sentence };
};

const JUDGES = { values: judgeValues, choice: judgeChoice, order: judgeOrder, match: judgeMatch, pixels: judgePixels, settings: judgeSettings };

// Rounds halves to the even number, as Python does.
const evenly = (value) => (value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));

// What is said of an answer: { verdict, refused }, as the exercise draws it.
export const judgeProblem = (sheet, answer, number) => {
  const { refused = "", score, marks, sentence, explanation = sheet.explanation } = JUDGES[sheet.type](sheet, answer);
  if (refused) return { verdict: null, refused };
  const isRight = score === 1;
  const head = isRight ? "Right" : score ? `${evenly(100 * score)} % right` : "Not yet";
  return { refused, verdict: { right: isRight, head, sentence: isRight ? explanation : sentence, slip: null, marks, number, address: "" } };
};
