// The classes, each with its score and its share: bars with numbers, which can be clicked. pages/ui/network/scores.py packs them.
// Arrow keys move among them, Tab leaves them.

import { lookOfClass } from "../cnnviz/class_looks.js";
import { bringIntoView } from "../following.js";
import { barOf } from "../linked/figure/list_figure.js";
import { countPaint } from "../painted.js";
import { make, reconcile, unpackSync } from "../payload.js";
import { reporting } from "../reports.js";

const newNumber = () => {
  const button = Object.assign(make("button", ""), { type: "button", tabIndex: -1 });
  button.append(make("i", "bar"), make("i", "zero"), make("span", "number"));
  return button;
};

const newScoreLine = () => {
  const line = make("div", "line");
  const name = make("span", "name");
  name.append(make("i", "square"), make("span", ""));
  line.append(name, newNumber(), newNumber());
  return line;
};

// Of numbers with a sign the bar begins at 0; a share's lies at the right, under its number.
const drawNumber = (button, { text, told, value, chosen }, limits, [row, column]) => {
  const [bar, zero, number] = button.children;
  number.textContent = text;
  button.setAttribute("aria-label", told);
  button.setAttribute("aria-pressed", String(chosen));
  Object.assign(button.dataset, { row, column });
  bar.hidden = zero.hidden = value === null;
  if (value === null) return;
  const { zero: origin, left, width } = barOf(value, limits ?? [0, 1]);
  bar.dataset.sign = limits === null ? "share" : value < 0 ? "negative" : "positive";
  Object.assign(bar.style, { left: limits === null ? "" : `${left}%`, width: `${width}%` });
  zero.style.left = limits === null ? "calc(100% - 1px)" : `min(${origin}%, 100% - 1px)`;
};

const drawScoreLine = (limits) => (line, { name, number, top, score, share }, row) => {
  const [label, first, second] = line.children;
  const [square, text] = label.children;
  line.className = `line${number === null ? " heads" : ""}${top ? " top" : ""}`;
  square.hidden = number === null;
  square.style.background = number === null ? "" : lookOfClass(number).colour;
  text.textContent = name;
  drawNumber(first, score, limits, [row, 0]);
  drawNumber(second, share, null, [row, 1]);
};

// Tab leads to one of the numbers, the arrow keys to the others.
const settle = (root, button) => {
  for (const other of root.querySelectorAll("button")) other.tabIndex = other === button ? 0 : -1;
};

const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export default reporting(({ parentElement, data, report }) => {
  const { header } = unpackSync(data);
  const root = parentElement.querySelector(".scores");
  root.setAttribute("aria-label", header.label);
  root.classList.toggle("unlike", header.unlike);
  reconcile(root, header.lines, newScoreLine, drawScoreLine(header.limits));
  const at = (row, column) => root.querySelector(`button[data-row="${row}"][data-column="${column}"]`);
  if (!root.contains(root.getRootNode().activeElement)) {
    settle(root, root.querySelector("[aria-pressed='true']") ?? root.querySelector(".top button"));
  }
  root.onclick = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    settle(root, button);
    report("pick", [Number(button.dataset.row), Number(button.dataset.column)]);
    bringIntoView(header.follow);
  };
  root.onkeydown = (event) => {
    const button = event.target.closest("button");
    const way = WAYS[event.key];
    if (!button || !way) return;
    event.preventDefault();
    const next = at(Number(button.dataset.row) + way[0], Number(button.dataset.column) + way[1]);
    if (!next) return;
    settle(root, next);
    next.focus();
  };
  countPaint(root);
});
