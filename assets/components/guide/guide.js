// The step of a lesson beside its page. What Python tells of it at the end of each run stands in the page as an element that nobody sees
// (pages/ui/shell/guide.py): the newest counts, and a goal that was reached once stays reached.

import { paragraphs } from "../exercise/prose.js";
import { goToPage, opensElsewhere } from "../follow.js";
import { countPaint } from "../painted.js";
import { make } from "../payload.js";
import { newRecord } from "../record.js";
import { reporting, reports } from "../reports.js";

// What is left of a step before may stand in the page until its run has ended.
const newest = (step) => [...document.querySelectorAll(".guide-told")]
  .map(({ dataset }) => ({ run: Number(dataset.run), ...JSON.parse(dataset.told) }))
  .filter((told) => told.step === step)
  .reduce((one, other) => (other.run > (one?.run ?? -1) ? other : one), null);

let guiding = null; // the guide that is shown: one that goes later than the next one comes takes nothing from it
let pressed = ""; // the way that was followed to another page: there it has the focus again

// For who hears the page only: said before what is to be read, in the same breath.
const unseen = (text) => Object.assign(make("p", "unseen"), { textContent: text });
const stepWords = ({ index, count, order, title }) => `Step ${index + 1} of ${count}${index ? "" : ` of lesson ${order}, ${title}`}.`;

const newGuide = (root) => {
  const state = { data: null, report: null, reached: "", shown: "" };
  const [where, title, dots, words, reveal, ways] = root.children;
  const [back, show, next] = ways.children;
  const record = newRecord();
  const go = (event, way) => {
    if (opensElsewhere(event)) return;
    event.preventDefault();
    const link = state.data[way];
    if (reports.isOf(location.pathname, link.page)) state.report("step", link.step);
    else {
      pressed = way;
      goToPage(link.href);
    }
  };
  back.addEventListener("click", (event) => go(event, "back"));
  next.addEventListener("click", (event) => go(event, "next"));
  const hasFocus = (element) => element.getRootNode().activeElement === element;
  // A page that is left loses the focus. Whoever came by Next finds it on Next, anyone else on the lesson's name.
  const takeFocus = () => {
    const way = { back, next }[pressed];
    pressed = "";
    if (reports.moves < 2 || ![null, document.body].includes(document.activeElement)) return; // just opened, or in use
    (way && !way.hidden ? way : title).focus({ preventScroll: true });
  };
  show.addEventListener("click", () => state.report("show", state.data.step));

  const drawFrame = ({ order, title: name, unit, index, count, back: before, next: after, lesson }) => {
    where.textContent = unit;
    title.textContent = `${order} ${name}`;
    dots.ariaLabel = `Step ${index + 1} of ${count}`;
    dots.replaceChildren(...Array.from({ length: count }, (_, number) => make("i", number < index ? "done" : number === index ? "here" : "")));
    for (const [link, to] of [[back, before], [next, after]]) {
      if (!to && hasFocus(link)) title.focus();
      link.hidden = !to;
      if (to) link.href = to.href.slice(1);
    }
    const isLast = index + 1 === count;
    next.textContent = !isLast ? "Next" : after?.lesson ? `Next: ${after.lesson}` : "All lessons";
    record.visited(lesson, index + 1, count, isLast);
  };
  // There is something new to read: a phone's sheet of controls goes down ("cnnviz-told", linked/sheet.js).
  const tellTheView = () => document.dispatchEvent(new Event("cnnviz-told"));
  // On a phone the words stand above the view, and may be out of sight while it is used.
  const showReveal = () => {
    tellTheView();
    if (matchMedia("(max-width: 900px)").matches) reveal.scrollIntoView({ block: "nearest" });
  };
  const drawTold = () => {
    const told = newest(state.data.step);
    if (!told) return;
    const wasReached = state.reached === told.step;
    if (told.reached) state.reached = told.step;
    const isReached = state.reached === told.step;
    const text = JSON.stringify([told.words, isReached ? told.reveal : ""]);
    if (text !== state.shown) {
      state.shown = text;
      words.replaceChildren(unseen(stepWords(state.data)), ...paragraphs(told.words));
      if (told.reveal || !isReached) reveal.replaceChildren(...(told.reveal ? [unseen("Goal reached."), ...paragraphs(told.reveal)] : []));
    }
    root.classList.toggle("reached", isReached);
    if (isReached && !wasReached && state.data.hasGoal && !state.data.isQuestion) showReveal();
    if (isReached && hasFocus(show)) next.focus(); // it goes
    show.hidden = !state.data.canShow || isReached;
    next.classList.toggle("primary", isReached || !state.data.hasGoal);
  };
  const watcher = new MutationObserver(drawTold);
  return {
    take(data, report) {
      const isNew = state.data?.step !== data.step;
      const isArriving = !state.data;
      guiding = root;
      Object.assign(state, { data, report });
      document.documentElement.dataset.lesson = data.isQuestion ? "question" : "view";
      document.documentElement.dataset.offers = data.offers.join(" ");
      if (isNew) {
        Object.assign(state, { reached: "", shown: "" });
        reveal.replaceChildren();
        root.classList.remove("reached");
        drawFrame(data);
        tellTheView();
      }
      drawTold();
      if (isArriving) reports.whenHere(takeFocus);
      watcher.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-told"] });
      countPaint(root);
    },
    end() {
      watcher.disconnect();
      if (guiding !== root) return;
      delete document.documentElement.dataset.lesson;
      delete document.documentElement.dataset.offers;
    },
  };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".guide");
  root.view ??= newGuide(root);
  root.view.take(data, report);
  return () => root.view.end();
});
