// What is said of one pixel: texts only.

import { formatNumber, inBrackets } from "../cnnviz/numbers.js";

const DIGITS = 3;
const short = (value) => formatNumber(value, DIGITS);
export const tripleText = (numbers) => `(${numbers.map(short).join(",\u00a0")})`;
const LEVELS = ["red", "green", "blue"];

// The steps from both sums to the brightness, each with its name. work: of normal_work.js; pixel: of its at().
export const stagesOf = ({ strength, ramp, span, green }, { sums, before, length, unit, colour, way, distance, brightness }) => {
  const [across, down] = sums;
  const shown = [unit[0], green * unit[1], unit[2]];
  return [
    ["x", `−${strength} · ${inBrackets(across)} / (${ramp} · ${formatNumber(span)}) = ${short(before[0])}`],
    ["y", `${strength} · ${inBrackets(down)} / (${ramp} · ${formatNumber(span)}) = ${short(before[1])}`],
    ["Length", `√(${before.map((value) => `${inBrackets(Number(value.toPrecision(DIGITS)))}²`).join(" + ")}) = ${short(length)}`],
    ["Vector", `${tripleText(before)} / ${short(length)} = ${tripleText(unit)}`],
    ...shown.map((value, i) => [LEVELS[i][0].toUpperCase() + LEVELS[i].slice(1), `127.5 · (${short(value)} + 1) → ${colour[i]}`]),
    ["Light", `${tripleText(unit)} · ${tripleText(way)} / ${short(distance)} →\u00a0${short(100 * brightness)}\u00a0%`],
  ];
};

export const isFlat = ({ sums }) => sums.every((sum) => sum === 0);

const litText = (share) => (share > 0 ? `${short(100 * share)} % lit` : "turned away from the lamp");

const leansOf = ([x, y]) => {
  const parts = [[x, "right", "left"], [y, "up", "down"]].filter(([value]) => value !== 0);
  return parts.map(([value, there, back]) => (value > 0 ? there : back)).join(" and ");
};

// One pixel in a sentence, for those who hear it.
export const pixelText = ([row, column], pixel) => {
  const { sums, unit, colour, brightness } = pixel;
  const lean = isFlat(pixel) ? "Flat: it points at the viewer" : unit[2] === 1 ? "It points at the viewer" : `It leans ${leansOf(unit)}`;
  return `Row ${row}, column ${column}: ${formatNumber(sums[0])} from left to right, ${formatNumber(sums[1])} from top to bottom. ${lean}: ${tripleText(unit)}, colour (${colour.join(", ")}), ${litText(brightness)}.`;
};

export const productsOf = (window, kernel) => window.map((value, i) => [`${formatNumber(value)} × ${formatNumber(kernel[i])}`, formatNumber(value * kernel[i] + 0)]);

// What is asked about a pixel. about: the picture and its border.
export const questionOf = (about, [row, column]) => ({
  task: [about, row, column].join(" "),
  text: `Row ${row}, column ${column}: which sum does the kernel from left to right give?`,
});
