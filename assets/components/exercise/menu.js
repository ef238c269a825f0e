// Choosing an exercise: from all, a topic, a kind of question or a lesson; then one of these, and its level.

import { make } from "../payload.js";
import { newChoice } from "../choice.js";
import { chooseNext, offered } from "./choosing.js";

const option = (value, textContent) => Object.assign(make("option", ""), { value, textContent });
const optionGroup = (label, options) => {
  const group = Object.assign(make("optgroup", ""), { label });
  group.append(...options);
  return group;
};
const listed = (exercises) => exercises.map(({ id, title }) => option(id, title));

// record: what this browser remembers; go(id, level, among): asks for fresh numbers
export const newMenu = (root, record, go) => {
  const [from, exercise, levels] = ["[name=among]", "[name=exercise]", ".levels"].map((selector) => root.querySelector(selector));
  const state = { header: null, among: null, levels: null, showLevel: null };
  const open = (id, among) => {
    const { levels: has } = offered(state.header.menu, "").find((one) => one.id === id);
    go(id, has.includes(state.header.level) ? state.header.level : has[0], among);
  };
  const mixed = (among = state.header.among) => {
    open(chooseNext(offered(state.header.menu, among), record.of("items"), state.header.id, Math.random).id, among);
  };
  const another = () => open(state.header.id, state.header.among);

  from.addEventListener("change", () => {
    const isThere = offered(state.header.menu, from.value).some(({ id }) => id === state.header.id);
    if (isThere) open(state.header.id, from.value);
    else mixed(from.value);
  });
  exercise.addEventListener("change", () => open(exercise.value, state.header.among));

  const drawLevels = ({ level, levels: has }) => {
    if (state.levels !== String(has)) { // else the one with the focus stays
      state.levels = String(has);
      levels.replaceChildren();
      state.showLevel = newChoice(levels, Object.fromEntries(has.map((one) => [one, `Level ${one}`])), (one) => go(state.header.id, Number(one), state.header.among));
    }
    state.showLevel(String(level));
    levels.hidden = has.length < 2;
  };
  return {
    another,
    mixed: () => mixed(),
    draw(header) {
      const { menu, among, id } = header;
      state.header = header;
      if (!from.children.length) {
        from.append(option("", "All exercises"), ...menu.groups.map(({ title, choices }) => (
          optionGroup(title, choices.map(({ key, title: name, ids }) => option(key, `${name} (${ids.length})`)))
        )));
      }
      if (state.among !== among) {
        state.among = among;
        exercise.replaceChildren(...(among ? listed(offered(menu, among)) : menu.topics.map(({ title, exercises }) => optionGroup(title, listed(exercises)))));
      }
      from.value = among;
      exercise.value = id;
      drawLevels(header);
    },
  };
};
