// The map of the course: what was seen, finished and is to be repeated, as this browser remembers it.

import { follow } from "../follow.js";
import { countPaint } from "../painted.js";
import { make, reconcile } from "../payload.js";
import { newRecord } from "../record.js";
import { drawTest } from "./test.js";
import { besideOf, placeOf, stateOf, toRepeat } from "./standing.js";

const WORDS = { done: "done", repeat: "repeat", begun: "begun", open: "not begun" };
const LARGEST = 1_000_000; // characters of a file that is taken over

const newCourse = (root) => {
  const record = newRecord();
  const state = { part: "all", units: [], test: null, beside: [] };
  const [go, units, test, memory] = root.children;
  const [, on, told, stands, beside] = go.children;
  const [shown, acts, said] = [memory.querySelector("pre"), memory.querySelector(".acts"), memory.querySelector(".said")];
  for (const link of [on, stands]) link.addEventListener("click", follow);

  const newLink = () => {
    const link = make("a", "");
    link.addEventListener("click", follow);
    return link;
  };
  const updateLink = (link, { href, title }) => Object.assign(link, { href, textContent: title });
  const drawLesson = (lesson, kept, today, next) => {
    const item = make("li", `${stateOf(lesson, kept, today)} ${lesson === next ? "next" : ""}`);
    const how = WORDS[stateOf(lesson, kept, today)];
    const time = Object.assign(make("small", ""), { textContent: besideOf(lesson, kept, how) });
    item.append(make("i", ""), updateLink(newLink(), lesson), time, Object.assign(make("span", "unseen"), { textContent: how }));
    return item;
  };
  // On a phone the unit that one is in is unfolded, and the others are one touch away.
  const drawUnit = ({ title, lessons }, next, items) => {
    const isNarrow = matchMedia("(max-width: 640px)").matches;
    const section = make(isNarrow ? "details" : "section", "");
    const name = Object.assign(make(state.part === "map" ? "h3" : "h2", ""), { textContent: title });
    const list = make("ol", "");
    list.append(...items);
    if (isNarrow) {
      const summary = make("summary", "");
      summary.append(name);
      section.append(summary, list);
      section.open = lessons.includes(next);
    } else section.append(name, list);
    return section;
  };
  const draw = () => {
    const kept = record.whole();
    const all = state.units.flatMap(({ lessons }) => lessons);
    const today = record.today();
    const next = placeOf(all, kept);
    const repeat = toRepeat(all, kept, today);
    on.href = next.href;
    on.textContent = Object.keys(kept.lessons).length ? `Go on with lesson ${next.order}` : "Start the course";
    const done = all.filter(({ id }) => kept.lessons[id]?.done).length;
    told.textContent = `${done} of ${all.length} lessons done${repeat.length ? ` · ${repeat.length} to repeat today` : ""}`;
    reconcile(beside, state.beside, newLink, updateLink);
    if (state.part !== "start") units.replaceChildren(...state.units.map((unit) => (
      drawUnit(unit, next, unit.lessons.map((lesson) => drawLesson(lesson, kept, today, next)))
    )));
    if (state.test) drawTest(test, state.test, record.of("standing") ?? {});
    if (state.part === "all") shown.textContent = JSON.stringify(kept, null, 1);
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
  return {
    take(data) {
      Object.assign(state, data);
      root.dataset.part = state.part;
      draw();
    },
  };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".course");
  root.view ??= newCourse(root);
  root.view.take(data);
};
