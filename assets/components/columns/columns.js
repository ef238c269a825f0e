// Columns of small maps: all maps of all layers of a network, or all pictures of a gallery. pages/ui/figures/columns.py packs them.
// A column is one canvas with a button over each map. The arrow keys move among them, Tab leaves them.

import { formOf } from "../cnnviz/palettes.js";
import { newAhead } from "./ahead.js";
import { drawColumns, drawMap, redrawShrunk } from "./column_pixels.js";
import { groupsOf, measure } from "./groups.js";
import { countPaint } from "../painted.js";
import { headerOf, make, reconcile, unpackSync } from "../payload.js";
import { reporting } from "../reports.js";
import { isDark, whenThemeChanges } from "../theme.js";

const same = (a, b) => Boolean(a) && Boolean(b) && a[0] === b[0] && a[1] === b[1];

// The large view that follows pointer and focus, without asking the server.
const showPreview = (preview, root, column, button) => {
  const row = Number(button.dataset.row);
  const [view, text] = preview.children;
  drawMap(view, column, row);
  text.textContent = column.names[row];
  preview.hidden = false;
  const box = button.getBoundingClientRect();
  const frame = root.getBoundingClientRect();
  const side = preview.offsetWidth + 2 * parseFloat(getComputedStyle(preview).marginLeft);
  const fits = box.right - frame.left + side < frame.width;
  preview.style.left = `${fits ? box.right - frame.left : box.left - frame.left - side}px`;
  const top = box.top - frame.top + box.height / 2 - preview.offsetHeight / 2;
  preview.style.top = `${Math.max(0, Math.min(top, frame.height - preview.offsetHeight))}px`;
};

// Are all maps to be on the screen?
const fitsAll = (header) => header.widths === null;

const newCell = () => Object.assign(make("button", "cell"), { tabIndex: -1 });

const updateColumn = (section, column, index, header) => {
  const [head, body] = section.children;
  const [, cells, mark] = body.children;
  mark.style.setProperty("--index", index);
  mark.style.setProperty("--rows", column.n);
  section.classList.toggle("joins", column.joins);
  section.setAttribute("aria-label", column.label);
  const [title, note] = head.children;
  const end = fitsAll(header) ? column.title.search(/ |$/) : column.title.length;
  title.firstChild.data = column.title.slice(0, end);
  title.lastChild.textContent = column.title.slice(end); // "conv" and " 1": a page may leave the number out
  note.textContent = column.note;
  head.disabled = !header.heads;
  head.dataset.column = index;
  head.dataset.row = -1;
  head.setAttribute("aria-label", column.label);
  head.setAttribute("aria-pressed", String(header.chosen?.[0] === index));
  body.style.aspectRatio = `${column.w} / ${column.h * column.n}`;
  reconcile(cells, column.names, newCell, (cell, name, row) => {
    cell.type = "button";
    cell.dataset.column = index;
    cell.dataset.row = row;
    cell.setAttribute("aria-label", name);
    const chosen = same(header.chosen, [index, row]);
    cell.setAttribute("aria-pressed", String(chosen));
    cell.className = `cell${chosen ? " chosen" : ""}${header.sources.some((s) => same(s, [index, row])) ? " source" : ""}`;
  });
};

const newColumn = () => {
  const section = make("section", "column");
  section.setAttribute("role", "group");
  const head = Object.assign(make("button", "head"), { type: "button", tabIndex: -1 });
  const title = make("b", "");
  title.append("", make("span", ""));
  head.append(title, make("small", ""));
  const body = make("div", "body");
  const canvas = make("canvas", "");
  canvas.setAttribute("aria-hidden", "true");
  body.append(canvas, make("div", "cells"), make("div", "mark"));
  section.append(head, body);
  return section;
};

const find = (root, column, row) => root.querySelector(`button[data-column="${column}"][data-row="${row}"]`);

// Tab leads to one of the buttons, the arrow keys from there to the others.
const rove = (root, button) => {
  for (const other of root.querySelectorAll("button[tabindex='0']")) other.tabIndex = -1;
  if (button) button.tabIndex = 0;
};

