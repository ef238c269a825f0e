// Pixels that are clicked on a picture, or swept over; by the keyboard arrow keys move and space marks.

import { make } from "../payload.js";
import { captioned, paint } from "./figures.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export const newPixels = ({ form, picture }, palettes) => {
  const [rows, columns] = [form.picture.length, form.picture[0].length];
  const table = Object.assign(make("table", "grid pixels"), { ariaLabel: "The picture" });
  const cells = form.picture.map((line, row) => {
    const made = table.insertRow();
    return line.map((_, column) => {
      const button = Object.assign(make("button", ""), { type: "button", tabIndex: row || column ? -1 : 0, textContent: picture.texts[row][column] });
      button.ariaLabel = `row ${row}, column ${column}: ${picture.texts[row][column]}`;
      button.dataset.at = `${row},${column}`;
      button.setAttribute("aria-pressed", "false");
      paint(button, "picture", picture.index[row][column], palettes);
      made.insertCell().append(button);
      return button;
    });
  });
  const set = (button, on) => button.setAttribute("aria-pressed", String(on));
  const isOn = (button) => button.getAttribute("aria-pressed") === "true";
  let sweeping = null;
  table.addEventListener("pointerdown", ({ target, button: pressed, pointerId }) => {
    if (!target.dataset.at || pressed) return;
    sweeping = !isOn(target);
    set(target, sweeping);
    target.releasePointerCapture?.(pointerId);
  });
  table.addEventListener("pointermove", ({ clientX, clientY, buttons }) => {
    if (!buttons) sweeping = null;
    const over = sweeping === null ? null : table.getRootNode().elementFromPoint(clientX, clientY);
    if (over?.dataset.at && table.contains(over)) set(over, sweeping);
  });
  table.addEventListener("click", ({ target, detail }) => target.dataset.at && detail === 0 && set(target, !isOn(target))); // by the keyboard
  table.addEventListener("keydown", (event) => {
    const move = ARROWS[event.key];
    if (!move || !event.target.dataset.at) return;
    const [row, column] = event.target.dataset.at.split(",").map(Number);
    const next = cells[row + move[0]]?.[column + move[1]];
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  return {
    element: captioned("Picture", rows, columns, table),
    isFigure: true,
    read: () => cells.flat().filter(isOn).map(({ dataset }) => dataset.at.split(",").map(Number)),
    write: (answer) => {
      const on = new Set(answer.map(String));
      cells.flat().forEach((button) => set(button, on.has(button.dataset.at)));
    },
    mark: () => {},
  };
};
