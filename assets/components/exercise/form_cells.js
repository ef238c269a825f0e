// A grid that is filled in, cell by cell; arrow keys move where they do not move in the text.

import { cellMove } from "../linked/input/cell_keys.js";
import { make } from "../payload.js";
import { captioned } from "./figures.js";

export const newCells = ([rows, columns], name, markField) => {
  const table = Object.assign(make("table", "grid open"), { ariaLabel: name });
  const fields = [];
  for (let row = 0; row < rows; row += 1) {
    const line = table.insertRow();
    for (let column = 0; column < columns; column += 1) {
      const field = Object.assign(make("input", ""), { type: "text", autocomplete: "off", ariaLabel: `row ${row}, column ${column}` });
      line.insertCell().append(field);
      fields.push(field);
    }
  }
  table.addEventListener("keydown", (event) => {
    const move = cellMove(event);
    if (!move) return;
    const at = fields.indexOf(event.target);
    const [row, column] = [Math.floor(at / columns) + move[0], (at % columns) + move[1]];
    if (row < 0 || column < 0 || row >= rows || column >= columns) return;
    event.preventDefault();
    fields[row * columns + column].focus();
  });
  return {
    element: captioned(name, rows, columns, table),
    isFigure: true,
    read: () => fields.map(({ value }) => value),
    write: (answer) => answer.forEach((text, number) => { fields[number].value = text; }),
    mark: (marks) => fields.forEach((field, number) => markField(field, marks[number])),
  };
};
