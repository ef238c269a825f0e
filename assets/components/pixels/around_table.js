// The numbers of the pixels around the one that is looked at, as a table; of a pixel with colours three.

import { formatNumber } from "../cnnviz/numbers.js";
import { make } from "../payload.js";

const BESIDE = 4; // rows and columns on each side

const newCell = (tag, textContent, scope) => Object.assign(make(tag, ""), { textContent }, scope && { scope });

// As many rows or columns as there are, at most 2 · BESIDE + 1, with the place among them.
const spanAround = (place, length) => {
  const first = Math.max(0, Math.min(place - BESIDE, length - 2 * BESIDE - 1));
  return Array.from({ length: Math.min(length, 2 * BESIDE + 1) }, (_, i) => first + i);
};

// details: an element that unfolds; it is filled while it is open. Returns what shows a pixel of a picture: show(picture, at).
export const newAroundTable = (details) => {
  let [picture, at] = [null, [0, 0]];
  const draw = () => {
    if (!details.open || !picture) return;
    const { values, area, size, channels } = picture;
    const [rows, columns] = at.map((place, axis) => spanAround(place, size[axis]));
    const text = (row, column) => Array.from({ length: channels }, (_, c) => formatNumber(values[c * area + row * size[1] + column])).join(", ");
    const lines = [
      [newCell("td", ""), ...columns.map((column) => newCell("th", `column ${column}`, "col"))],
      ...rows.map((row) => [newCell("th", `row ${row}`, "row"), ...columns.map((column) => newCell("td", text(row, column)))]),
    ];
    details.querySelector("table").replaceChildren(...lines.map((cells) => {
      const line = make("tr", "");
      line.append(...cells);
      return line;
    }));
  };
  details.ontoggle = draw;
  return {
    show(shown, place) {
      [picture, at] = [shown, place];
      draw();
    },
  };
};
