// The picture, and each of its pixels against its neighbour; beside them the same of the shuffled picture.

import { binOf, countOfPairs } from "../cnnviz/likeness.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { newStepper } from "../linked/controls/stepper.js";
import { make, reconcile } from "../payload.js";
import { pixelAfter, strideOf } from "../pixel.js";
import { newChoice, showPressed } from "../choice.js";
import { correlationText, newPanel } from "./near_panel.js";
import { tokenIn } from "../signed.js";
import { BINS } from "./scatter.js";

const DISTANCES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const WAYS = { right: "to the right", below: "below" };

export const newNearView = (section, change) => {
  const [panels, sum, table, shuffle] = [".panels", ".sum", ".distances", ".shuffle"].map((at) => section.querySelector(at));
  const distance = newStepper((value) => change({ distance: value }, "typed"));
  const seed = newStepper((value) => change({ seed: value }, "typed"));
  section.querySelector(".distance").append(distance.element);
  section.querySelector(".seed").append(seed.element);
  const showWay = newChoice(section.querySelector(".ways"), WAYS, (way) => change({ way }, "typed"));
  let now = null;

  const partnerOf = ([row, column]) => (now.way === "right" ? [row, column + now.distance] : [row + now.distance, column]);
  // The nearest pixel that has a partner within the picture.
  const within = ([row, column]) => {
    const [down, right] = now.way === "right" ? [0, now.distance] : [now.distance, 0];
    return [Math.min(row, now.size[0] - 1 - down), Math.min(column, now.size[1] - 1 - right)];
  };
  const drawPair = (at, panel) => {
    const pixel = within(at);
    const other = partnerOf(pixel);
    const shown = panel.element.hidden ? first : panel;
    const [a, b] = [pixel, other].map(([row, column]) => shown.values[row * now.size[1] + column]);
    for (const one of all) {
      one.markAlike(now, null);
      one.picture.mark(one === shown ? [{ at: other, kind: "beside" }, { at: pixel, kind: "here" }] : []);
      const [x, y] = [a, b].map((value) => binOf(value, now.low, now.high, BINS));
      one.scatter.mark(one === shown ? [{ at: [BINS - 1 - y, x], kind: "here" }] : []);
    }
    sum.textContent = `Row ${pixel[0]}, column ${pixel[1]}: ${formatNumber(a)} beside ${formatNumber(b)}${now.shuffled && shown === second ? ", of the shuffled picture" : ""}. ${shown.correlation === null ? "There is no correlation, since the pixels or their neighbours are all equal." : `Over all pairs the correlation is ${correlationText(shown.correlation)}.`}`;
  };
  const drawPairsOf = ([x, y], panel) => {
    const count = panel.markAlike(now, [x, y]);
    const value = (bin) => formatNumber(now.low + (bin / (BINS - 1)) * (now.high - now.low), 3);
    all.forEach((one) => { one.picture.mark([]); one.scatter.mark(one === panel ? [{ at: [Math.max(0, BINS - 4 - y), Math.max(0, x - 3)], kind: "here", rows: 7, columns: 7 }] : []); });
    sum.textContent = `About ${value(x)} beside about ${value(y)}: ${formatNumber(count)} of ${formatNumber(countOfPairs(now.size, now.distance, now.way))} pairs.`;
  };
  const act = { look: (at, panel) => drawPair(at, panel), lookAtPair: drawPairsOf, leave: () => drawPair(now.at, first), pick: (at) => change({ at }, "looked") };
  const all = [newPanel(panels, act), newPanel(panels, act)];
  const [first, second] = all;
  shuffle.onclick = () => change({ shuffled: !now.shuffled }, "typed");
  panels.onkeydown = (event) => {
    const next = pixelAfter(event.key, now.at, now.size, strideOf(event));
    if (!next) return;
    event.preventDefault();
    change({ at: next }, "looked");
  };

  const drawTable = () => {
    const most = (now.way === "right" ? now.size[1] : now.size[0]) - 1;
    const columns = [...new Set([...DISTANCES.filter((one) => one <= most), now.distance])].sort((a, b) => a - b);
    const lines = [["Distance", columns.map(String)], ["Picture", columns.map((one) => correlationText(first.at(now, one)))]];
    if (now.shuffled) lines.push(["Shuffled", columns.map((one) => correlationText(second.at(now, one)))]);
    reconcile(table, lines, () => make("tr", ""), (row, [head, cells], i) => reconcile(row, [head, ...cells], () => make("th", ""), (cell, text, j) => {
      const tag = i && j ? "td" : "th";
      const one = cell.tagName.toLowerCase() === tag ? cell : make(tag, "");
      if (one !== cell) cell.replaceWith(one);
      one.textContent = text;
      if (tag === "th") one.scope = j ? "col" : "row";
      one.classList.toggle("chosen", columns[j - 1] === now.distance);
    }));
  };
  const drawBar = (most) => {
    distance.show({ label: "Distance of the neighbour", low: 1, high: most }, now.distance);
    seed.show({ label: "Order of the shuffled pixels", low: 0, high: now.seeds }, now.seed);
    section.querySelector(".seed").hidden = !now.shuffled;
    showWay(now.way);
    showPressed(shuffle, now.shuffled);
  };
  return {
    draw(state, pictureState) {
      const { picture, seed: number, shuffled, way } = state;
      const { size, low, high } = picture;
      const most = (way === "right" ? size[1] : size[0]) - 1;
      section.classList.toggle("none", most < 1);
      if (most < 1) { sum.textContent = `No pixel has a neighbour ${WAYS[way]}: the picture is ${size[0]} × ${size[1]}.`; return; }
      const colours = ["paper", "ink"].map(tokenIn(section));
      now = { ...state, size, low, high, colours, distance: Math.min(state.distance, most), word: WAYS[way] };
      drawBar(most);
      second.element.hidden = !shuffled;
      first.draw(now, picture.grey, picture.title, false);
      if (shuffled) second.draw(now, pictureState.shuffled(picture, number), "Its pixels, shuffled", true);
      drawTable();
      drawPair(now.at, first);
    },
  };
};
