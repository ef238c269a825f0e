// The row of buttons, each with its key, and the list of what a design can start from.

import { make, reconcile } from "../payload.js";

// What each does to the layer that is looked at: its name, key, label, and what it does in words.
const TOOLS = [
  ["conv", "c", "Conv", "Insert a convolution"],
  ["max", "m", "Max pool", "Insert a max pooling"],
  ["avg", "a", "Avg pool", "Insert an average pooling"],
  ["mean", "g", "Global avg", "Insert a global average pooling"],
  ["dense", "d", "Dense", "Insert a dense layer"],
  ["skip", "s", "Skip", "Put a skip around this layer"],
  ["branch", "b", "Branch", "Put a branch beside this layer"],
  ["remove", "Delete", "Remove", "Remove this layer"],
  ["undo", "z", "↶", "Undo"],
  ["redo", "y", "↷", "Redo"],
  ["save", "", "Save .svg", "Save the picture for slides"],
];
const ONLY_KEYS = [["norm", "n"], ["curve", "r"]];
const KEYS = [
  ["← →", "the layer before, behind"], ["↑ ↓", "the branch beside"], ["+ −", "the marked number: one more, one less"], ["* /", "twice, half of it"],
  ["f k t p o", "mark filters, kernel, stride, padding, groups"], ["c m a g d", "insert a convolution, max pool, average pool, global average, dense layer"],
  ["s b", "a skip around the layer, a branch beside it"], ["n r", "batch norm, the next activation"], ["Delete", "remove"], ["z y", "undo, redo"],
];
const CAN = { skip: "canJoin", branch: "canBranch", remove: "canRemove" };

// act(name) and start(key) are called.
export const newTools = (host, list, { act, start }) => {
  const label = make("label", "start");
  const select = make("select", "");
  label.append(Object.assign(make("span", ""), { textContent: "Start from" }), select);
  select.onchange = () => select.value && start(select.value);
  const buttons = TOOLS.map(([name, key, text, title]) => {
    const button = Object.assign(make("button", `tool ${name}`), { type: "button", textContent: text, title: key ? `${title} (${key})` : title });
    button.ariaLabel = title;
    if (key) button.setAttribute("aria-keyshortcuts", key);
    button.onclick = () => act(name);
    return button;
  });
  host.append(label, ...buttons);
  list.append(...KEYS.flatMap(([keys, does]) => [Object.assign(make("dt", ""), { textContent: keys }), Object.assign(make("dd", ""), { textContent: does })]));

  return {
    keys: { ...Object.fromEntries([...TOOLS, ...ONLY_KEYS].filter(([, key]) => key).map(([name, key]) => [key, name])), Backspace: "remove" },
    draw: (state, { starts, now }) => {
      reconcile(select, [["", "own design"], ...starts], () => make("option", ""), (option, [value, textContent]) => Object.assign(option, { value, textContent }));
      select.value = state.text === now.text ? now.key : "";
      TOOLS.forEach(([name], n) => {
        const isOver = state.nodeAt && state.limits && name in CAN && !state[CAN[name]]();
        buttons[n].disabled = Boolean(isOver) || (name === "undo" && !state.undone.length) || (name === "redo" && !state.redone.length);
      });
    },
  };
};