const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

const columnsOf = ({ header, blocks }, dark) => header.columns.map((column, i) => {
  const index = blocks[`index ${i}`];
  const [n, h, w] = index.shape;
  return { ...column, n, h, w, index, palette: formOf(blocks[`palette ${i}`], dark) };
});

const isSame = (one, other) => one?.length === other.length && one.every((byte, i) => byte === other[i]);

export default reporting((component) => {
  const { parentElement, data, report } = component;
  const root = parentElement.querySelector(".columns");
  const [list, preview] = root.children;
  // What is shown, from call to call. A pick among maps that the page has not drawn itself yet waits until it has: it may not know them.
  const drawn = (root.drawn ??= { data: null, header: null, blocks: null, columns: [], isAhead: false, pick: null });
  const canvases = () => [...list.querySelectorAll(".body > canvas")];
  const draw = () => {
    const { header } = drawn;
    root.classList.toggle("fits", fitsAll(header));
    const [least, most] = header.widths ?? [0, 0];
    root.style.setProperty("--least", `${least / 16}rem`); // both grow with the letters
    root.style.setProperty("--most", `${most / 16}rem`);
    list.setAttribute("aria-label", header.label);
    root.classList.toggle("named", header.heads);
    const columns = (drawn.columns = columnsOf(drawn, isDark(root)));
    const groups = groupsOf(columns);
    measure(root.style, columns, groups);
    reconcile(list, groups, () => make("div", "group"), (node, group) =>
      reconcile(node, group, newColumn, (section, i) => updateColumn(section, columns[i], i, header)));
    drawColumns(canvases(), columns);
  };
  const show = (bytes) => {
    if (!isSame(drawn.data, bytes)) {
      Object.assign(drawn, unpackSync(bytes));
      draw();
      Object.assign(drawn, { data: bytes, pick: null });
      const shadow = root.getRootNode();
      if (!root.contains(shadow.activeElement)) rove(root, find(root, ...(drawn.header.chosen ?? [0, 0])));
    }
    drawn.isAhead = bytes !== data;
    if (!drawn.isAhead && drawn.pick) report("pick", drawn.pick);
    if (!drawn.isAhead) drawn.pick = null;
    countPaint(root);
  };
  root.ahead ??= newAhead();
  const endAhead = root.ahead(headerOf(data).ahead, data, show);

  const buttonOf = (event) => event.target.closest?.("button");
  list.onclick = (event) => {
    const button = buttonOf(event);
    if (!button) return;
    rove(root, button);
    const pick = [Number(button.dataset.column), Math.max(0, Number(button.dataset.row))];
    if (drawn.isAhead) drawn.pick = pick;
    else report("pick", pick);
  };
  list.onkeydown = (event) => {
    const button = buttonOf(event);
    const move = moves[event.key];
    if (!button || !move) return;
    event.preventDefault();
    const [column, row] = [Number(button.dataset.column) + move[0], Number(button.dataset.row) + move[1]];
    const next = find(root, column, row);
    if (!next || next.disabled) return;
    rove(root, next);
    next.focus();
  };
  const hidePreview = () => { preview.hidden = true; };
  root.look = (button) => {
    if (button?.classList.contains("cell")) showPreview(preview, root, drawn.columns[button.dataset.column], button);
    else hidePreview();
  };
  list.onpointerover = (event) => root.look(buttonOf(event));
  list.onpointerleave = hidePreview;
  if (!root.isFollowed) { // once: listeners add up. Only focus by keys: a press leaves it behind where nothing is looked at any more
    root.isFollowed = true;
    list.addEventListener("focusin", ({ target }) => target.matches(":focus-visible") && root.look(target));
    list.addEventListener("focusout", hidePreview);
  }

  root.unwatch?.();
  const resized = new ResizeObserver(() => redrawShrunk(canvases()));
  resized.observe(root);
  const endTheme = whenThemeChanges(draw);
  root.unwatch = () => {
    resized.disconnect();
    endTheme();
    endAhead();
  };
  return root.unwatch;
});
