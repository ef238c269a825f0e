// The two curves with their dots.

import { make, reconcile } from "../payload.js";
import { downOf } from "./activation_places.js";

const SVG = "http://www.w3.org/2000/svg";

const newPlot = () => {
  const [figure, axes, across] = [make("figure", ""), make("div", "axes"), make("div", "across")];
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 1 1");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  for (const kind of ["grid", "line"]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", kind);
    svg.append(path);
  }
  axes.append(svg, make("span", "up top"), make("span", "up bottom"), make("div", "dot"));
  across.append(make("span", ""), make("span", ""));
  figure.append(make("div", "label"), axes, across);
  return figure;
};

const pathOfCurve = (ys, plot) =>
  Array.from(ys, (y, i) => `${i ? "L" : "M"}${(i / (ys.length - 1)).toFixed(4)} ${downOf(y, plot).toFixed(4)}`).join("");

// curve: rows of x, y and slope, each of `points` numbers.
export const rowOf = (curve, row, points) => curve.subarray(row * points, (row + 1) * points);

export const drawPlots = (host, plots, curve, points) =>
  reconcile(host, plots, newPlot, (figure, plot, i) => {
    const [label, axes, across] = figure.children;
    const [svg, top, bottom] = axes.children;
    label.textContent = plot.label;
    svg.setAttribute("aria-label", plot.alt);
    const zero = downOf(0, plot).toFixed(4);
    svg.children[0].setAttribute("d", `M0 ${zero}L1 ${zero}M0.5 0L0.5 1`);
    svg.children[1].setAttribute("d", pathOfCurve(rowOf(curve, i + 1, points), plot));
    [top.textContent, bottom.textContent] = plot.up;
    [across.firstChild.textContent, across.lastChild.textContent] = plot.across;
  });

export const markPlots = (host, plots, across, heights) =>
  plots.forEach((plot, i) => {
    const dot = host.children[i].querySelector(".dot");
    dot.style.left = `${100 * across}%`;
    dot.style.top = `${100 * downOf(heights[i], plot)}%`;
  });
