// A practice problem in a page of its own, without Python and without a server. Its document is written by cnnviz/takehome/page.py.

import { newExercise } from "../exercise/problem_view.js";
import { unpackSync } from "../payload.js";
import { whenThemeChanges } from "../theme.js";
import { judgeProblem } from "./problem_judge.js";

const NOTHING = new Proxy({}, { get: () => () => undefined }); // no record, no drafts, no class, no test, no menu: each of their functions does nothing
const ALONE = { record: NOTHING, drafts: NOTHING, newStanding: () => NOTHING, newInClass: () => NOTHING, newMenu: () => NOTHING };

// root: the exercise's element; head: { told: as Python describes the problem, hints, solution, sheet }; given: the palettes' bytes.
export default ({ root, head, given }) => {
  const { blocks } = unpackSync(given.palettes);
  const view = newExercise(root, ALONE);
  let [told, count] = [head.told, 0];
  const acts = {
    answer: ({ answer }) => ({ answer, ...judgeProblem(head.sheet, answer, (count += 1)) }),
    hint: ({ count: shown }) => ({ hints: head.hints.slice(0, shown), more: shown < head.hints.length }),
    show: () => ({ solution: head.solution }),
  };
  const report = (name, value) => {
    told = { ...told, ...acts[name]?.(value) };
    view.take({ header: told, blocks }, report);
  };
  view.take({ header: told, blocks }, report);
  whenThemeChanges(view.redraw);
};
