// Questions beside what a page shows, of a size and of a number: pages/ui/linked/questions.py puts and judges them, and sends nothing that
// gives an answer away before it is found or shown. What is typed, and that an answer shall be shown, is reported.

import { newAsking } from "../asking.js";
import { countPaint } from "../painted.js";
import { reporting } from "../reports.js";

const newQuestion = (root, form) => {
  const { kind } = form.dataset;
  const field = form.querySelector("input");
  const guess = (typed) => root.told.report("guess", { kind, typed, at: [0, 0, 0] });
  const asking = newAsking(form, guess, () => root.told.report(`reveal_${kind}`, root.told.data.task));
  let asked = null;
  return ({ task, questions }) => {
    const { text, verdict } = questions[kind] ?? { text: "", verdict: null };
    asking.show({ predict: Boolean(text), asking: verdict ? task : "", verdicts: { value: verdict } }, { task, text });
    if (task !== asked && verdict) field.value = verdict.typed; // what was tried stays, also when the page is left and opened again
    asked = task;
  };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".questions");
  root.told = { data, report };
  root.asked ??= [...root.children].map((form) => newQuestion(root, form));
  root.asked.forEach((show) => show(data));
  countPaint(root);
});
