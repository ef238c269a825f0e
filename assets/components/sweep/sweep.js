// A change of the network's input by an amount: all of its steps are here, so a slider or a finger on the curves
// shows any of them without asking the server. pages/ui/break_it/sweep.py packs them. Where it comes to rest is reported.

import { countPaint } from "../painted.js";
import { unpackSync } from "../payload.js";
import { drawCurves, edgesOf, markStep } from "./sweep_curve.js";
import { nearestStep } from "./sweep_geometry.js";
import { drawPairs, drawPictures, fillTable } from "./sweep_parts.js";
import { reporting } from "../reports.js";
import { whenThemeChanges } from "../theme.js";

const NARROWEST = 280;
const KEYS = {
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -Infinity, End: Infinity,
};

export default reporting(({ parentElement, data, report }) => {
  const { header: told, blocks } = unpackSync(data);
  const root = parentElement.querySelector(".sweep");
  const [svg, input, label] = ["svg", "input", ".amount span"].map((at) => root.querySelector(at));
  const [details, scroll] = [root.querySelector("details"), root.querySelector(".scroll")];

  // The same steps again: keep what was moved meanwhile.
  if (root.told !== told.id) root.step = told.step;
  root.told = told.id;
  let width = NARROWEST;

  const show = () => {
    const { step } = root;
    input.value = String(told.amounts[step]);
    label.textContent = `${told.label}: ${told.texts[step]} ${told.unit}`;
    input.setAttribute("aria-valuetext", `${told.texts[step]} ${told.unit}`);
    root.querySelector(".told").textContent = told.told[step];
    drawPictures(root.querySelector(".pictures"), told.pictures, blocks, step);
    drawPairs(root.querySelector("table"), told, blocks.shares, step);
    markStep(svg, told, width, step);
  };
  const draw = () => {
    width = Math.max(NARROWEST, svg.clientWidth);
    drawCurves(svg, told, blocks.shares, width);
    show();
  };
  const go = (step) => {
    if (step === root.step) return;
    root.step = step;
    show();
  };
  const rest = () => report("step", [told.id, root.step]);

  // The slider's thumb stands over the curves' mark, however far apart the steps are.
  const [first, last] = [told.amounts[0], told.amounts.at(-1)];
  Object.assign(input, { min: String(first), max: String(last) });
  input.oninput = () => {
    go(nearestStep(told.amounts, first, last, Number(input.value)));
    input.value = String(told.amounts[root.step]);
  };
  input.onchange = rest;
  input.onkeydown = (event) => {
    const by = KEYS[event.key];
    if (!by) return;
    event.preventDefault();
    go(Math.max(0, Math.min(told.amounts.length - 1, root.step + by)));
    rest();
  };
  const stepAt = (event) => {
    const [box, edges] = [svg.getBoundingClientRect(), edgesOf(svg)];
    return nearestStep(told.amounts, edges.left, width - edges.right, ((event.clientX - box.left) * width) / box.width);
  };
  svg.onpointerdown = (event) => {
    svg.setPointerCapture(event.pointerId);
    root.dragged = true;
    go(stepAt(event));
  };
  svg.onpointermove = (event) => {
    if (root.dragged) go(stepAt(event));
  };
  svg.onpointerup = svg.onpointercancel = () => {
    if (root.dragged) rest();
    root.dragged = false;
  };
  const unfold = () => {
    if (details.open) fillTable(scroll, told, blocks.shares);
  };
  details.ontoggle = unfold;
  unfold();

  root.unwatch?.();
  const watcher = new ResizeObserver(draw);
  watcher.observe(root);
  const endTheme = whenThemeChanges(show);
  root.unwatch = () => {
    watcher.disconnect();
    endTheme();
  };
  draw();
  countPaint(root);
  return root.unwatch;
});
