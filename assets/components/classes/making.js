// The form that makes a class: a ready-made set to start from, tasks that are ticked, and rules.

import { tellClass } from "../asked_of_class.js";
import { make } from "../payload.js";
import { newRules } from "../rules.js";
import { newTaskList } from "../task_list.js";

export const newMaking = (root, whenMade) => {
  const find = (selector) => root.querySelector(selector);
  const [set, title, said] = ["[name=set]", "[name=title]", ".said"].map(find);
  const list = newTaskList(find("details.tasks"));
  const rules = newRules(find("details.rules .fields"));
  let sets = null;
  const say = (text) => { said.textContent = text; };
  const startFrom = ({ title: name, tasks }) => {
    title.value = name;
    list.startFrom(tasks);
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
  // A file that is chosen again after it was mended is read again.
  const textOf = async (field, most) => {
    const text = (await field.files[0]?.slice(0, most).text()) ?? "";
    field.value = "";
    return text;
  };
  find("[name=yaml]").addEventListener("change", async ({ target }) => target.files[0] && post(await textOf(target, 90_000)));
  find("[name=key]").addEventListener("change", async ({ target }) => {
    const key = [...(await textOf(target, 2000)).matchAll(/key=([\w-]+)/g)].at(-1)?.[1] ?? ""; // a title may hold one, too
    const answer = await tellClass("teach", { key });
    if (answer.ok) location.assign(`classroom?code=${answer.code}&as=teacher`);
    else say(answer.told);
  });
  return {
    send: () => post(JSON.stringify({ format: 1, title: title.value, tasks: list.read(), ...rules.read() })), // which is YAML, too
    take(header) {
      if (sets) return;
      ({ sets } = header);
      set.append(...sets.map((one) => Object.assign(make("option", ""), { textContent: one.label })));
      list.draw(header.groups);
      startFrom(sets[0]);
    },
  };
};
