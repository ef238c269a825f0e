// The table of the board: a row a student, a cell a task, and below the share that is right.

import { make } from "../payload.js";

const SAID = { right: "right", wrong: "wrong so far", stuck: "stuck", open: "open now", untouched: "not begun" };
const ORDERS = {
  need: (one, other) => one.need - other.need,
  joined: () => 0,
  nickname: (one, other) => one.nickname.localeCompare(other.nickname),
};

export const signOf = ({ status, tries }) => {
  if (status === "right") return tries > 1 ? `✓ ${tries}` : "✓";
  if (status === "open") return "…";
  return status === "untouched" ? "" : `× ${tries}`;
};

const textOf = (tag, name, textContent) => Object.assign(make(tag, name), { textContent });

const headOf = (tasks, chosen) => {
  const row = make("tr", "");
  row.append(make("td", ""), ...tasks.map(({ key, title }) => {
    const head = Object.assign(make("th", ""), { scope: "col" });
    const button = Object.assign(textOf("button", "", title), { type: "button" });
    button.dataset.task = key;
    button.setAttribute("aria-pressed", String(key === chosen));
    head.append(button);
    return head;
  }), Object.assign(textOf("th", "", "right"), { scope: "col" }));
  return row;
};

const rowOf = (student, tasks, { task, student: chosen }) => {
  const row = make("tr", "");
  row.append(Object.assign(textOf("th", "", student.nickname), { scope: "row" }), ...student.cells.map((cell, at) => {
    const place = make("td", "");
    const button = Object.assign(textOf("button", `cell ${cell.status}`, signOf(cell)), { type: "button" });
    button.ariaLabel = `${student.nickname}, ${tasks[at].title}: ${SAID[cell.status]}${cell.tries ? `, ${cell.tries} ${cell.tries === 1 ? "try" : "tries"}` : ""}${cell.isSet ? ", mark set by hand" : ""}`;
    Object.assign(button.dataset, { task: tasks[at].key, student: student.id });
    button.setAttribute("aria-pressed", String(student.id === chosen && tasks[at].key === task));
    place.append(button);
    return place;
  }), textOf("td", "sum", student.right));
  return row;
};

// A focus on the table stays where it is, though the table is drawn anew.
export const drawTable = (table, { tasks, rows }, order, chosen) => {
  const focused = table.getRootNode().activeElement;
  const place = table.contains(focused) ? { ...focused.dataset } : null;
  table.tHead.replaceChildren(headOf(tasks, chosen.task));
  table.tBodies[0].replaceChildren(...[...rows].sort(ORDERS[order]).map((row) => rowOf(row, tasks, chosen)));
  const foot = make("tr", "");
  foot.append(Object.assign(textOf("th", "", "right so far"), { scope: "row" }), ...tasks.map(({ share }) => textOf("td", "", share === null ? "" : `${Math.round(100 * share)} %`)), make("td", ""));
  table.tFoot.replaceChildren(foot);
  table.hidden = !rows.length;
  if (!place) return;
  [...table.querySelectorAll("button")].find(({ dataset }) => dataset.task === place.task && dataset.student === place.student)?.focus();
};
