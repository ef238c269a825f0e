// Judges predictions where there is no Python, as cnnviz/predict does: reading.py, verdict.py, sizes.py. What they are compared with is
// written by sheet.py there.

import { formatNumber } from "../cnnviz/numbers.js";
import { POOLS } from "../cnnviz/pools.js";
import { readAnyNumber, spelt } from "../cnnviz/typed_number.js";

const PLAIN_NUMBER = /^[+-]?([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e([+-]?[0-9]{1,3}))?$/i;
const GROUPED = /(?<![0-9.,])[0-9.,]+/g;
const GROUPED_BY_COMMAS = /^[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?$/;
const GERMAN = /^[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*$/;
const GROUPED_BY_SPACES = /(?<![0-9.,] )(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9 ]*[0-9])/g;
const ONE_FRACTION = /^[-+]?[0-9.]+ ?\/ ?[0-9.]+$/;
const INFINITE = new Map([["∞", Infinity], ["+∞", Infinity], ["-∞", -Infinity]]);
const LONGEST_ANSWER = 200; // characters
const RELATIVE = 1e-6; // what float32 may round
const ROUND = "Round to the nearest, and keep at least two digits (leading zeros do not count).";

const withPoint = (number) => (GERMAN.test(number) ? number.replaceAll(".", "") : number).replaceAll(",", ".");
const withoutThousands = (number) => (GROUPED_BY_COMMAS.test(number) ? number.replaceAll(",", "") : withPoint(number));

// An answer: its value, half a unit of its last digit, and its significant digits; the last two are 0 where it is exact.
const readSpelling = (text) => {
  const number = text.replace(/%$/, "").trimEnd();
  const scale = number === text ? 1 : 0.01;
  const plain = PLAIN_NUMBER.exec(number.replaceAll(" ", ""));
  const { value, fault } = readAnyNumber(number);
  if (fault) return { fault };
  if (scale !== 1 && !plain && !ONE_FRACTION.test(number)) return { fault: "a percentage is one number, such as 55 %; write that" };
  if (!plain) return { value: value * scale, half: 0, digits: 0, fault };
  const exponent = Number(plain[2] ?? 0) - (plain[1].split(".")[1] ?? "").length;
  const digits = plain[1].replace(".", "").replace(/^0+/, "").length;
  return { value: value * scale, half: scale * Number(`5e${exponent - 1}`), digits, fault };
};

// The ways to read what was typed, or why it is no number.
export const readAnswers = (typed) => {
  const text = spelt(typed).trim().replace(/\s+/g, " ").replace(GROUPED_BY_SPACES, (number) => number.replaceAll(" ", ""));
  if (!text) return { answers: [], fault: "nothing has been typed yet; write what you predict" };
  if (typed.length > LONGEST_ANSWER) return { answers: [], fault: `write one number, in at most ${LONGEST_ANSWER} characters` };
  const infinite = INFINITE.get(text.replaceAll(" ", ""));
  if (infinite) return { answers: [{ value: infinite, half: 0, digits: 0 }], fault: "" };
  const spellings = [...new Set([text.replace(GROUPED, withoutThousands), text.replace(GROUPED, withPoint)])];
  const read = spellings.map(readSpelling);
  return { answers: read.filter(({ fault }) => !fault), fault: read.at(-1).fault };
};

const shownOf = (value) => (Number.isFinite(value) ? Number(formatNumber(value).replaceAll("−", "-").replaceAll(",", "")) : value);

export const isExactly = ({ value }, number, slack) =>
  value === number || value === shownOf(number) || (Number.isFinite(number) && Math.abs(value - number) <= slack + RELATIVE * Math.abs(number));

// Does an answer stand for a number? See Answer.means in reading.py.
export const means = (answer, number, slack, finest) => {
  if (isExactly(answer, number, slack)) return true;
  const { value, half, digits } = answer;
  const isPrecise = digits >= 2 || (half > 0 && half <= finest);
  return isPrecise && Number.isFinite(number) && Math.abs(value - number) <= half + slack + RELATIVE * Math.abs(number);
};

const badlyRounded = ({ value, half, digits }, truth) => {
  const distance = Math.abs(value - truth);
  if (digits === 1 && distance <= Math.min(half, Math.abs(truth) / 5)) return `You rounded too far. ${ROUND}`;
  const isCut = digits > 1 && Math.abs(value) < Math.abs(truth) && value * truth > 0;
  return isCut && distance < 2 * half ? `You cut off the last digits instead of rounding. ${ROUND}` : "";
};

const asTold = ({ value }, truth) => (value === shownOf(truth) ? formatNumber(truth) : `${formatNumber(value)}, in full ${formatNumber(truth)}`);

const missed = ({ value }, { truth, hint }) => {
  const side = value * truth < 0 ? ", on the wrong side of 0" : "";
  return `${formatNumber(value, 8)} is too ${value > truth ? "large" : "small"}${side}. ${hint}`.trim();
};

const verdict = (right, sentence, where = null) => ({ right, sentence, where });

// question: { truth, slack, finest, hint, slips: [{ value, did, instead, where }] }; only slips that lead to another number than the right one.
const judgeAnswers = (answers, question) => {
  const { truth, slack, finest, slips } = question;
  const right = answers.find((answer) => means(answer, truth, slack, finest));
  if (right) return verdict(true, `Right: ${asTold(right, truth)}.`);
  for (const answer of answers) {
    const told = badlyRounded(answer, truth);
    if (told) return verdict(false, told);
    const slip = slips.find(({ value }) => isExactly(answer, value, slack)) ?? slips.find(({ value }) => means(answer, value, slack, finest));
    if (slip) return verdict(false, `You ${slip.did}: that gives ${formatNumber(slip.value)}. ${slip.instead}`, slip.where);
  }
  return verdict(false, missed(answers[0], question));
};

// How far off an output may be that is worked out from its numbers as they are printed: of an activation, a pool, a sum of products.
const printedError = ({ window, weights, bias = 0, scaling, slope, kind }) => {
  const off = (value) => Math.abs(value - shownOf(value));
  const met = window.flat(2);
  if (slope !== undefined) return 2 * Math.abs(slope) * off(met[0]) + RELATIVE;
  if (!weights) return met.map(off).reduce((whole, one) => (POOLS[kind]?.keepsRange ?? true ? Math.max(whole, one) : whole + one), 0);
  const by = weights.flat(2);
  const sum = met.reduce((total, value, i) => total + Math.abs(by[i]) * off(value) + Math.abs(value) * off(by[i]) + off(value) * off(by[i]), 0);
  return (sum + off(bias)) * Math.abs(scaling?.factor ?? 1);
};

// A number as sheet.py writes it: what JSON has no numbers for are words.
const truthOf = (written) => (typeof written === "string" ? INFINITE.get(spelt(written)) ?? NaN : written);

// The hint for an output, by its map and by how many positions of its window lie inside the image, and how many outside.
const hintOf = (hints, [plane], outside) => {
  const [inside, out] = [false, true].map((wanted) => outside.flat().filter((one) => one === wanted).length);
  return hints[`${plane} ${inside} ${out}`] ?? "";
};

// The question about an output, by its explanation where the sheet has none: then it knows no slips.
const questionOf = ({ said, cells, hints }, at, explained) => {
  const cell = cells[at.join(" ")];
  if (!cell) {
    return { truth: explained.total, slack: printedError(explained), finest: 0, hint: hintOf(hints, at, explained.outside), slips: [] };
  }
  const [written, slack, finest, hint, known] = cell;
  const slips = known.map(([kind, value]) => ({ value, did: said[kind][0], instead: said[kind][1], where: said[kind][2] }));
  return { truth: truthOf(written), slack, finest, hint, slips };
};

// explain(at): how the output there is computed.
export const judgeValue = (typed, sheet, at, explain) => {
  const { answers, fault } = readAnswers(typed);
  return answers.length ? judgeAnswers(answers, questionOf(sheet, at, explain(at))) : verdict(false, `This can’t be used: ${fault}.`);
};

const sizeOf = (text) => {
  const [answer] = readAnswers(text).answers;
  return answer && Math.abs(answer.value) <= 1e9 ? answer.value : null;
};

const SEPARATORS = [/;/, /[x×]|by/, /,/, /(?<=^[0-9./]+)(?: ?\* ?| )(?=[0-9./]+$)/];

// The sides that were typed, one for both or rows and columns; null for what is no size.
const readSizes = (typed) => {
  const text = spelt(typed).trim().toLowerCase().replace(/^[([]([^()[\]]*)[)\]]$/, "$1");
  const separator = SEPARATORS.find((one) => one.test(text));
  const sides = (separator ? text.split(separator) : [text]).map(sizeOf);
  return sides.includes(null) || sides.length > 2 ? null : [sides[0], sides.at(-1)];
};

const off = (difference, axis) => {
  const size = Math.abs(difference);
  return `${formatNumber(size)} ${size === 1 ? axis.slice(0, -1) : axis} too ${difference > 0 ? "many" : "few"}`;
};

const distanceOf = (sides, truth) => {
  const told = ["rows", "columns"].map((axis, n) => ({ axis, difference: sides[n] - truth[n] }));
  const wrong = told.filter(({ difference }) => difference).map(({ axis, difference }) => off(difference, axis)).join(" and ");
  const right = told.filter(({ difference }) => !difference).map(({ axis }) => `; the ${axis} are right`).join("");
  return `${sides.map((side) => formatNumber(side)).join(" × ")} has ${wrong}${right}.`;
};

export const judgeSize = (typed, { truth, answers, asked }) => {
  const sides = readSizes(typed);
  if (!sides) return verdict(false, "This is not a size; write it as 3 × 4, rows first.");
  const said = answers[sides.map((side) => side.toFixed(6)).join(" ")];
  return said ? verdict(...said) : verdict(false, `${distanceOf(sides, truth)} ${asked}`);
};
