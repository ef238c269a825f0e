// Numbers as a learner reads them, letter for letter as cnnviz/numbers.py writes them.

// Whether a positive number lies exactly halfway between two numbers of so many decimals, which may be
// negative. Such a number's lowest bit is half of ten to the power of −decimals.
const isHalfway = (size, decimals) => {
  if (decimals >= 0) return (size * 2 ** (decimals + 1)) % 2 === 1;
  if (!Number.isInteger(size)) return false;
  const [twice, unit] = [2n * BigInt(size), 10n ** BigInt(-decimals)];
  return twice % unit === 0n && (twice / unit) % 2n === 1n;
};

// JavaScript rounds halves up, Python to the even digit: where a half was rounded up to an odd digit, it is one too many.
const toEven = (text, half) => {
  const last = Number(text.at(-1));
  return half && last % 2 === 1 ? text.slice(0, -1) + (last - 1) : text;
};

const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

const grouped = (whole) => (whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ","));

const powerOfTen = (size, digits) => {
  const [mantissa, exponent] = size.toExponential(digits - 1).split("e");
  const half = isHalfway(size, digits - 1 - Number(exponent));
  return `${trimmed(toEven(mantissa, half))}e${Number(exponent)}`.replace("-", "−");
};

const sizeText = (size, digits) => {
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return powerOfTen(size, digits);
  if (Number.isInteger(size)) return grouped(String(size));
  const decimals = Math.max(digits - 1 - Math.floor(Math.log10(size)), 0);
  const [whole, fraction] = trimmed(toEven(size.toFixed(decimals), isHalfway(size, decimals))).split(".");
  return fraction === undefined ? grouped(whole) : `${grouped(whole)}.${fraction}`;
};

export const formatNumber = (value, digits = 4) => {
  if (Number.isNaN(value)) return "not a number";
  const sign = value < 0 ? "−" : "";
  return sign + (Number.isFinite(value) ? sizeText(Math.abs(value), digits) : "∞");
};

// The same as a factor: one with a sign stands in brackets.
export const inBrackets = (value) => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));
