// How each kind of answer is given. Each makes { element, isFigure, read(), write(answer), mark(marks) }: what read() gives is what Python
// judges (cnnviz/exercises/kinds/), and write() shows such an answer.

import { make } from "../payload.js";
import { captioned } from "./figures.js";
import { newCells } from "./form_cells.js";
import { markField, newMatch, newOrder } from "./form_arranging.js";
import { newKernel } from "./form_kernel.js";
import { newPixels } from "./form_pixels.js";

const newFields = ({ form, labels }) => {
  const element = make("div", "fields");
  const names = form.keys?.map((key) => labels[key]) ?? form.parts;
  const count = form.keys?.length ?? form.shape[0];
  const isRow = count > 1 && names.length === 0; // places of a row have no names of their own
  element.classList.toggle("row", isRow);
  const fields = Array.from({ length: count }, (_, number) => {
    const label = make("label", "");
    const field = Object.assign(make("input", "number"), { type: "text", autocomplete: "off", inputMode: "text" });
    const range = form.ranges ? `, ${form.ranges[number].join(" to ")}` : "";
    label.append(Object.assign(make("span", ""), { textContent: `${names[number] ?? (isRow ? `Place ${number}` : "Your answer")}${range}` }), field);
    element.append(label);
    return field;
  });
  return {
    element: isRow ? captioned("Your answer", 1, count, element) : element,
    isFigure: false,
    read: () => fields.map(({ value }) => value),
    write: (answer) => answer.forEach((text, number) => { fields[number].value = text; }),
    mark: (marks) => fields.forEach((field, number) => markField(field, marks[number])),
  };
};

const newChoices = ({ form, labels }) => {
  const element = Object.assign(make("div", "choices"), { role: form.several ? "group" : "radiogroup", ariaLabel: "Answers" });
  const boxes = form.keys.map((key) => {
    const label = make("label", "choice");
    const box = Object.assign(make("input", ""), { type: form.several ? "checkbox" : "radio", name: "choice", value: key });
    label.append(box, Object.assign(make("span", ""), { textContent: labels[key] }));
    element.append(label);
    return box;
  });
  return {
    element,
    isFigure: false,
    read: () => boxes.filter(({ checked }) => checked).map(({ value }) => value),
    write: (answer) => boxes.forEach((box) => { box.checked = answer.includes(box.value); }),
    mark: (marks) => boxes.forEach((box, number) => {
      const isTold = marks.length > 0 && (form.several || box.checked);
      box.parentElement.classList.toggle("right", isTold && marks[number]);
      box.parentElement.classList.toggle("wrong", isTold && !marks[number]);
    }),
  };
};

export const FORMS = {
  values: (header) => (header.form.shape.length > 1 ? newCells(header.form.shape, header.form.name, markField) : newFields(header)),
  kernel: (header, palettes) => newKernel(header, palettes, newCells(header.form.shape, "Your kernel", markField)),
  settings: newFields,
  choice: newChoices,
  order: newOrder,
  match: newMatch,
  pixels: newPixels,
};
