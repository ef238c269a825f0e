// A picture, its pixels in one line, and the line folded into rows again. Pointing at a pixel in one marks it in all.

import { aroundOf, placeInLine } from "../cnnviz/flat.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { inverseOf } from "../cnnviz/pixel_order.js";
import { wordsOf } from "../cnnviz/words.js";
import { newStepper } from "../linked/controls/stepper.js";
import { inkOn } from "../linked/figure/pixels.js";
import { make, reconcile } from "../payload.js";
import { pixelAfter } from "../pixel.js";
import { showPressed } from "../choice.js";
import { newGuess } from "./guess_field.js";
import { newPictureFrame, greysOf } from "./picture_frame.js";
import { kept } from "./picture_state.js";

const ROW_TAKES = 110; // ms: a row moves on
const REACH = 7; // cells of the loupe on each side

// How far apart neighbours stand in the line, of those that the picture has at all.
const apartText = ([rows, columns]) => {
  const sides = [...(rows > 1 ? ["above and below"] : []), ...(columns > 1 ? ["left and right"] : [])];
  const away = (side) => (side === "above and below" && columns > 1 ? `${formatNumber(columns)} places away` : "1 place away");
  const text = sides.map((side) => `${side} lie ${away(side)}`).join(", ");
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
};

// Where the pixel and its neighbours stand in the line, in words.
export const placesText = ({ at, size, placeOf, isShuffled }) => {
  const near = aroundOf(at, size).map(([side, pixel]) => `${side} at ${formatNumber(placeOf(pixel))}`);
  if (!near.length) return "It has no neighbours.";
  const whose = `Its neighbour${near.length === 1 ? "" : "s"}: ${wordsOf(near)}.`;
  return `${whose} ${isShuffled ? "The shuffle tears neighbours apart, in the same way for every picture." : apartText(size)}`;
};

