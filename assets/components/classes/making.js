// The form that makes a class: a ready-made set to start from, tasks that are ticked, and rules.

import { tellClass } from "../asked_of_class.js";
import { make } from "../payload.js";

const RULES = ["counts", "solutions", "scores", "ask_for"];
const nameOf = ({ kind, id }) => `${kind} ${id}`;

// What the server reads: JSON, which is YAML, too. Times get the zone of this device.
export const assignmentOf = (fields, tasks) => {
  const timed = (text) => (text ? new Date(text).toISOString() : null);
  return {
    format: 1,
    title: fields.title,
    tasks,
    ...Object.fromEntries(RULES.map((name) => [name, fields[name]])),
    attempts: fields.attempts ? Number(fields.attempts) : null,
    opens: timed(fields.opens),
    due: timed(fields.due),
  };
};

const newTaskRow = (task) => {
  const row = make("div", "task");
  const tick = make("label", "");
  const box = Object.assign(make("input", ""), { type: "checkbox", name: "task", value: nameOf(task) });
  tick.append(box, Object.assign(make("span", ""), { textContent: task.title }));
  const level = Object.assign(make("select", "level"), { ariaLabel: `Level of ${task.title}` });
  level.append(...task.levels.map((one) => Object.assign(make("option", ""), { value: one, textContent: `level ${one}` })));
  level.hidden = task.levels.length < 2;
  const points = make("label", "points");
  const number = Object.assign(make("input", ""), { type: "number", min: 0, max: 100, value: 1, ariaLabel: `Points of ${task.title}` });
  points.append(number, "points");
  row.append(tick, level, points);
  return {
    row,
    isTicked: () => box.checked,
    set: (given) => {
      box.checked = Boolean(given);
      if (!given) return;
      level.value = given.level;
      number.value = given.points;
    },
    read: () => ({ kind: task.kind, id: task.id, ...(task.kind === "exercise" ? { level: Number(level.value) } : {}), points: Number(number.value) }),
  };
};

export const newMaking = (root, whenMade) => {
  const find = (selector) => root.querySelector(selector);
  const [form, set, title, count, groups, said] = ["form", "[name=set]", "[name=title]", ".count", ".groups", ".said"].map(find);
  const rows = new Map(); // name of a task → its row
  let sets = null;
  const say = (text) => { said.textContent = text; };
  const ticked = () => [...rows.values()].filter((row) => row.isTicked()).map((row) => row.read());
  const drawCount = () => {
    const number = ticked().length;
    count.textContent = number === 1 ? "1 task" : `${number} tasks`;
  };
  // The first that is chosen is in sight, though the list begins with lesson 1.
  const showTicked = () => {
    const first = groups.querySelector('fieldset:has([type="checkbox"]:checked)');
    if (first) groups.scrollTop = first.offsetTop - groups.firstElementChild.offsetTop;
  };
  const startFrom = ({ title: name, tasks }) => {
    title.value = name;
    const given = new Map(tasks.map((task) => [nameOf(task), task]));
    rows.forEach((row, task) => row.set(given.get(task)));
    drawCount();
    showTicked();
  };
  let isSending = false; // a second press of the button makes no second class
  const post = async (yaml) => {
    if (isSending) return;
    say("");
    isSending = true;
    const answer = await tellClass("make", { yaml });
    isSending = false;
    if (answer.ok) whenMade(answer);
    else say(answer.told);
  };
  set.addEventListener("change", () => startFrom(sets[set.selectedIndex]));
  groups.addEventListener("change", drawCount);
  find("details.tasks").addEventListener("toggle", showTicked);
  // A file that is chosen again after it was mended is read again.
  const textOf = async (field, most) => {
    const text = (await field.files[0]?.slice(0, most).text()) ?? "";
    field.value = "";
    return text;
  };
  find("[name=yaml]").addEventListener("change", async ({ target }) => target.files[0] && post(await textOf(target, 90_000)));
  find("[name=key]").addEventListener("change", async ({ target }) => {
    const key = (await textOf(target, 2000)).match(/key=([\w-]+)/)?.[1] ?? "";
    const answer = await tellClass("teach", { key });
    if (answer.ok) location.assign(`classroom?code=${answer.code}&as=teacher`);
    else say(answer.told);
  });
  return {
    send: () => post(JSON.stringify(assignmentOf(Object.fromEntries(new FormData(form)), ticked()))),
    take(header) {
      if (sets) return;
      ({ sets } = header);
      set.append(...sets.map((one) => Object.assign(make("option", ""), { textContent: one.label })));
      groups.append(...header.groups.map(({ title: name, tasks }) => {
        const group = make("fieldset", "");
        group.append(Object.assign(make("legend", ""), { textContent: name }));
        tasks.forEach((task) => {
          const made = newTaskRow(task);
          rows.set(nameOf(task), made);
          group.append(made.row);
        });
        return group;
      }));
      startFrom(sets[0]);
    },
  };
};
