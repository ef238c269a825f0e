// Where the output goes, step by step; and the loss against one weight, with its slope: as the gradient says it, and by nudging.

import { lossAt, slopeOf } from "../cnnviz/backward.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";

const SVG = "http://www.w3.org/2000/svg";
const SAMPLES = 96;
const [WIDE, HIGH] = [100, 60];
const [LEAST_REACH, MARGIN] = [0.5, 1.6]; // of the chart: to each side of the weight; how far beyond where the loss would be least
const HEADROOM = 2.6; // how many times the loss of now there is room for

const percent = (share) => `${(100 * share).toFixed(2)}%`;

// The places along the line: the target, the output after each step, and the next one where it is told.
const alongOf = (run, next) => {
  const told = [run[0].task.target, ...run.map(({ prediction }) => prediction), ...(next === null ? [] : [next])];
  const [low, high] = [Math.min(...told), Math.max(...told)];
  const margin = high > low ? 0.12 * (high - low) : 1;
  return (value) => (value - low + margin) / (high - low + 2 * margin);
};

// run: the steps that were taken; next: the output after one more, null if it is not to be told.
export const drawLine = (host, run, next) => {
  const along = alongOf(run, next);
  const { task, prediction } = run.at(-1);
  const points = [
    { kind: "target", value: task.target, text: `target ${formatNumber(task.target)}` },
    ...run.slice(0, -1).map((step) => ({ kind: "past", value: step.prediction, text: "" })),
    ...(next === null ? [] : [{ kind: "next", value: next, text: "" }]),
    { kind: "now", value: prediction, text: formatNumber(prediction) },
  ];
  reconcile(host, points, () => { const point = make("span", ""); point.append(make("i", ""), make("b", "")); return point; }, (point, { kind, value, text }) => {
    const share = along(value);
    point.className = `point ${kind} ${share > 0.75 ? "right" : share < 0.25 ? "left" : ""}`;
    point.style.left = percent(share);
    point.lastChild.textContent = text;
  });
  const past = run.map((step) => formatNumber(step.prediction)).join(", ");
  host.ariaLabel = `Target ${formatNumber(task.target)}. The output, step by step: ${past}${next === null ? "" : `; next ${formatNumber(next)}`}.`;
};

// Which part of the curve is drawn: around the weight, as far as where the loss would be least if it went on as it does here.
export const spanOf = (step, at, nudge) => {
  const value = step.task.weight.values[at];
  const slope = step.byWeight.values[at];
  const reach = Math.min(1e6, Math.max(LEAST_REACH, 1.2 * nudge, slope ? MARGIN * 2 * step.loss / Math.abs(slope) : 1));
  return { low: value - reach, high: value + reach };
};

const draw = (name, attributes) => {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
};

const placing = ({ low, high }, top) => ({ x: (value) => (value - low) / (high - low), y: (loss) => 1 - loss / top });

const pathOf = (points, { x, y }) => points.map(([value, loss], i) => `${i ? "L" : "M"}${(WIDE * x(value)).toFixed(2)} ${(HIGH * y(loss)).toFixed(2)}`).join("");

const straight = ({ low, high }, value, loss, slope) => [low, high].map((end) => [end, loss + slope * (end - value)]);

export const newPlot = (host) => {
  const svg = draw("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  const dot = make("span", "dot");
  const [nudged, across, most] = [make("span", "nudged"), make("span", "across"), make("span", "most")];
  dot.setAttribute("role", "slider");
  dot.tabIndex = 0;
  host.append(svg, nudged, dot, across, most);
  // span: of spanOf; isHidden: the slopes are to be predicted.
  return (step, at, nudge, span, isHidden, name) => {
    const value = step.task.weight.values[at];
    const count = Array.from({ length: SAMPLES + 1 }, (_, i) => span.low + ((span.high - span.low) * i) / SAMPLES);
    const curve = count.map((one) => [one, lossAt(step, at, one)]);
    const highest = Math.max(...curve.map(([, loss]) => loss));
    const top = (step.loss ? Math.min(highest, HEADROOM * step.loss) : highest) * 1.08 || 1;
    const place = placing(span, top);
    const [slope, measured] = [step.byWeight.values[at], slopeOf(step, at, nudge)];
    const lines = isHidden ? [] : [draw("path", { class: "secant", d: pathOf(straight(span, value, step.loss, measured), place) }), draw("path", { class: "tangent", d: pathOf(straight(span, value, step.loss, slope), place) })];
    svg.replaceChildren(draw("path", { class: "zero", d: `M0 ${HIGH}H${WIDE}` }), ...lines, draw("path", { class: "curve", d: pathOf(curve, place) }));
    const put = (node, weight, loss) => Object.assign(node.style, { left: percent(place.x(weight)), top: percent(Math.max(0, place.y(loss))) });
    put(dot, value, step.loss);
    put(nudged, value + nudge, lossAt(step, at, value + nudge));
    nudged.hidden = isHidden || place.x(value + nudge) > 1;
    across.textContent = name;
    most.textContent = "loss";
    Object.assign(dot, { ariaLabel: `${name}: drag it, or press the arrow keys`, ariaValueMin: String(span.low), ariaValueMax: String(span.high), ariaValueNow: String(value), ariaValueText: `${formatNumber(value)}, loss ${formatNumber(step.loss)}` });
  };
};

// What nudging says, and beside it the gradient.
export const slopeTexts = (step, at, nudge) => {
  const after = lossAt(step, at, step.task.weight.values[at] + nudge);
  const measured = `(${formatNumber(after, 6)} − ${formatNumber(step.loss, 6)}) / ${formatNumber(nudge)} = ${formatNumber(slopeOf(step, at, nudge))}`;
  return [measured, `gradient ${formatNumber(step.byWeight.values[at])}`];
};
