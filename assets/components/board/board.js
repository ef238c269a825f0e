// The board of a class: students × tasks, asked for every two seconds, and at its side one task or one student's work.

import { actOf, goAnew, lookUp, newActs, newWatch, pressOnce, tellClass } from "../asked_of_class.js";
import { countPaint } from "../painted.js";
import { headerOf, make } from "../payload.js";
import { reporting } from "../reports.js";
import { momentOf, newRules } from "../rules.js";
import { newTaskList } from "../task_list.js";
import { drawTable } from "./board_table.js";
import { drawThoughts } from "./board_thoughts.js";

const EVERY = 2000; // ms between two looks at the board

const inPairs = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

const newBoard = (root) => {
  const state = { header: null, report: null, board: null, task: "", student: "", sure: "", isShown: false };
  const find = (selector) => root.querySelector(selector);
  const said = find(".said");
  const tasks = newTaskList(find("details.tasks"));
  const rules = newRules(find("details.rules .fields"));
  const say = (text, isFine = false) => {
    said.textContent = text;
    said.classList.toggle("fine", isFine);
  };
  const taskNow = () => state.board.tasks.find(({ key }) => key === state.task);
  const rowNow = () => state.board.rows.find(({ id }) => id === state.student);
  const cellOf = (row) => row.cells[state.board.tasks.indexOf(taskNow())];
  const wrongNow = () => state.board.rows.filter((row) => ["wrong", "stuck"].includes(cellOf(row).status)).map(({ id }) => id);

  // Fills a fold only where the class has other than before, so that what is being typed in one fold stays when another
  // is changed; but the text has all of them.
  const filled = {};
  const fill = (fold, content, set) => {
    const text = JSON.stringify(content);
    if (filled[fold] === text) return;
    filled[fold] = text;
    set();
  };
  const fillFolds = ({ yaml, assignment, tasks: chosen, groups }) => {
    const { tasks: _, ...ruled } = assignment;
    fill("yaml", yaml, () => { find("[name=yaml]").value = yaml; });
    fill("rules", ruled, () => {
      find("[name=title]").value = assignment.title;
      rules.set(assignment);
    });
    fill("tasks", chosen, () => tasks.draw([{ title: "In this class", tasks: chosen }, ...groups]));
  };
  const drawItem = () => {
    const task = taskNow();
    const right = state.board.rows.filter((row) => cellOf(row).status === "right").length;
    find(".item h3").textContent = task.title;
    find(".asks").textContent = task.kind === "exercise" ? `Level ${task.level}, ${task.points} ${task.points === 1 ? "point" : "points"}. Each student has their own numbers.` : "Done in this app, as the student’s browser tells.";
    drawThoughts(find(".why"), right, task.wrong);
    const wrong = wrongNow();
    find("[data-act=renew]").hidden = !wrong.length || task.kind !== "exercise";
    find("[data-act=renew]").textContent = `New numbers for ${wrong.length === 1 ? "the one" : `those ${wrong.length}`} still wrong`;
    ["ask", "look"].forEach((act) => { find(`[data-act=${act}]`).hidden = task.kind !== "exercise"; });
  };
  const drawOne = () => {
    const [row, task] = [rowNow(), taskNow()];
    const cell = cellOf(row);
    const time = (text) => new Date(text).toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" });
    find(".one h3").textContent = `${row.nickname}: ${task.title}`;
    find(".how").textContent = [
      cell.tries ? `${cell.tries} ${cell.tries === 1 ? "try" : "tries"}, ${cell.status}` : "no answer yet",
      cell.points === null ? "" : `${cell.points} of ${task.points} points${cell.isSet ? ", set by you" : ""}`,
      cell.since ? `begun ${time(cell.since)}` : "",
      cell.last ? `last ${time(cell.last)}` : "",
      row.until ? `has time until ${time(row.until)}` : "",
    ].filter(Boolean).join(" · ");
    find(".of").textContent = `Points of ${task.points}`;
    find("[name=points]").max = task.points;
    find("[data-act=see]").hidden = !cell.tries || task.kind !== "exercise";
    find("[data-act=reset]").hidden = task.kind !== "exercise";
    find("[data-act=unset]").hidden = !cell.isSet;
    find("[data-act=retime]").hidden = !row.until;
    find("[data-act=remove]").textContent = state.sure === state.student ? "Really delete" : "Delete this student";
  };
  const drawWay = ({ code, place, qr }) => {
    find(".place").textContent = place;
    find(".big").textContent = inPairs(code);
    find(".qr").hidden = !qr.path;
    const drawn = find(".qr svg");
    drawn.setAttribute("viewBox", `0 0 ${qr.size} ${qr.size}`);
    drawn.ariaLabel = qr.alt;
    drawn.firstElementChild.setAttribute("d", qr.path);
  };
  const draw = () => {
    const { board } = state;
    if (!taskNow()) state.task = board.tasks[0].key;
    if (state.student && !rowNow()) state.student = "";
    find("h2").textContent = board.title;
    const at = board.rows.filter(({ cells }) => cells.some(({ status }) => status !== "untouched")).length;
    find(".about").replaceChildren("code ", Object.assign(make("b", ""), { textContent: inPairs(state.header.code) }), ` · ${board.rows.length} ${board.rows.length === 1 ? "student" : "students"}, ${at} at work${board.isOpen ? "" : " · closed"}`);
    find(".together").href = `together?code=${state.header.code}`;
    find(".empty").textContent = board.rows.length ? "" : "Nobody has joined yet.";
    const isShown = state.isShown || !board.rows.length; // later, who comes late needs it
    find(".way").hidden = !isShown;
    find("[data-act=code]").hidden = !board.rows.length;
    find("[data-act=code]").textContent = isShown ? "Hide the code" : "Show the code";
    find("[data-act=code]").ariaExpanded = String(isShown);
    drawTable(find("table"), board, find("[name=order]").value, state);
    find(".item").hidden = Boolean(state.student);
    find(".one").hidden = !state.student;
    if (state.student) drawOne();
    else drawItem();
    find("[data-act=open]").textContent = board.isOpen ? "Close class" : "Open again";
    countPaint(root);
  };
  const hear = (answer) => {
    if (!answer.ok) {
      say(answer.told);
      return;
    }
    if (said.textContent && !said.classList.contains("fine") && !state.isTold) say("");
    const text = JSON.stringify(answer);
    if (text === state.text) return;
    Object.assign(state, { board: answer, text });
    draw();
  };
  const watch = newWatch(() => (!root.isConnected || document.hidden ? null : lookUp(`${state.header.code}/board`)), hear, EVERY);
  const tell = async (act, body, fine) => {
    const answer = await tellClass(`${state.header.code}/${act}`, body);
    state.isTold = !answer.ok;
    say(answer.ok ? fine(answer) : answer.told, answer.ok);
    state.text = "";
    await watch.now();
    return answer;
  };
  // { fields }: the others stay as they are, whoever changed them meanwhile; { yaml }: all.
  const change = async (what) => {
    const answer = await tell("change", what, () => "Changed");
    if (answer.ok) state.report("told", Date.now());
  };
  const here = () => ({ student: state.student, task: state.task });
  const act = newActs({
    async ask() {
      const { id, level } = taskNow();
      const answer = await tell("ask", { item: id, level }, () => "Asked");
      if (answer.ok) goAnew(`together?code=${state.header.code}`);
    },
    look: () => state.report("see", { task: state.task, student: "" }),
    see: () => state.report("see", { task: state.task, student: state.student }),
    renew: () => tell("reset", { task: state.task, students: wrongNow() }, () => "They have new numbers"),
    reset: () => tell("reset", { task: state.task, students: [state.student] }, () => "New numbers given"),
    override: () => tell("override", { ...here(), points: Number(find("[name=points]").value), note: find("[name=note]").value }, () => "Mark set"),
    unset: () => tell("override", { ...here(), points: null, note: "" }, () => "The mark is computed again"),
    extend: () => tell("extend", { student: state.student, until: momentOf(find("[name=until]").value) }, () => "Time given"),
    retime: () => tell("extend", { student: state.student, until: null }, () => "The date of the class applies again"),
    async remove() {
      if (state.sure === state.student) {
        await tell("remove", { student: state.student }, () => "Deleted");
        return;
      }
      Object.assign(state, { sure: state.student, isTold: true });
      say(`All answers of ${rowNow().nickname} are deleted then, and nobody can bring them back.`);
      draw();
    },
    code() {
      state.isShown = !state.isShown;
      draw();
    },
    back() {
      state.student = "";
      draw();
    },
    open: () => tell("open", { open: !state.board.isOpen }, () => (state.board.isOpen ? "Closed: nothing more is taken" : "Open again")),
    remark: () => tell("remark", {}, ({ changed }) => `Marked again: ${changed === 1 ? "1 answer counts" : `${changed} answers count`} differently`),
    change: () => change({ yaml: find("[name=yaml]").value }),
    retask: () => change({ fields: { tasks: tasks.read() } }),
    rerule: () => change({ fields: { title: find("[name=title]").value, ...rules.read() } }),
    async delete() {
      if (find("[name=sure]").value.replaceAll(" ", "").toUpperCase() !== state.header.code) {
        say(`Type ${inPairs(state.header.code)} first.`);
        return;
      }
      const answer = await tellClass(`${state.header.code}/delete`, {});
      if (answer.ok) goAnew("classes", `“${state.board.title}” is deleted, with all its answers.`);
      else say(answer.told);
    },
  });
  pressOnce(root);
  root.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.dataset.task) {
      Object.assign(state, { task: button.dataset.task, student: button.dataset.student ?? "", sure: "" });
      root.querySelectorAll(".one form").forEach((form) => form.reset()); // a mark or a note is for the one it was written for
    }
    if (button.dataset.see) state.report("see", { task: state.task, student: button.dataset.see });
    if (button.dataset.task) draw();
    else if (actOf(event)) act(actOf(event));
  });
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.target.dataset.act);
  });
  find("[name=order]").addEventListener("change", draw);
  return {
    take(header, report) {
      Object.assign(state, { header, report });
      drawWay(header);
      fillFolds(header);
      watch.start();
      watch.now();
    },
    end: watch.stop,
  };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".board");
  root.view ??= newBoard(root);
  root.view.take(headerOf(data), report);
  return root.view.end;
});
