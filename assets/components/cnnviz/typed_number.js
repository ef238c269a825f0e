// One number as it is typed: as in cnnviz/typed/signs.py and expressions.py, which read the same.

const SAME = {
  "-": "‐‑‒–—―−﹘﹣˗➖", "+": "﹢➕", "/": "⁄∕÷➗", "*": "∗", "×": "✕✖⨯", "·": "⋅∙", ",": "、﹐", "%": "﹪",
  "": "\u{feff}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}",
};
const FRACTIONS = {
  "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6",
  "⅚": "5/6", "⅐": "1/7", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅑": "1/9", "⅒": "1/10",
};
const PLAIN = new Map([
  ...Array.from({ length: 94 }, (_, i) => [String.fromCharCode(0xff01 + i), String.fromCharCode(0x21 + i)]),
  ...Object.entries(SAME).flatMap(([plain, signs]) => [...signs].map((sign) => [sign, plain])),
  ...Object.entries(FRACTIONS).map(([sign, fraction]) => [sign, `(${fraction})`]),
]);
export const LARGEST_CELL = 1_000_000;
const FACTORS = "*×·/";
const DEEPEST = 20;
const LONGEST_DIGITS = 40;
export const LONGEST_CELL = 24; // characters that may be typed: a whole kernel must fit into an address

const DECIMAL_COMMA = /(?<=[0-9]),(?=[0-9])/g;
const COMMA_NUMBER = /(?<![0-9])[0-9]+,[0-9]+/g;
const THOUSANDS = /^[1-9][0-9]{0,2},[0-9]{3}$/;
const TOKEN = /(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|\S/g;

const NO_NUMBER = "this is not a number; write one such as −1, 0.5 or 1/9";
const TOO_LARGE = "this is too large; write a smaller number";
const TOO_LARGE_CELL = "this is too large; stay between −1,000,000 and 1,000,000";
const CHAIN = "this may mean two things; write brackets around one of the divisions, as in (1/2)/3";
const TOO_SMALL = "this is too small to be told from 0; write 0";

export const spelt = (text) => Array.from(text, (sign) => PLAIN.get(sign) ?? sign).join("");

// What was typed with plain signs and a point for a decimal comma.
export const plainNumber = (text) => spelt(text).replace(DECIMAL_COMMA, ".");

const fail = (fault) => { throw new RangeError(fault); };

const numberOf = (token, tooLarge) => {
  if (!/[0-9]/.test(token)) fail(NO_NUMBER);
  if (token.length > LONGEST_DIGITS) fail(`this is too long; write a number in at most ${LONGEST_DIGITS} digits`);
  const value = Number(token);
  if (!Number.isFinite(value)) fail(tooLarge);
  if (!value && /[1-9]/.test(token.toLowerCase().split("e")[0])) fail(TOO_SMALL);
  return value;
};

// Sums of products of signed numbers and brackets, from left to right.
const newReader = (tokens, tooLarge) => {
  let [at, depth] = [0, 0];
  const take = (signs) => (tokens[at] && signs.includes(tokens[at]) ? tokens[at++] : "");
  const bracket = () => {
    if (++depth > DEEPEST) fail(`its brackets are nested too deeply; use at most ${DEEPEST} within each other`);
    const value = sum();
    if (!take(")")) fail(NO_NUMBER);
    depth -= 1;
    return value;
  };
  const signed = () => {
    const way = take("+-") === "-" ? -1 : 1;
    return way * (take("(") ? bracket() : numberOf(tokens[at++] ?? "", tooLarge));
  };
  const over = (value, divisor) => (divisor ? value / divisor : fail("nothing can be divided by zero; write another divisor"));
  const product = () => {
    let [value, before] = [signed(), ""];
    for (let sign = take(FACTORS); sign; sign = take(FACTORS)) {
      if (sign === "/" && before === "/") fail(CHAIN);
      value = sign === "/" ? over(value, signed()) : value * signed();
      before = sign;
    }
    return value;
  };
  const sum = () => {
    let value = product();
    for (let sign = take("+-"); sign; sign = take("+-")) value += (sign === "+" ? 1 : -1) * product();
    return value;
  };
  return { whole: () => { const value = sum(); return at < tokens.length ? fail(NO_NUMBER) : value; } };
};

const evaluate = (text, tooLarge) => {
  const commas = spelt(text).match(COMMA_NUMBER) ?? [];
  if (commas.length && commas.every((number) => THOUSANDS.test(number))) {
    fail(`this may be ${commas[0].replace(",", ".")} or ${commas[0].replace(",", "")}; write it without a comma`);
  }
  const value = newReader(plainNumber(text).match(TOKEN) ?? [], tooLarge).whole();
  return Number.isFinite(value) ? value : fail(tooLarge);
};

const typedCell = (text) => {
  const value = evaluate(text, TOO_LARGE_CELL);
  if (Math.abs(value) > LARGEST_CELL) fail(TOO_LARGE_CELL);
  if (value && !Math.fround(value)) fail(TOO_SMALL);
  return value;
};

const readerOf = (valueOf) => (text) => {
  try {
    return { value: valueOf(text.trim()), fault: "" };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { value: NaN, fault: error.message };
  }
};

// { value, fault }: of what was typed into a cell; without a fault, "", it can be used.
export const readNumber = readerOf(typedCell);

// The same of a number as large or as small as it likes.
export const readAnyNumber = readerOf((text) => evaluate(text, TOO_LARGE));
