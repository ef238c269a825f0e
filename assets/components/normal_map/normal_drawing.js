// The figures, and all numbers of one pixel.

import { inkFor } from "../cnnviz/colours.js";
import { litPixels, mapPixels } from "../cnnviz/normal_map.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, pixelAt, reconcile } from "../payload.js";
import { pixelText, productsOf, stagesOf } from "./normal_words.js";

const MOST_WRITTEN = 9; // rows and columns whose heights are written into their cells
const pixelsOf = (rgb) => Uint32Array.from({ length: rgb.length / 3 }, (_, i) => pixelAt(rgb, 3 * i));

// The planes of a map's pixels, as around_table.js takes them.
const planesOf = (rgba, size) => {
  const area = rgba.length;
  const values = new Uint8Array(3 * area);
  for (let at = 0; at < area; at += 1) for (let c = 0; c < 3; c += 1) values[c * area + at] = (rgba[at] >> (8 * c)) & 255;
  return { values, area, size, channels: 3 };
};

const writeHeights = (host, { heights, size: [rows, columns] }, rgb) => {
  const written = Math.max(rows, columns) <= MOST_WRITTEN ? Array.from(heights) : [];
  host.style.setProperty("--rows", rows);
  host.style.setProperty("--columns", columns);
  reconcile(host, written, () => make("span", ""), (cell, height, at) => {
    cell.textContent = formatNumber(height, 3);
    cell.style.color = inkFor(rgb.subarray(3 * at, 3 * at + 3));
  });
};

// frames: by name, of pixels/picture_frame.js; table: of pixels/around_table.js.
export const newDrawing = (root, frames, table) => {
  const find = (selector) => root.querySelector(selector);
  const drawn = { map: null, planes: null, rgb: null };
  const show = (name, rgba, size, caption, alt, note) => {
    frames[name].show(rgba, size, caption, alt);
    if (frames[name].frame.tabIndex === 0) frames[name].frame.ariaLabel = alt;
    find(`[data-figure="${name}"] .note`).textContent = note;
  };
  const drawSum = (name, pixel, kernel, sum) => {
    const figure = find(`[data-sum="${name}"]`);
    reconcile(figure.querySelector(".products"), productsOf(pixel.window, kernel), () => {
      const cell = make("span", "");
      cell.append(make("small", ""), make("b", ""));
      return cell;
    }, (cell, texts) => texts.forEach((text, i) => { cell.children[i].textContent = text; }));
    figure.querySelector(".total").textContent = `Sum ${formatNumber(sum)}`;
  };
  return {
    begin(source, work) {
      const { size } = work;
      Object.assign(drawn, { map: null, rgb: source.rgb });
      writeHeights(find(".numbers"), work, source.rgb);
      show("picture", pixelsOf(source.rgb), size, source.label, source.alt, "Brightness is height.");
    },
    // fields: the view's.
    drawMaps(work, { nm_green: green, nm_surface: surface }) {
      const { size, vectors } = work;
      if (drawn.map !== vectors || drawn.green !== green) {
        const rgba = mapPixels(vectors, work.green);
        Object.assign(drawn, { map: vectors, green, planes: planesOf(rgba, size) });
        const points = green === "directx" ? "down" : "up";
        show("map", rgba, size, "Normal map", `Normal map of ${size.join(" × ")} pixels. The arrow keys move the one that is explained.`, `Red points right, green ${points}, blue at you.`);
      }
      const [row, column, height] = work.lamp.map((value) => formatNumber(Math.round(value)));
      show("lit", litPixels(work.bright, surface === "picture" ? drawn.rgb : null), size, "In the light", `The surface in the light of a lamp at row ${row}, column ${column}. The arrow keys move the lamp.`, `Drag the lamp: row ${row}, column ${column}, ${height} above.`);
      Object.assign(find(".lamp").style, { top: `${(work.lamp[0] + 0.5) / size[0] * 100}%`, left: `${(work.lamp[1] + 0.5) / size[1] * 100}%` });
    },
    // at: [row, column]; isHidden: are the sums to be predicted?
    drawLook(work, at, isHidden) {
      const pixel = work.at(at);
      const taps = work.kernels.shape[1] * work.kernels.shape[2];
      frames.picture.mark([{ at: at.map((place) => place - 1), kind: "here", rows: 3, columns: 3 }]);
      ["map", "lit"].forEach((name) => frames[name].mark([{ at, kind: "here" }]));
      find(".pixel h2").textContent = `Row ${at[0]}, column ${at[1]}`;
      ["across", "down"].forEach((name, k) => drawSum(name, pixel, work.kernels.subarray(k * taps, (k + 1) * taps), pixel.sums[k]));
      find(".swatch").style.background = `rgb(${pixel.colour.join(" ")})`;
      find(".colour b").textContent = `(${pixel.colour.join(", ")})`;
      reconcile(find(".steps"), isHidden ? [] : stagesOf(work, pixel), () => {
        const step = make("div", "");
        step.append(make("dt", ""), make("dd", ""));
        return step;
      }, (step, texts) => texts.forEach((text, i) => { step.children[i].textContent = text; }));
      find(".said").textContent = isHidden ? "" : pixelText(at, pixel);
      table.show(isHidden ? null : drawn.planes, at);
    },
  };
};
