// A few numbers below each other, each with its name and, where it has a value, a bar: the lines can be clicked.
// pages/ui/figures/bars.py packs them. Arrow keys move from line to line, Tab leaves them.

import { moveByKey, reach } from "../gallery.js";
import { barOf } from "../linked/figure/list_figure.js";
import { countPaint } from "../painted.js";
import { make, paletteAt, putPixels, unpackSync, reconcile } from "../payload.js";
import { reporting } from "../reports.js";

// The values at the ends of all bars: the given ones, or a range that holds all values and 0.
export const endsOf = (lines, limits) => {
  const values = lines.map(({ value }) => value ?? 0);
  return limits ?? [Math.min(0, ...values), Math.max(0, ...values)];
};

const newBarLine = () => {
  const line = Object.assign(make("button", "line"), { type: "button" });
  const track = make("span", "track");
  track.append(make("i", "bar"), make("i", "zero"));
  line.append(make("canvas", "picture"), make("span", "name"), track, make("span", "number"));
  return line;
};

// A small map before a line's name, if it has one.
const drawPicture = (canvas, pixels, palette) => {
  canvas.hidden = !pixels;
  if (!pixels) return;
  const colours = paletteAt(palette, 0);
  putPixels(canvas, Uint32Array.from(pixels, (index) => colours[index]), pixels.shape);
};

const drawBarLine = (limits, blocks) => (line, { name, text, value, chosen, pickable }, index) => {
  const [picture, label, track, number] = line.children;
  drawPicture(picture, blocks[`pixels ${index}`], blocks[`palette ${index}`]);
  const [bar, zero] = track.children;
  label.textContent = name;
  number.textContent = text;
  line.dataset.index = index;
  line.disabled = !pickable;
  line.setAttribute("aria-label", `${name}: ${text}`);
  line.setAttribute("aria-pressed", String(chosen));
  track.hidden = value === null;
  const { zero: origin, left, width } = barOf(value ?? 0, limits);
  Object.assign(bar.style, { left: `${left}%`, width: `${width}%` });
  bar.dataset.sign = value < 0 ? "negative" : "positive";
  zero.style.left = `${origin}%`;
};

export default reporting(({ parentElement, data, report }) => {
  const { header, blocks } = unpackSync(data);
  const root = parentElement.querySelector(".bars");
  parentElement.querySelector(".title").textContent = header.title;
  root.setAttribute("aria-label", header.label);
  root.classList.toggle("signed", header.limits === null);
  root.classList.toggle("pictured", "pixels 0" in blocks);
  reconcile(root, header.lines, newBarLine, drawBarLine(endsOf(header.lines, header.limits), blocks));
  const lines = [...root.children];
  if (!root.contains(root.getRootNode().activeElement)) {
    reach(lines, lines.find((line) => line.getAttribute("aria-pressed") === "true") ?? lines.find((line) => !line.disabled));
  }
  root.onclick = (event) => {
    const line = event.target.closest("button");
    if (!line) return;
    reach(lines, line);
    report("pick", Number(line.dataset.index));
  };
  root.onkeydown = (event) => {
    const line = event.target.closest("button");
    if (line) moveByKey(event, lines.filter((other) => !other.disabled), line);
  };
  countPaint(root);
});
