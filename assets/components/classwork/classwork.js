// A student's class: who one is, the tasks, and whether the connection is there. The teacher's questions come by a number that is asked for.

import { goAnew, lookUp, tellClass } from "../asked_of_class.js";
import { outbox } from "../outbox.js";
import { countPaint } from "../painted.js";
import { headerOf, make } from "../payload.js";
import { newRecord } from "../record.js";
import { reporting } from "../reports.js";
import { keptWords } from "../words_kept.js";

const SIGNS = { right: "✓", wrong: "≠", done: "✓", saved: "•", open: "" };
const SAID = { right: "right", wrong: "not right yet", done: "done", saved: "answered", open: "" };
const EVERY = 800; // ms between two looks whether something was asked
const LOST = "No connection. What you answer is kept in this browser and sent as soon as the connection is back.";

const newClasswork = (root) => {
  const state = { header: null, report: null, asked: null, isSure: false };
  const find = (selector) => root.querySelector(selector);
  const [list, lost, said] = [".tasks", ".lost", ".said"].map(find);
  const record = newRecord();
  const to = (act) => `${state.header.code}/${act}`;
  const say = (text) => { said.textContent = text; };
  const acts = {
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
    async leave() {
      const answer = await tellClass(to("leave"), { role: "student" });
      if (answer.ok) goAnew("classes");
      else say(answer.told);
    },
    async forget() {
      if (!state.isSure) {
        state.isSure = true;
        find("[data-act=forget]").textContent = "Really delete all";
        say("All your answers in this class are deleted, and nobody can bring them back.");
        return;
      }
      const answer = await tellClass(to("forget"), {});
      if (answer.ok) goAnew("classes");
      else say(answer.told);
    },
  };
  root.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button");
    if (button?.dataset.act) acts[button.dataset.act]();
    else if (button?.dataset.task) state.report("task", button.dataset.task);
  });
  const look = async () => {
    if (document.hidden || !root.isConnected) return;
    const answer = await lookUp(to("pulse"));
    lost.textContent = answer.status === 0 ? LOST : "";
    if (answer.ok && answer.pulse !== state.header.pulse) state.report("pulse", answer.pulse);
    if (answer.status === 403) state.report("told", answer.told);
    if (answer.ok && outbox?.waiting().length) outbox.flush();
  };
  // What this browser has seen done in the course counts for the class.
  const tellDone = () => state.header.tasks.forEach(async ({ key, kind, lesson, state: now }) => {
    if (kind === "lesson" && now === "open" && record.of("lessons")[lesson]?.done && !state.told?.has(key)) {
      (state.told ??= new Set()).add(key);
      const answer = await tellClass(to("done"), { task: key });
      if (answer.ok) state.report("told", key);
    }
  });
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
    const words = keptWords(header.code);
    find(".words").hidden = !words;
    find(".three").textContent = words;
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
  };
  let timer = 0;
  return {
    take(header, report) {
      Object.assign(state, { header, report });
      draw(header);
      tellDone();
      clearInterval(timer);
      timer = setInterval(look, EVERY);
      countPaint(root);
    },
    end: () => clearInterval(timer),
  };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".classwork");
  root.view ??= newClasswork(root);
  root.view.take(headerOf(data), report);
  return root.view.end;
});