export const newFlatView = (section, change) => {
  const [play, slider, laidText, rightWidth, shuffle, predicts] =
    [".play", ".laid input", ".laid output", ".right-width", ".shuffle", ".predicts input"].map((at) => section.querySelector(at));
  const [pair, sum, places, loupe] = [".pair", ".told .sum", ".places", ".loupe"].map((at) => section.querySelector(at));
  const fold = newStepper((value) => change({ fold: value }, "typed"));
  const seed = newStepper((value) => change({ seed: value }, "typed"));
  section.querySelector(".fold").append(fold.element);
  section.querySelector(".seed").append(seed.element);
  let [now, hovered, timer] = [null, null, 0];
  const guess = newGuess((typed) => change({ guess: { what: "place", typed, at: now.cell } }, "typed"));
  const inverse = kept(inverseOf);
  const identity = kept((count) => Int32Array.from({ length: count }, (_, i) => i));

  const look = (at) => {
    hovered = at;
    drawPlace();
  };
  // The pixel at a place of the line; beyond its end there is none.
  const pixelAt = (place) => {
    const from = now.order[place];
    return from === undefined ? null : [Math.floor(from / now.size[1]), from % now.size[1]];
  };
  const placeOf = (pixel) => now.placed[placeInLine(...pixel, now.size[1])];
  const handlers = (toPixel) => ({
    look: (at) => look(toPixel(at)), leave: () => look(null),
    pick: (at) => { const pixel = toPixel(at); if (pixel) change({ cell: pixel }, "looked"); },
  });
  const picture = newPictureFrame(section.querySelector(".picture"), handlers((at) => at));
  const line = newPictureFrame(section.querySelector(".line"), handlers(([, place]) => pixelAt(place)));
  const folded = newPictureFrame(section.querySelector(".folded"), handlers(([row, column]) => pixelAt(row * now.width + column)));

  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
  };
  const lay = (rows) => change({ laid: rows }, "dragged");
  const start = () => {
    if (timer) return stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return lay(now.size[0]);
    lay(0);
    play.textContent = "Stop";
    timer = setInterval(() => (now.laid >= now.size[0] ? stop() : lay(now.laid + 1)), ROW_TAKES);
    return undefined;
  };
  play.onclick = start;
  slider.oninput = () => { stop(); lay(Number(slider.value)); };
  rightWidth.onclick = () => change({ fold: 0 }, "typed");
  shuffle.onclick = () => change({ shuffled: !now.shuffled }, "typed");
  predicts.onchange = () => change({ predict: predicts.checked }, "typed");
  pair.onkeydown = (event) => {
    const next = pixelAfter(event.key, now.cell, now.size);
    if (!next) return;
    event.preventDefault();
    change({ cell: next }, "looked");
  };

  const drawLoupe = (place) => {
    const cells = Array.from({ length: 2 * REACH + 1 }, (_, i) => place - REACH + i).filter((i) => i >= 0 && i < now.count);
    const near = new Set(aroundOf(hovered ?? now.cell, now.size).map(([, pixel]) => placeOf(pixel)));
    const newCell = () => {
      const cell = make("span", "");
      cell.setAttribute("role", "cell");
      cell.append(make("b", ""), make("small", ""));
      return cell;
    };
    const rows = now.hides ? [] : [cells];
    reconcile(loupe, rows, () => { const row = make("div", ""); row.setAttribute("role", "row"); return row; }, (row) => reconcile(row, cells, newCell, (cell, at) => {
      const isLaid = at < now.laidCount;
      const value = now.line[at];
      const [number, index] = cell.children;
      const grey = isLaid ? Math.round(((value - now.low) / (now.high - now.low)) * 255) : null;
      number.textContent = isLaid ? formatNumber(value, 3) : "";
      number.style.background = isLaid ? `rgb(${grey} ${grey} ${grey})` : "";
      number.style.color = isLaid ? inkOn([grey, grey, grey]) : "";
      index.textContent = formatNumber(at);
      cell.className = at === place ? "here" : near.has(at) ? "beside" : "";
    }));
  };

  const drawPlace = () => {
    if (!now) return;
    const at = hovered ?? now.cell;
    const [place, around] = [placeOf(at), aroundOf(at, now.size).map(([, pixel]) => pixel)];
    const beside = (pixels) => pixels.map((pixel) => ({ at: pixel, kind: "beside" }));
    const laying = now.laid < now.size[0] ? [{ at: [now.laid, 0], kind: "part", columns: now.size[1] }] : [];
    picture.mark([...laying, ...beside(around), { at, kind: "here" }]);
    const shown = now.hides ? [] : [...beside(around.map((pixel) => [0, placeOf(pixel)])), { at: [0, place], kind: "here" }];
    line.mark(shown);
    folded.mark(shown.map(({ at: [, index], kind }) => ({ at: [Math.floor(index / now.width), index % now.width], kind })));
    const where = `Row ${at[0]}, column ${at[1]}`;
    const sentence = now.shuffled
      ? `${where} of the picture lands at ${formatNumber(place)}`
      : `${where} lands at ${at[0]} · ${now.size[1]} + ${at[1]} = ${formatNumber(place)}`;
    if (now.predict) {
      if (guess.element.parentNode !== sum) sum.replaceChildren(make("span", "asked"), guess.element);
      sum.firstChild.textContent = `${where} of ${now.size[0]} × ${now.size[1]} lands at `;
      if (!now.hides) sum.firstChild.textContent = `${sentence}. `;
    } else sum.textContent = `${sentence}.`;
    places.textContent = now.hides ? "" : placesText({ at, size: now.size, placeOf, isShuffled: now.shuffled });
    drawLoupe(place);
  };

  const drawBar = () => {
    const [rows, columns] = now.size;
    slider.max = String(rows);
    slider.value = String(now.laid);
    laidText.textContent = `${now.laid} of ${rows}`;
    fold.show({ label: "Fold the line at", low: 1, high: now.count }, now.width);
    seed.show({ label: "Order of the shuffled pixels", low: 0, high: now.seeds }, now.seed);
    section.querySelector(".seed").hidden = !now.shuffled;
    showPressed(shuffle, now.shuffled);
    rightWidth.textContent = `Fold back at ${columns}`;
    rightWidth.hidden = now.width === columns;
    predicts.checked = now.predict;
  };
  const drawPictures = () => {
    const { values, size, line: numbers, laidCount, width, count, low, high, shuffled } = now;
    picture.show(greysOf(values, low, high), size, `Picture, ${size[0]} × ${size[1]}`, `The picture in grey, ${size[0]} rows of ${size[1]} pixels`);
    const greys = greysOf(numbers, low, high).fill(0, laidCount);
    line.show(greys, [1, count], `Line of ${formatNumber(count)} numbers${shuffled ? ", shuffled" : ""}`, `All ${count} pixels in one line, ${shuffled ? "shuffled" : "row by row"}`);
    const rows = Math.ceil(count / width);
    const cells = new Uint32Array(rows * width);
    cells.set(greys);
    folded.show(cells, [rows, width], `Folded: ${rows} × ${width}`, `The line folded into ${rows} rows of ${width} pixels`);
  };
  return {
    stop,
    draw(state, pictureState) {
      const { picture: whole, seed: number, shuffled, fold: asked, predict, verdict, cell } = state;
      const { values, size } = pictureState.small(whole, state.side);
      const count = size[0] * size[1];
      const order = shuffled ? pictureState.smallOrder(count, number) : identity(count);
      const before = now;
      const judged = verdict?.what === "place" && String(verdict.at) === String(cell) ? verdict : null;
      const laid = Math.min(state.laid, size[0]);
      now = {
        ...state, values, size, count, order, placed: inverse(order), low: whole.low, high: whole.high, laid, laidCount: laid * size[1],
        width: Math.min(asked || size[1], count), line: before?.order === order && before.values === values ? before.line : Float64Array.from(order, (from) => values[from]),
        hides: predict && !judged?.right,
      };
      drawBar();
      drawPictures();
      if (String(before?.cell) !== String(cell)) guess.clear();
      guess.show(`Place of row ${cell[0]}, column ${cell[1]} in the line`, judged);
      drawPlace();
    },
  };
};
