// A student's class: who one is, the tasks, and whether the connection is there. The teacher's questions come by a number that is asked for.

import { actOf, goAnew, isHeard, lookUp, newActs, newPulse, newWatch, pressOnce, tellClass } from "../asked_of_class.js";
import { newDrafts } from "../drafts.js";
import { outbox } from "../outbox.js";
import { countPaint } from "../painted.js";
import { headerOf, make } from "../payload.js";
import { newKept } from "../questions/kept.js";
import { newRecord } from "../record.js";
import { reporting } from "../reports.js";
import { forgetWords, keptWords } from "../words_kept.js";

const SIGNS = { right: "✓", wrong: "≠", done: "✓", saved: "•", open: "" };
const SAID = { right: "right", wrong: "not right yet", done: "done", saved: "answered", open: "" };
const EVERY = 800; // ms between two looks whether something was asked
const LOST = "No connection. What you answer is kept in this browser and sent as soon as the connection is back.";

const newClasswork = (root) => {
  const state = { header: null, report: null, isSure: false, isOut: false, isTelling: false, told: new Set() };
  const find = (selector) => root.querySelector(selector);
  const [list, lost, said] = [".tasks", ".lost", ".said"].map(find);
  const record = newRecord();
  const drafts = newDrafts();
  const predicted = newKept();
  const beat = newPulse((pulse) => state.report("pulse", pulse));
  const to = (act) => `${state.header.code}/${act}`;
  const say = (text) => { said.textContent = text; };
  const drawWords = (words) => {
    find(".words").hidden = !words;
    find(".three").textContent = words;
  };
  const goAway = async (act, body, told) => {
    const answer = await tellClass(to(act), body);
    if (!answer.ok) {
      say(answer.told);
      return;
    }
    forgetWords(state.header.code);
    outbox?.forget(state.header.code);
    drafts.forget(state.header.code);
    predicted.forget();
    goAnew("classes", told);
  };
  const act = newActs({
    async nickname() {
      const answer = await tellClass(to("nickname"), {});
      if (answer.ok) state.report("told", answer.nickname);
      else say(answer.told);
    },
    async done() {
      const answer = await tellClass(to("done"), { task: state.header.task });
      if (answer.ok) state.report("told", state.header.task);
      else say(answer.told);
    },
    async words() {
      const answer = await tellClass(to("words"), {});
      if (answer.ok) drawWords(keptWords(state.header.code, answer.words));
      say(answer.ok ? "" : answer.told);
    },
    leave: () => goAway("leave", { role: "student" }, "You have left the class on this device."),
    async forget() {
      if (!state.isSure) {
        state.isSure = true;
        find("[data-act=forget]").textContent = "Really delete all";
        say("All your answers in this class are deleted, and nobody can bring them back.");
        return;
      }
      await goAway("forget", {}, "Everything you did in the class has been deleted.");
    },
  });
  pressOnce(root);
  root.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (actOf(event)) act(actOf(event));
    else if (button?.dataset.task) state.report("task", button.dataset.task);
  });
  // What this browser has seen done in the course counts for the class: told one after the other, and again until the server has heard it.
  const tellDone = async () => {
    if (state.isTelling) return;
    state.isTelling = true;
    for (const { key, kind, lesson, state: now } of state.header.tasks) {
      if (kind !== "lesson" || now !== "open" || state.told.has(key) || !record.of("lessons")[lesson]?.done) continue;
      const answer = await tellClass(to("done"), { task: key });
      if (!isHeard(answer)) break;
      state.told.add(key);
      if (answer.ok) state.report("told", key);
    }
    state.isTelling = false;
  };
  const hear = (answer) => {
    lost.textContent = answer.ok ? "" : answer.status === 0 ? LOST : answer.told;
    if (answer.ok) beat(answer.pulse, state.header.pulse);
    const isOut = answer.status === 403;
    if (isOut && !state.isOut) { // once: a page that was opened before may go on drawing the class
      drafts.forget(state.header.code);
      predicted.forget();
      state.report("told", answer.told);
    }
    state.isOut = isOut;
    if (!answer.ok) return;
    tellDone();
    if (outbox?.waiting().length) outbox.flush();
  };
  const watch = newWatch(() => (document.hidden || !root.isConnected ? null : lookUp(to("pulse"))), hear, EVERY);
  const drawElsewhere = (told) => {
    find(".elsewhere").hidden = !told;
    if (!told) return;
    find(".elsewhere p").textContent = told.words;
    Object.assign(find(".elsewhere a"), { href: told.href, textContent: told.name });
    find("[data-act=done]").hidden = !told.canTell;
  };
  const draw = (header) => {
    drawElsewhere(header.elsewhere);
    find("h2").textContent = header.title;
    find(".nickname").textContent = header.nickname;
    find(".when").textContent = header.due ? `${header.isDue ? "Was due" : "Due"} ${new Date(header.due).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}` : "";
    find(".code").textContent = `${header.code.slice(0, 3)} ${header.code.slice(3)}`;
    drawWords(keptWords(header.code));
    list.replaceChildren(...header.tasks.map((task) => {
      const button = Object.assign(make("button", task.state), { type: "button" });
      button.dataset.task = task.key;
      if (task.key === header.task) button.setAttribute("aria-current", "true");
      button.append(
        ...(SIGNS[task.state] ? [Object.assign(make("i", ""), { textContent: SIGNS[task.state], ariaHidden: "true" })] : []),
        Object.assign(make("span", ""), { textContent: task.title }),
        Object.assign(make("small", ""), { textContent: [task.score, SAID[task.state] && !task.score ? SAID[task.state] : ""].filter(Boolean).join(" ") }),
      );
      const item = make("li", "");
      item.append(button);
      return item;
    }));
    const current = list.querySelector("[aria-current]"); // on a phone the tasks are a strip
    if (current) list.scrollLeft = current.offsetLeft - list.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  };
  return {
    take(header, report) {
      Object.assign(state, { header, report, told: new Set() });
      draw(header);
      tellDone();
      watch.start();
      countPaint(root);
    },
    end: watch.stop,
  };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".classwork");
  root.view ??= newClasswork(root);
  root.view.take(headerOf(data), report);
  return root.view.end;
});
