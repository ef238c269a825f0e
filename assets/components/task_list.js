// The tasks that a class may have, in groups: each is ticked or not, with its level and points.

import { make } from "./payload.js";

const nameOf = ({ kind, id }) => `${kind} ${id}`;

const newTaskRow = (task) => {
  const row = make("div", "task");
  const tick = make("label", "");
  const box = Object.assign(make("input", ""), { type: "checkbox", name: "task", value: nameOf(task) });
  tick.append(box, Object.assign(make("span", ""), { textContent: task.title }));
  const level = Object.assign(make("select", "level"), { ariaLabel: `Level of ${task.title}` });
  level.append(...task.levels.map((one) => Object.assign(make("option", ""), { value: one, textContent: `level ${one}` })));
  level.hidden = task.levels.length < 2;
  const points = make("label", "points");
  const number = Object.assign(make("input", ""), { type: "number", min: 0, max: 100, value: 1, required: true, ariaLabel: `Points of ${task.title}` });
  points.append(number, "points");
  // What is out of sight is not sent, so it keeps nobody from sending.
  const able = () => { number.disabled = level.disabled = !box.checked; };
  box.addEventListener("change", able);
  row.append(tick, level, points);
  return {
    row,
    name: nameOf(task),
    isTicked: () => box.checked,
    set: (given) => {
      box.checked = Boolean(given);
      able();
      if (!given) return;
      level.value = given.level;
      number.value = given.points;
    },
    read: () => ({ kind: task.kind, id: task.id, ...(task.kind === "exercise" ? { level: Number(level.value) } : {}), points: Number(number.value) }),
  };
};

// fold: a <details>, whose summary has a place for the count and which holds the groups.
export const newTaskList = (fold) => {
  const [count, groups] = [".count", ".groups"].map((one) => fold.querySelector(one));
  let rows = [];
  const read = () => rows.filter((row) => row.isTicked()).map((row) => row.read());
  const drawCount = () => {
    const number = read().length;
    count.textContent = number === 1 ? "1 task" : `${number} tasks`;
  };
  // The first that is chosen is in sight, though the list begins with lesson 1.
  const showTicked = () => {
    const first = groups.querySelector('fieldset:has([type="checkbox"]:checked)');
    if (first) groups.scrollTop = first.offsetTop - groups.firstElementChild.offsetTop;
  };
  groups.addEventListener("change", drawCount);
  fold.addEventListener("toggle", showTicked);
  return {
    read,
    // given: groups of { title, tasks }; those with points are ticked.
    draw: (given) => {
      rows = [];
      groups.replaceChildren(...given.map(({ title, tasks }) => {
        const group = make("fieldset", "");
        group.append(Object.assign(make("legend", ""), { textContent: title }));
        tasks.forEach((task) => {
          const made = newTaskRow(task);
          made.set(task.points === undefined ? null : task);
          rows.push(made);
          group.append(made.row);
        });
        return group;
      }));
      drawCount();
      showTicked();
    },
    startFrom: (tasks) => {
      const given = new Map(tasks.map((task) => [nameOf(task), task]));
      rows.forEach((row) => row.set(given.get(row.name)));
      drawCount();
      showTicked();
    },
  };
};
