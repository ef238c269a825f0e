// The curves of a run, each plot with its title and the ends of its axes; pages/ui/train/curves.py says what is drawn.
// They are changed in place several times a second, so they are shapes of the page, not pictures.

import { make, reconcile } from "../payload.js";

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
  across.classList.toggle("columns", Boolean(plot.isColumns));
  reconcile(across, plot.along, () => make("span", ""), (end, text) => { end.textContent = text; });
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  drawing.setAttribute("aria-label", plot.isColumns ? plot.title : `${plot.title}, as a curve over the images seen`);
  reconcile(drawing, plot.lines, () => shape("path"), (path, line) => {
    path.setAttribute("class", line.kind);
    path.setAttribute("d", line.path);
  });
  missing.textContent = plot.isEmpty ? empty : "";
};

export default ({ parentElement, data }) => {
  reconcile(parentElement.querySelector(".curves"), data.plots, newPlot, drawPlot(data));
};
