// The charts of a series, of the products under the window, and of the output.

import { formatNumber } from "../cnnviz/numbers.js";
import { peaksOf, placeAt, sidesOf, spanOf } from "../cnnviz/series.js";
import { heldWithin } from "../pixel.js";
import { axesOf, barsOf, dotOf, hatchOver, lineOf, newPlot, newScale, numbersOf, rangeOf, ringOf, signAt, spanUnder } from "./series_plot.js";

const LISTED = 64; // numbers that a chart's label lists at most
const DOTS = 12; // pixels between numbers, from which on each has a dot

const listOf = (values) => `${values.length} numbers${values.length > LISTED ? "" : `: ${values.map((value) => formatNumber(value)).join(", ")}`}`;

// Both charts have the same positions one below the other.
const positionsOf = ({ task, output }) => {
  const [before, after] = output ? sidesOf(task) : [0, 0];
  const ends = output ? [placeAt(task, 0), placeAt(task, output.length - 1)] : [];
  return { from: Math.floor(Math.min(-before, 0, ...ends)), to: Math.ceil(Math.max(task.values.length - 1 + after, ...ends)) };
};

const tapsOf = ({ task, output }, at) => (output ? task.kernel.map((_, tap) => at * task.stride - sidesOf(task)[0] + tap * task.dilation) : []);

export const peaksIn = ({ task, output }) => (output ? peaksOf(output, Math.floor(spanOf(task) / (2 * task.stride))) : []);

// find(selector): within the view.
export const newCharts = (find) => {
  const [given, made, products] = [".given", ".made", ".products"].map((at) => newPlot(find(`${at} .plot`)));
  const state = { held: null, scales: {} };

  const drawGiven = ({ task, match, output }, positions) => {
    const points = task.values.map((value, at) => [at, value]);
    const scale = newScale(given.svg, { ...positions, ...(state.held ?? rangeOf(task.values)) });
    const last = task.values.length - 1;
    const dots = scale.step < DOTS ? "" : points.map((point) => dotOf(scale, point, "dot")).join("");
    given.draw(hatchOver(scale, positions.from, -1) + hatchOver(scale, last + 1, positions.to) + axesOf(scale, task.values) + barsOf(scale, points, false) +
      lineOf(scale, points) + dots + numbersOf(scale, points) + (match && output ? spanUnder(scale, match[0], match[0] + match[1] - 1) : ""));
    given.svg.ariaLabel = `Series, ${listOf(task.values)}. Left and right choose a number, up and down change it.`;
    state.scales.given = scale;
  };
  // isHidden(at): is the output to be predicted?
  const drawMade = (now, positions, isHidden) => {
    const { task, output, match } = now;
    const points = output.map((value, at) => [placeAt(task, at), value]);
    const known = points.filter((_, at) => !isHidden(at));
    const shown = known.map(([, value]) => value);
    const scale = newScale(made.svg, { ...positions, ...rangeOf(shown) });
    const scaleOfBars = { ...scale, step: scale.step * task.stride };
    const peaks = match && known.length === points.length ? peaksIn(now).map((at) => signAt(scale, ...points[at])).join("") : "";
    made.draw(axesOf(scale, shown) + barsOf(scaleOfBars, known) + numbersOf(scale, known, scaleOfBars.step) + peaks);
    made.svg.ariaLabel = `Output, ${known.length < points.length ? `${points.length} numbers to be predicted` : listOf(output)}. Left and right move the window, Space plays.`;
    state.scales.made = scaleOfBars;
  };
  const drawProducts = ({ task }, trace, isHidden) => {
    const points = trace && !isHidden ? trace.products.map((value, tap) => [tap, value]) : [];
    const numbers = points.map(([, value]) => value);
    const scale = newScale(products.svg, { from: 0, to: task.kernel.length - 1, ...rangeOf(numbers) });
    products.draw(axesOf(scale, numbers) + barsOf(scale, points) + numbersOf(scale, points));
    products.svg.ariaLabel = points.length ? `Products, ${listOf(numbers)}` : "Products, to be predicted";
  };

  return {
    // now: { task, output, match }; the range of the series is held while it is drawn.
    hold: (isHeld) => { state.held = isHeld ? { low: state.scales.given.low, high: state.scales.given.high } : null; },
    draw(now, isHidden) {
      const positions = positionsOf(now);
      drawGiven(now, positions);
      if (now.output) drawMade(now, positions, isHidden);
    },
    // at: the output that is looked at; chosen: the number of the series that is, by keys.
    mark(now, at, trace, isHidden, chosen) {
      const { scales } = state;
      const taps = tapsOf(now, at);
      const values = trace ? taps.map((place, tap) => [place, trace.window[tap]]) : [];
      const key = chosen === null ? "" : dotOf(scales.given, [chosen, now.task.values[chosen]], "chosen");
      given.mark((taps.length ? ringOf(scales.given, taps[0], taps.at(-1)) + values.map((point) => dotOf(scales.given, point, "tap")).join("") : "") + key);
      if (!now.output) return;
      const place = placeAt(now.task, at);
      made.mark(ringOf(scales.made, place, place) + (isHidden(at) ? `<text class="number" x="${scales.made.x(place)}" y="${scales.made.y(0)}">?</text>` : ""));
      drawProducts(now, trace, isHidden(at));
    },
    scales: state.scales,
    // The output, and the number of the series, nearest to a point of its chart.
    outputUnder: ({ task, output }, x) => heldWithin(Math.round((state.scales.made.positionAt(x) - placeAt(task, 0)) / task.stride), output.length),
    numberUnder: ({ task }, x) => heldWithin(Math.round(state.scales.given.positionAt(x)), task.values.length),
  };
};
