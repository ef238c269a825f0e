// Things that are put in order by buttons, and figures that are given names.

import { make } from "../payload.js";
import { drawFigure } from "./figures.js";

const showMark = (element, mark) => {
  element.classList.toggle("right", mark === true);
  element.classList.toggle("wrong", mark === false);
};

// A sign, too: right and wrong differ in more than colour.
export const markField = (field, mark) => {
  showMark(field, mark);
  field.setAttribute("aria-invalid", String(mark === false));
};

const newMover = (text, label, by) => {
  const button = Object.assign(make("button", "move"), { type: "button", textContent: text, ariaLabel: label });
  button.dataset.by = by;
  return button;
};

export const newOrder = ({ form, labels }) => {
  const list = Object.assign(make("ol", "order"), { ariaLabel: "Your order" });
  const said = Object.assign(make("p", "unseen"), { role: "status" });
  const element = make("div", "arranged");
  element.append(list, said);
  const items = Object.fromEntries(form.keys.map((key) => {
    const item = make("li", "");
    item.dataset.key = key;
    const name = labels[key];
    item.append(Object.assign(make("span", ""), { textContent: name }), newMover("↑", `Move up: ${name}`, -1), newMover("↓", `Move down: ${name}`, 1));
    return [key, item];
  }));
  const write = (keys) => list.append(...keys.map((key) => items[key]));
  write(form.keys);
  const read = () => [...list.children].map(({ dataset }) => dataset.key);
  list.addEventListener("click", ({ target }) => {
    if (!target.dataset.by) return;
    const keys = read();
    const at = keys.indexOf(target.parentElement.dataset.key);
    const to = at + Number(target.dataset.by);
    if (to < 0 || to >= keys.length) return;
    [keys[at], keys[to]] = [keys[to], keys[at]];
    write(keys);
    target.focus();
    said.textContent = `${labels[keys[to]]}: now place ${to + 1} of ${keys.length}`;
  });
  return {
    element,
    isFigure: false,
    read,
    write,
    mark: (marks) => [...list.children].forEach((item, number) => showMark(item, marks[number])),
  };
};

export const newMatch = ({ form, labels, matched }, palettes) => {
  const element = make("div", "match");
  const selects = matched.map((figure, number) => {
    const drawn = drawFigure({ ...figure, name: `Figure ${number + 1}` }, palettes);
    const select = Object.assign(make("select", ""), { ariaLabel: `What figure ${number + 1} is` });
    const options = [["", "Choose…"], ...form.keys.map((key) => [key, labels[key]])];
    select.append(...options.map(([value, textContent]) => Object.assign(make("option", ""), { value, textContent })));
    drawn.append(select);
    element.append(drawn);
    return select;
  });
  return {
    element,
    isFigure: false,
    read: () => selects.map(({ value }) => value),
    write: (answer) => answer.forEach((key, number) => { selects[number].value = key; }),
    mark: (marks) => selects.forEach((select, number) => markField(select, marks[number])),
  };
};
