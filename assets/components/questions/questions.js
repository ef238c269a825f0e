// Questions beside what a page shows, of a size and of a number: pages/ui/linked/questions.py puts and judges them, and sends nothing that
// gives an answer away before it is found or shown. What is typed, and that an answer shall be shown, is reported.

import { newAsking } from "../asking.js";
import { countPaint } from "../painted.js";
import { reporting, reports } from "../reports.js";
import { newKept } from "./kept.js";

const newQuestion = (root, form, kept) => {
  const { kind } = form.dataset;
  const field = form.querySelector("input");
  let asked = null;
  const of = () => ({ hub: root.told.data.hub, kind, task: asked });
  const keep = (typed, isKnown) => kept.keep({ ...of(), typed, isKnown, session: reports.session });
  const guess = (typed) => {
    keep(typed, false);
    root.guessing = { ...of(), session: reports.session };
    root.told.report("guess", { kind, typed, at: [0, 0, 0] });
  };
  const reveal = (typed) => {
    keep(typed, true);
    root.told.report(`reveal_${kind}`, root.told.data.task);
  };
  const asking = newAsking(form, guess, () => reveal(field.value));
  // A session that has not heard of an answer is told once: of one that was judged wrong, of one in a turn. What is being typed stays.
  const tellAgain = () => {
    const before = kept.of(of());
    if (!before || before.session === reports.session || root.guessing) return;
    if (!before.isKnown && field.value && field.value !== before.typed) return;
    field.value ||= before.typed;
    if (before.isKnown) reveal(before.typed);
    else guess(before.typed);
  };
  return ({ task, questions }) => {
    const { text, verdict } = questions[kind] ?? { text: "", verdict: null };
    asking.show({ predict: Boolean(text), asking: verdict ? task : "", verdicts: { value: verdict } }, { task, text });
    if (task !== asked && verdict) field.value = verdict.typed; // what was tried stays, also when the page is left and opened again
    asked = task;
    if (verdict?.right) keep(verdict.typed, true);
    if (text && !verdict) tellAgain();
  };
};

// Python judges one answer of a page at a time: whether the one that was told last has no verdict yet.
const isUnderWay = (guess, { task, questions }) =>
  guess?.session === reports.session && guess.task === task && Boolean(questions[guess.kind]) && !questions[guess.kind].verdict;

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".questions");
  root.told = { data, report };
  if (!isUnderWay(root.guessing, data)) root.guessing = null;
  const kept = newKept();
  root.asked ??= [...root.children].map((form) => newQuestion(root, form, kept));
  root.asked.forEach((show) => show(data));
  countPaint(root);
});
