// What is set of a transposed convolution: the example, the choices, the typed numbers, the steps and the size; and what is asked.

import { isRow, lengthsOf } from "../cnnviz/operations/transposed.js";
import { newChoice } from "../choice.js";
import { largestOf } from "./grid.js";
import { placeOf } from "./task.js";

// By the place of their buttons: a field, and what its values are called.
const CHOICES = {
  ways: ["by", { scatter: "Scatter", gather: "Gather" }],
  sights: ["below", { resized: "Checkerboard", back: "There and back" }],
  modes: ["resize", { nearest: "Nearest", bilinear: "Bilinear" }],
};
export const TYPED = [["given", "input", "Input"], ["kernel", "kernel", "Kernel"]];
const ASIDE = ["title", "at"]; // of an example: not what is computed

export const asSentence = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "");
export const positionOf = ([row, column]) => ({ plane: 0, row, column });

// parts: { grids, formula, timeline, predict, predicting } of the view; set(fields), told(selector, text), sizeIsHidden().
export const newTools = (root, store, { grids, formula, timeline, predict, predicting, set, told, sizeIsHidden }) => {
  const find = (selector) => root.querySelector(selector);
  const choices = Object.entries(CHOICES).map(([at, [field, options]]) => [field, newChoice(find(`.${at}`), options, (key) => {
    if (key !== store.fields[field]) set(field === "by" ? { by: key, at: null } : { [field]: key });
  })]);
  return {
    drawTools({ task, made, cursor, fault }) {
      const { fields, options } = store;
      const select = find(".start select");
      const titles = options.examples.map(({ title }) => title);
      if (select.options.length !== titles.length + 1) select.replaceChildren(new Option("Own numbers", ""), ...titles.map((title) => new Option(title)));
      const isChosen = (example) => Object.keys(example).every((name) => ASIDE.includes(name) || example[name] === fields[name]);
      select.value = options.examples.find(isChosen)?.title ?? "";
      find(".fill input").checked = fields.fill;
      choices.forEach(([field, show]) => show(fields[field]));
      find(".modes").hidden = fields.below !== "resized";
      const over = fields.by === "scatter" ? task.input : made;
      if (!fault) timeline.show({ rows: over.rows, columns: over.columns, row: cursor[0], column: cursor[1] });
      find(".timeline").hidden = Boolean(fault) || sizeIsHidden();
      const lengths = lengthsOf(task);
      formula.show(isRow(task) ? lengths.slice(1) : lengths, fields, options.limits, sizeIsHidden());
      told(".size-fault", asSentence(fault));
      predict.show(predicting, positionOf(cursor), options);
      find(".predict").hidden = !predicting.on() || Boolean(fault);
    },
    drawTyped(task, looked, signed) {
      const { fields, options } = store;
      const every = task.kernel.values.map((_, tap) => placeOf(task.kernel, tap));
      const marks = { input: looked.input, kernel: looked.kernel ?? every };
      for (const [, name] of TYPED) {
        const reach = largestOf(task[name]);
        grids[name].show(fields[name], options.most[name], (value) => signed(reach ? value / reach : 0), sizeIsHidden() ? [] : marks[name]);
      }
    },
  };
};
