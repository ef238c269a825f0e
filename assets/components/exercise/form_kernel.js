// A kernel that is written beside a picture: what it answers there is drawn with every weight. It is judged by other pictures.

import { indexOf } from "../cnnviz/colours.js";
import { correlated } from "../cnnviz/correlate.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { readNumber } from "../cnnviz/typed_number.js";
import { make } from "../payload.js";
import { captioned, drawFigure, paint } from "./figures.js";

const GEOMETRY = { stride: 1, padding: 0 };

// What a kernel of texts, row by row, makes of a picture: rows of numbers; null while a weight is missing.
export const answersOf = (texts, [rows, columns], picture) => {
  const weights = texts.map((text) => readNumber(text).value);
  if (!weights.every(Number.isFinite)) return null;
  const kernel = Array.from({ length: rows }, (_, row) => weights.slice(row * columns, (row + 1) * columns));
  const size = [picture.length, picture[0].length];
  const out = [size[0] - rows + 1, size[1] - columns + 1];
  const made = correlated(out, picture.flat(), size, kernel, GEOMETRY);
  return Array.from({ length: out[0] }, (_, row) => [...made.subarray(row * out[1], (row + 1) * out[1])]);
};

export const newKernel = ({ form, picture }, palettes, cells) => {
  if (!picture) return cells;
  const { shape } = form;
  const size = [form.picture.length - shape[0] + 1, form.picture[0].length - shape[1] + 1];
  const table = Object.assign(make("table", "grid map"), { ariaLabel: "What your kernel answers" });
  const places = Array.from({ length: size[0] }, () => table.insertRow()).flatMap((line) => Array.from({ length: size[1] }, () => line.insertCell()));
  const said = Object.assign(make("small", ""), { role: "status" });
  const sign = (textContent) => Object.assign(make("span", "sign"), { textContent });
  const draw = () => {
    const numbers = answersOf(cells.read(), shape, form.picture)?.flat();
    const end = Math.max(...(numbers ?? []).map(Math.abs)) || 1;
    places.forEach((place, at) => {
      place.textContent = numbers ? formatNumber(numbers[at], 3) : "";
      paint(place, numbers ? "map" : "table", numbers && indexOf(numbers[at], { low: -end, high: end, first: 1, span: 254, flat: 128 }), palettes);
      if (!numbers) place.removeAttribute("style");
    });
    said.textContent = numbers ? `From ${formatNumber(Math.min(...numbers), 3)} to ${formatNumber(Math.max(...numbers), 3)}` : "Write all weights to see it.";
  };
  const answers = captioned("Its answers", ...size, table, said);
  const element = make("div", "given tried");
  element.append(drawFigure({ name: "To try it on", look: "picture", ...picture }, palettes), sign("∗"), cells.element, sign("="), answers);
  element.addEventListener("input", draw);
  draw();
  return {
    ...cells,
    element,
    isFigure: true,
    write(answer) {
      cells.write(answer);
      draw();
    },
  };
};
