// One exercise (problem_view.js) on a page of the app. Python draws the numbers and judges (pages/ui/practise/); what is typed stays in the
// browser until it is checked. Which exercise comes next when they are mixed is decided by the record in this browser.

import { newDrafts } from "../drafts.js";
import { unpackSync } from "../payload.js";
import { newRecord } from "../record.js";
import { reporting } from "../reports.js";
import { whenThemeChanges } from "../theme.js";
import { newInClass } from "./in_class.js";
import { newMenu } from "./menu.js";
import { newExercise } from "./problem_view.js";
import { newStanding } from "./standing.js";

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".exercise");
  root.view ??= newExercise(root, { record: newRecord(), drafts: newDrafts(), newStanding, newInClass, newMenu });
  root.view.take(unpackSync(data), (name, value) => report(name, value));
  root.unwatch?.();
  root.unwatch = whenThemeChanges(root.view.redraw);
  return () => {
    root.unwatch();
    root.view.leave();
  };
});
