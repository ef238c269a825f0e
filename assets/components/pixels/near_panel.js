// One picture of the neighbours' view with its scatter: each pixel against its neighbour.

import { binsOf, correlationOf, countOfPairs, eachPair, jointOf } from "../cnnviz/likeness.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, putPixels } from "../payload.js";
import { newPictureFrame, greysOf } from "./picture_frame.js";
import { kept } from "./picture_state.js";
import { BINS, scatterPixels } from "./scatter.js";

const MARK = 0xff33cfff; // --here, as a canvas stores it
const ALIKE = 3; // steps from which a pair's numbers are about those that are pointed at

export const correlationText = (value) => (value === null ? "none" : value.toFixed(3).replace(/^-(?!0\.000$)/, "−").replace("-", ""));

const figureOf = (className, label) => {
  const [figure, frame] = [make("figure", className), make("div", "frame")];
  const canvas = make("canvas", "");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  frame.append(canvas, make("div", "marks"));
  figure.append(make("figcaption", ""), frame);
  return figure;
};

// One picture with its scatter. act: { look(pixel, plane), lookAtPair([x, y] bins, plane), leave(), pick(pixel) }.
export const newPanel = (host, act) => {
  const element = make("div", "panel");
  const [pictureFigure, scatterFigure] = [figureOf("picture", "The picture whose neighbours are compared"), figureOf("scatter", "Each pixel against its neighbour")];
  const [alike, overlay] = [make("canvas", "alike"), make("div", "")];
  overlay.append(alike);
  pictureFigure.lastChild.append(overlay);
  element.append(pictureFigure, scatterFigure);
  host.append(element);
  const panel = { element };
  const ends = scatterFigure.appendChild(make("div", "ends note"));
  ends.append(make("span", ""), make("span", ""), make("span", ""));
  panel.scatter = newPictureFrame(scatterFigure, { look: ([row, column]) => act.lookAtPair([column, BINS - 1 - row], panel), leave: act.leave });
  panel.picture = newPictureFrame(pictureFigure, { look: (at) => act.look(at, panel), leave: act.leave, pick: act.pick });
  const bins = kept(binsOf);
  const joint = kept((binned, size, distance, way) => jointOf(binned, size, distance, way, BINS));
  const likeness = kept(correlationOf);
  const curves = new Map();
  let last = null;
  return Object.assign(panel, {
    draw(now, values, title, isShuffled) {
      const { size, low, high, distance, way, colours, word } = now;
      const binned = bins(values, low, high, BINS);
      const counts = joint(binned, size, distance, way);
      const correlation = likeness(values, size, distance, way);
      if (last !== values) {
        panel.picture.show(greysOf(values, low, high), size, title, `${title}: ${size[0]} × ${size[1]} pixels in grey`);
        curves.clear();
      }
      last = values;
      const pairs = countOfPairs(size, distance, way);
      panel.scatter.show(scatterPixels(counts, pairs, ...colours), [BINS, BINS], `Correlation ${correlationText(correlation)}`,
        `${formatNumber(pairs)} pairs of a pixel and the one ${distance} ${word}${isShuffled ? ", shuffled" : ""}: correlation ${correlationText(correlation)}`);
      [ends.children[0].textContent, ends.children[1].textContent, ends.children[2].textContent] = [formatNumber(low), "pixel →, neighbour ↑", formatNumber(high)];
      Object.assign(panel, { values, binned, counts, correlation });
    },
    // The correlation at a distance, computed once for a picture.
    at({ size, way }, distance) {
      const key = `${way} ${distance}`;
      if (!curves.has(key)) curves.set(key, countOfPairs(size, distance, way) ? correlationOf(panel.values, size, distance, way) : null);
      return curves.get(key);
    },
    // Marks the pixels whose pair is about [x, y]; none for null.
    markAlike({ size, distance, way }, found) {
      if (!found && !alike.hasAttribute("data-marked")) return 0;
      alike.toggleAttribute("data-marked", Boolean(found));
      const rgba = new Uint32Array(size[0] * size[1]);
      let count = 0;
      if (found) {
        eachPair(size, distance, way, (a, b) => {
          if (Math.abs(panel.binned[a] - found[0]) > ALIKE || Math.abs(panel.binned[b] - found[1]) > ALIKE) return;
          rgba[a] = MARK;
          count += 1;
        });
      }
      putPixels(alike, rgba, size);
      return count;
    },
  });
};
