// Several channels under several filters: sheets, partial maps and what they add up to. The browser computes all that is shown; Python
// keeps what is set. Pointing asks no server.

import { formatNumber } from "../cnnviz/numbers.js";
import { living, whenResized } from "../linked/living.js";
import { REST } from "../linked/fitting.js";
import { viewOf } from "../linked/store.js";
import { reconcile } from "../payload.js";
import { whenThemeChanges } from "../theme.js";
import { adoptStyles } from "../styles.js";
import { newAsked } from "./asked.js";
import { drawBar, drawGuess } from "./bar.js";
import { filtersOf, filtersText, resizedSheet } from "./fields.js";
import { newHands } from "./hands.js";
import { layerOf, outputMap, traceAt } from "./layer.js";
import { lookedAt, markNumber, unmark } from "./looking.js";
import { drawMatrix, entrySentence, entryUnder, markMatrix, newMatrix } from "./matrix.js";
import { drawBias, drawOutput, drawThumbs } from "./outputs.js";
import { newLooks } from "./looks.js";
import { drawLegend, endsOf, newFrame } from "./paint.js";
import { drawTable, remarkOn, soFarSentence, sumSoFar } from "./said.js";
import { addedCount, drawSheet, newSheet } from "./sheets.js";
import { newSize } from "./size.js";

