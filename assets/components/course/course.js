// The map of the course: what was seen, finished and is to be repeated, as this browser remembers it.

import { follow } from "../follow.js";
import { countPaint } from "../painted.js";
import { make } from "../payload.js";
import { newRecord } from "../record.js";
import { drawTest } from "./test.js";
import { placeOf, stateOf, toRepeat } from "./standing.js";

const WORDS = { done: "done", repeat: "repeat", begun: "begun", open: "not begun" };
const LARGEST = 1_000_000; // characters of a file that is taken over

const newCourse = (root) => {
  const record = newRecord();
  const state = { units: [], test: null };
  const [go, units, test, memory] = root.children;
  const [on, told] = go.children;
  const [shown, acts, said] = [memory.querySelector("pre"), memory.querySelector(".acts"), memory.querySelector(".said")];
  on.addEventListener("click", follow);

  const drawLesson = (lesson, kept, today) => {
    const item = make("li", stateOf(lesson, kept, today));
    const link = Object.assign(make("a", ""), { href: lesson.href, textContent: lesson.title });
    link.addEventListener("click", follow);
    const how = WORDS[stateOf(lesson, kept, today)];
    const minutes = Object.assign(make("small", ""), { textContent: how === "repeat" ? how : `${lesson.minutes} min` });
    item.append(make("i", ""), link, minutes, Object.assign(make("span", "unseen"), { textContent: how }));
    return item;
  };
  const draw = () => {
    const kept = record.whole();
    const all = state.units.flatMap(({ lessons }) => lessons);
    const today = record.today();
    const next = placeOf(all, kept);
    const repeat = toRepeat(all, kept, today);
    on.href = next.href;
    on.textContent = Object.keys(kept.lessons).length ? `Go on: ${next.title}` : "Start the course";
    const done = all.filter(({ id }) => kept.lessons[id]?.done).length;
    told.textContent = `${done} of ${all.length} lessons done${repeat.length ? ` · ${repeat.length} to repeat today` : ""}`;
    units.replaceChildren(...state.units.map(({ title, lessons }) => {
      const section = make("section", "");
      const list = make("ol", "");
      list.append(...lessons.map((lesson) => drawLesson(lesson, kept, today)));
      section.append(Object.assign(make("h2", ""), { textContent: title }), list);
      return section;
    }));
    drawTest(test, state.test, record.of("standing") ?? {});
    shown.textContent = JSON.stringify(kept, null, 1);
    countPaint(root);
  };
  acts.addEventListener("click", ({ target }) => {
    if (target.dataset.act === "forget") {
      record.forget();
      said.textContent = "Forgotten.";
      draw();
    }
    if (target.dataset.act === "save") {
      const link = Object.assign(make("a", ""), { download: "cnnviz-record.json" });
      link.href = URL.createObjectURL(new Blob([JSON.stringify(record.whole())], { type: "application/json" }));
      link.click();
      URL.revokeObjectURL(link.href);
    }
  });
  acts.querySelector("input").addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    const isTaken = file && file.size <= LARGEST && record.take(await file.text());
    said.textContent = isTaken ? "Taken over." : "This file is no record that was saved here.";
    target.value = "";
    draw();
  });
  return { take(data) { Object.assign(state, data); draw(); } };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".course");
  root.view ??= newCourse(root);
  root.view.take(data);
};
