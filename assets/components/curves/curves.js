// The curves of a run, each plot with its title and the ends of its axes; pages/ui/train/curves.py says what is drawn.
// They are changed in place several times a second, so they are shapes of the page, not pictures.

import { newLive } from "../linked/playing/live.js";
import { make, reconcile } from "../payload.js";

const HEARD_EVERY = 8000; // ms: a run goes on while it is spoken of

const shape = (name, attributes = {}) => {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
};

const newPlot = () => {
  const [figure, axes, across] = [make("figure", ""), make("div", "axes"), make("div", "across")];
  const drawing = shape("svg", { role: "img", preserveAspectRatio: "none" });
  axes.append(make("span", "top"), make("span", "bottom"), drawing, make("p", "empty"));
  figure.append(make("figcaption", ""), axes, across);
  return figure;
};

const drawPlot = ({ width, height, empty }) => (figure, plot) => {
  const [caption, axes, across] = figure.children;
  const [top, bottom, drawing, missing] = axes.children;
  caption.textContent = plot.title;
  [top.textContent, bottom.textContent] = plot.up;
  across.classList.toggle("by-column", Boolean(plot.isColumns));
  reconcile(across, plot.along, () => make("span", ""), (end, text) => { end.textContent = text; });
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  drawing.setAttribute("aria-label", plot.isColumns ? plot.title : `${plot.title}, as a curve over the images seen`);
  reconcile(drawing, plot.lines, () => shape("path"), (path, line) => {
    path.setAttribute("class", line.kind);
    path.setAttribute("d", line.path);
  });
  missing.textContent = plot.isEmpty ? empty : "";
};

// How far a run is by now, which its first plot's title says.
const hear = (root, title) => {
  root.live ??= newLive(root.nextElementSibling, HEARD_EVERY);
  if (root.heard !== undefined && root.heard !== title) root.live.announce(title);
  root.heard = title;
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".curves");
  reconcile(root, data.plots, newPlot, drawPlot(data));
  hear(root, data.plots[0]?.title);
};
