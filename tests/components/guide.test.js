import guide from "/assets/components/guide/guide.js";
import { reports } from "/assets/components/reports.js";
import { equal, ok, test } from "./harness.js";

const linkTo = (way) => ({ href: `/kernels?lesson=edges~${way}`, page: "elsewhere", step: `edges~${way}`, lesson: "Edges" });
const STEP = {
  lesson: "edges", order: 6, title: "Edges", unit: "One convolution", step: "edges~one", index: 0, count: 3, offers: [],
  isQuestion: false, hasGoal: true, canShow: true, back: linkTo("back"), next: linkTo("next"),
};
const html = await (await fetch("/assets/components/guide/guide.html")).text();

// A guide on a page of its own, as it is after `moves` pages were gone to; told: what Python says of the step.
const newPage = (moves, told = {}, step = STEP) => {
  document.body.innerHTML = `<div class="host">${html}</div><i class="guide-told"></i>`;
  const mark = document.querySelector(".guide-told");
  const tell = (said, run) => Object.assign(mark.dataset, { run, told: JSON.stringify({ step: step.step, words: "Turn it.", reveal: "", reached: false, ...said }) });
  Object.assign(reports, { session: "one", page: "", wanted: null, moves });
  tell(told, 1);
  const parentElement = document.querySelector(".host");
  const show = (data) => guide({ parentElement, data, setStateValue() {} });
  const end = show(step);
  return { end, show, tell, find: (selector) => parentElement.querySelector(selector) };
};
const focused = () => document.activeElement;

test("words begin with the step's number, and a lesson's first step with its name", () => {
  const { find, show, end } = newPage(1);
  equal(find(".words").textContent, "Step 1 of 3 of lesson 6, Edges.Turn it.");
  show({ ...STEP, index: 1 });
  end();
});

test("a lesson's last step leads to the next lesson, and the course's last step to all lessons", () => {
  const { find, show, end } = newPage(1);
  show({ ...STEP, step: "edges~three", index: 2 });
  equal(find(".next").textContent, "Next: Edges");
  show({ ...STEP, step: "border~three", index: 2, next: { href: "/course", page: "course", step: "", lesson: "" } });
  equal(find(".next").textContent, "All lessons");
  equal(find(".next").getAttribute("href"), "course");
  end();
});

test("that a goal is reached is said, where it is heard", async () => {
  const { find, tell, end } = newPage(1);
  equal(find(".reveal").textContent, "");
  tell({ reveal: "It turned.", reached: true }, 2);
  await Promise.resolve();
  equal(find(".reveal").textContent, "Goal reached.It turned.");
  equal(find(".reveal").getAttribute("role"), "status");
  end();
});

test("“Show me” hands the focus to “Next” when it goes", async () => {
  const { find, tell, end } = newPage(1);
  find(".show").focus();
  tell({ reveal: "It turned.", reached: true }, 2);
  await Promise.resolve();
  ok(find(".show").hidden);
  equal(focused().className, find(".next").className);
  end();
});

test("who follows “Next” or “Back” to another page finds the focus there, and who comes by a link on the lesson's name", async () => {
  for (const way of ["next", "back"]) {
    const before = newPage(1);
    before.find(`.${way}`).click();
    while (!location.search.endsWith(way)) await new Promise(requestAnimationFrame); // a click waits for what is sent before it
    before.end();
    const { find, end } = newPage(2);
    ok(focused() === find(`.${way}`), way);
    end();
  }
  const { find, end } = newPage(2);
  ok(focused() === find("h2"));
  end();
});

test("a lesson that the window was opened at takes no focus", () => {
  const { end } = newPage(1);
  ok(focused() === document.body);
  end();
});