const newChannels = (root, store) => {
  const find = (selector) => root.querySelector(selector);
  const [sheets, matrix, out, thumbs, fault, said, drawer, size] = [".sheets", ".matrix", ".out", ".thumbs", ".fault", ".said", ".drawer", ".size"].map(find);
  const output = find(".canvas").appendChild(newFrame("output"));
  let [layer, look, flat, refused] = [null, null, null, ""];
  let [pointed, form] = [null, ""]; // shows what is pointed at, as long as the layer keeps its form
  newMatrix(matrix);

  const set = (changes, how = "typed") => {
    store.change(changes, REST[how]);
    draw();
  };
  const setSize = (field, value) => {
    if (field !== "taps") return set({ [field]: value });
    return set({ filters: filtersText(layer.filters.map((filter) => filter.map((sheet) => resizedSheet(sheet, value)))) });
  };
  const drawSize = newSize(size, setSize);
  // On a phone it lies in the sheet with what else is set; elsewhere behind the stage, so that the keys go from one to the next as they are seen.
  const placeSize = () => {
    const isInSheet = matchMedia("(max-width: 640px)").matches;
    if (isInSheet === (size.parentElement === drawer)) return;
    if (isInSheet) drawer.append(size);
    else find(".stage").after(size);
  };
  const asked = newAsked(store, () => layer);
  const lookOf = newLooks(root, asked);
  const showNumber = (at, tap = null, words = "") => {
    const trace = traceAt(layer, at);
    const sum = sumSoFar(layer, trace);
    const isThere = look.hasMaps && layer.isOn(layer.chosen) && addedCount(layer) > 0 && !look.isHidden;
    sheets.querySelectorAll(".part mark").forEach((mark, c) => { mark.textContent = formatNumber(trace.terms[c].part); });
    find(".where").textContent = `Row ${at[0]}, column ${at[1]}`;
    find(".number").textContent = isThere ? formatNumber(sum.soFar) : "?";
    find(".terms").textContent = isThere ? sum.line : "";
    const hint = look.isSizeHidden ? "How many rows and columns has the map of a filter?" : `Filter ${layer.chosen}, row ${at[0]}, column ${at[1]}: what do its partial numbers${layer.bias(layer.chosen) ? " and the bias" : ""} add up to?`;
    said.textContent = words || (look.isHidden ? hint : look.hasMaps ? soFarSentence(layer, trace, at) : "");
    find(".entry-said").textContent = words;
    if (find("details").open) drawTable(find("table"), layer, trace, look.isHidden);
    if (!look.hasMaps) return unmark(root);
    markNumber(root, layer, at, tap);
    if (flat && !words) markMatrix(matrix, flat, tap ? { share: (tap.channel * layer.taps + tap.at[0]) * layer.taps + tap.at[1] } : { row: at[0] * layer.out[1] + at[1] });
    return undefined;
  };
  const showPin = () => layer && showNumber(layer.at);

  const draw = () => {
    placeSize();
    const source = store.parts.source;
    if (!store.options || !source || store.options.source !== source.id) return;
    if (filtersOf(store.fields.filters)[0].length !== source.values.shape[0]) return; // what fits is on its way
    layer = layerOf(store.fields, source);
    look = lookOf(layer);
    Object.assign(root.dataset, { way: layer.way, depth: layer.depth, stage: layer.stage, taps: layer.taps });
    drawBar(root, layer, store.options);
    fault.textContent = refused || layer.fault;
    fault.hidden = !fault.textContent;
    find(".of-filter").textContent = layer.isSeparable ? "depthwise kernel" : `filter ${layer.chosen}, ${layer.depth} sheet${layer.depth === 1 ? "" : "s"}`;
    reconcile(sheets, source.names, newSheet, drawSheet(layer, look));
    drawLegend(find(".of-partials"), "the partial maps", endsOf(look.ranges.partials));
    find(".title").textContent = `Map of filter ${layer.chosen}`;
    find(".canvas").ariaLabel = `Map of filter ${layer.chosen}, ${look.isSizeHidden ? "? × ?" : layer.out.join(" × ")}; the arrow keys move the number that is looked at`;
    drawOutput(output, layer, look);
    drawLegend(find(".of-outputs"), "all filters’ maps", endsOf(look.ranges.outputs));
    drawBias(find(".bias"), layer);
    drawThumbs(thumbs, layer, look);
    matrix.hidden = layer.way !== "matrix" || look.isSizeHidden;
    flat = matrix.hidden ? null : drawMatrix(matrix, layer, look);
    drawSize(layer, look.isSizeHidden);
    find(".remark").textContent = remarkOn(layer);
    drawGuess(root, layer, look, asked);
    const now = JSON.stringify([layer.source.id, layer.way, layer.chosen, layer.size, layer.out, layer.taps, layer.fault]);
    if (now !== form) [form, pointed] = [now, null];
    (pointed ?? showPin)();
    computeNext();
    root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1); // tests wait for this
  };

  const computeNext = () => {
    cancelAnimationFrame(root.computing);
    const [next, ...rest] = look.waiting;
    if (next === undefined) return;
    root.computing = requestAnimationFrame(() => {
      outputMap(layer, next);
      look.waiting = rest;
      if (rest.length) computeNext();
      else draw();
    });
  };

  newHands(root, store, {
    now: () => (layer ? { layer, look } : null), set, draw, asked, forget: () => { pointed = null; }, refuse: (sentence) => { refused = sentence; },
  });
  find("details").ontoggle = showPin;

  const lookAt = (event) => {
    if (!layer || !look.hasMaps) return;
    const entry = flat && event.target.closest(".matrix") && entryUnder(event, flat);
    const found = entry ? null : lookedAt(event, layer, layer.at);
    pointed = entry ? () => showEntry(entry) : found ? () => showFound(found) : null;
    cancelAnimationFrame(root.looking);
    root.looking = requestAnimationFrame(() => (pointed ?? showPin)());
  };
  const showFound = ({ at, tap, pixel }) => {
    showNumber(at, tap);
    if (flat && pixel) markMatrix(matrix, flat, { column: (pixel[0] * layer.size[0] + pixel[1]) * layer.size[1] + pixel[2] });
  };
  const showEntry = (entry) => {
    const { row, column, share } = entry;
    const at = row >= 0 ? [Math.floor(row / layer.out[1]), row % layer.out[1]] : layer.at;
    const tap = share >= 0 ? { channel: Math.floor(share / layer.taps ** 2), at: [Math.floor(share / layer.taps) % layer.taps, share % layer.taps] } : null;
    showNumber(at, tap, entrySentence(layer, flat, entry));
    markMatrix(matrix, flat, share >= 0 ? { share } : { row, column });
  };
  root.onpointermove = lookAt;
  const leave = () => {
    pointed = null;
    cancelAnimationFrame(root.looking);
    showPin();
  };
  root.onpointerleave = leave;
  root.addEventListener("focusin", (event) => event.target.matches(".cell") && lookAt(event));
  root.addEventListener("focusout", (event) => event.target.matches(".cell") && leave());
  return draw;
};

export default ({ parentElement, data }) => {
  adoptStyles(parentElement, "channels");
  const root = parentElement.querySelector(".channels");
  const store = viewOf(data.hub);
  const draw = (root.draw ??= newChannels(root, store));
  return living(parentElement, root, store, () => {
    draw();
    return [store.listen(draw), whenThemeChanges(draw), whenResized(root, draw)];
  });
};
