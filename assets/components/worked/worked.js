// Typed numbers and what is made of them, row by row. Python computes each number and says how it comes about (pages/ui/linked/worked.py);
// pointing at one marks those it comes from, without asking. What is typed, switched and pinned is reported.

import { newAsking } from "../asking.js";
import { formOf } from "../cnnviz/palettes.js";
import { countPaint } from "../painted.js";
import { unpackSync } from "../payload.js";
import { reporting, reports } from "../reports.js";
import { isDark, whenThemeChanges } from "../theme.js";
import { drawEntered, followEntered } from "./worked_fields.js";
import { cellAfter, cellAt, drawRows, markCells, placeOf } from "./worked_table.js";

const newWorked = (root) => {
  const state = { header: null, palette: null, at: [0, 0], looked: null, report: null, mine: {}, painting: null };
  const [entered, scroll, foot] = root.children;
  const [said, form] = foot.children;
  const table = scroll.firstElementChild;
  // Each thing that is set has the revision that set it: Python's older word on it is not shown.
  const report = (name, value) => {
    state.report(name, value);
    state.mine[name] = { session: reports.session, revision: reports.revision };
  };
  const isBehind = (name) => {
    const mine = state.mine[name];
    return Boolean(mine) && mine.session === state.header.session && state.header.revision < mine.revision;
  };
  const cellOf = ([row, column]) => state.header.rows[row]?.cells[column] ?? null;
  const asking = newAsking(form, (typed) => report("guess", { kind: "value", typed, at: [0, ...state.at] }), () => report("reveal", state.header.task));

  const drawLook = () => {
    const at = state.looked && cellOf(state.looked) ? state.looked : state.at;
    const cell = cellOf(at);
    markCells(table, at, cell?.of ?? []);
    said.textContent = cell?.said ?? "";
  };
  const drawAsking = () => {
    const { predict, judged, verdict } = state.header;
    const cell = cellOf(state.at);
    const options = { predict: predict && Boolean(cell?.asks), asking: judged, verdicts: { value: verdict } };
    asking.show(options, { task: String(state.at), text: cell?.asks ?? "" });
  };
  const look = (at) => {
    if (String(at) === String(state.looked)) return;
    state.looked = at;
    drawLook();
  };
  const pin = (at) => {
    Object.assign(state, { at, looked: null });
    drawLook();
    drawAsking();
    report("at", [0, ...at]);
  };

  // Switches: a click turns one, and dragging over others turns them as well.
  const turn = (at, on) => {
    const cell = cellOf(at);
    if (!cell || cell.on === undefined || cell.on === on) return;
    cell.on = on;
    cellAt(table, at).setAttribute("aria-pressed", String(on));
    report("switches", state.header.rows[at[0]].cells.filter(Boolean).map((one) => Number(one.on)).join(""));
  };
  table.onpointerdown = (event) => {
    const at = placeOf(event.target);
    const cell = at && cellOf(at);
    if (cell?.on === undefined || event.button) return;
    state.painting = !cell.on;
    turn(at, state.painting);
    event.target.releasePointerCapture?.(event.pointerId);
  };
  table.onpointermove = (event) => {
    const at = placeOf(event.target.getRootNode().elementFromPoint(event.clientX, event.clientY));
    if (state.painting !== null && at) turn(at, state.painting);
    if (event.pointerType !== "touch") look(at);
  };
  table.onpointerleave = () => look(null);
  root.stop = () => { state.painting = null; };
  table.onclick = (event) => {
    const at = placeOf(event.target);
    if (!at) return;
    if (cellOf(at).on !== undefined && event.detail === 0) turn(at, !cellOf(at).on); // by the keyboard
    else if (cellOf(at).on === undefined) pin(at);
  };
  table.addEventListener("focusin", (event) => look(placeOf(event.target)));
  table.onkeydown = (event) => {
    const from = placeOf(event.target);
    const next = from && cellAfter(state.header.rows, from, event.key);
    if (!next) return;
    event.preventDefault();
    cellAt(table, next).focus();
  };
  followEntered(entered, { set: report, press: report });

  const draw = () => {
    const { header } = state;
    drawEntered(entered, header, isBehind);
    drawRows(table, header.rows, formOf(state.palette, isDark(root)));
    drawLook();
    drawAsking();
    countPaint(root);
  };
  return {
    take({ header, blocks }, send) {
      state.report = send;
      const before = state.header;
      state.header = header;
      state.palette = blocks.palette;
      if (!isBehind("at")) state.at = header.at;
      if (isBehind("switches") && before) { // what was switched since stays
        header.rows.forEach((row, r) => row.cells.forEach((cell, c) => {
          if (cell?.on !== undefined && before.rows[r]?.cells[c]) cell.on = before.rows[r].cells[c].on;
        }));
      }
      draw();
    },
    draw,
  };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".worked");
  root.view ??= newWorked(root);
  root.view.take(unpackSync(data), report);
  root.unwatch?.();
  const unwatch = whenThemeChanges(root.view.draw);
  addEventListener("pointerup", root.stop);
  addEventListener("pointercancel", root.stop);
  root.unwatch = () => {
    unwatch();
    removeEventListener("pointerup", root.stop);
    removeEventListener("pointercancel", root.stop);
  };
  return root.unwatch;
});
