// A picture that is moved, its map, its pooled map, and where they have moved along. Each frame computes all of it; no server is asked.
// What is set belongs to the store of the window (linked/store.js); pages/ui/shift/ keeps it, and says with which kernel and pool.

import { answerOf, templateOf } from "../cnnviz/whole_maps.js";
import { newControls } from "../linked/controls/controls.js";
import { REST, viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { make, reconcile, unpackSync } from "../payload.js";
import { within } from "../pixel.js";
import { isDark, whenThemeChanges } from "../theme.js";
import { newAsking } from "./shift_asking.js";
import { drawCurves, drawTable } from "./shift_curve.js";
import { drawMap, drawRing, hatchOf, inksOf } from "./shift_figures.js";
import { followDrag, followPointing } from "./shift_hands.js";
import { comparedText, curveText, movedText, numberText, pixelText, templateText } from "./shift_words.js";
import { newWork, seenBy } from "./shift_work.js";

const PLACES = ["convolution", "pooling", "rarer"];
const rowsOf = (curves) => [0, 1, 2].map((row) => curves.subarray(row * curves.shape[1], (row + 1) * curves.shape[1]));
const largestOf = (values) => values.reduce((most, value) => Math.max(most, value), -Infinity);
const reachOf = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const distanceOf = (by) => Math.max(...by.map(Math.abs));

const newShift = (root, store) => {
  const state = { told: null, work: null, of: null, after: null, looked: null, hatch: null };
  const find = (selector) => root.querySelector(selector);
  const figures = Object.fromEntries(Array.from(root.querySelectorAll("[data-figure]"), (figure) => [figure.dataset.figure, figure]));
  const caption = (figure, text, note = null) => {
    figure.querySelector("figcaption").textContent = text;
    if (note !== null) figure.querySelector(".note").textContent = note;
  };
  const label = (figure, text) => figure.querySelectorAll(".frame, canvas").forEach((node) => { node.ariaLabel = text; });
  const handlers = { fields: () => store.fields, change: (fields, rest) => store.change(fields, rest) };
  const controls = PLACES.map((place) => newControls(find(`[data-place="${place}"]`), handlers));
  const set = (fields, how) => {
    store.change(fields, REST[how]);
    draw();
  };
  const asking = newAsking(find(".ask"), (typed) => store.change({ guess: { kind: "value", typed, at: [0, 0, 0] } }, REST.typed), () => draw());

  const by = () => store.fields.move.map((pixels, axis) => within(pixels + state.work.size[axis] - 1, 2 * state.work.size[axis] - 1) - state.work.size[axis] + 1);
  const sizeAt = (level) => (level === 0 ? state.work.mapSize : state.work.poolSize);
  const pinned = () => {
    const [level, ...at] = store.fields.at;
    return [level, ...at.map((place, axis) => within(place, sizeAt(level)[axis]))];
  };

  // The work is begun anew when the picture, the kernel or the pool is another one.
  const begin = () => {
    const source = store.parts.source;
    const { told } = state;
    if (!told || source?.id !== told.header.source) return Boolean(state.work);
    if (state.of?.[0] === source && state.of[1] === told) return true;
    Object.assign(state, { of: [source, told], work: newWork(source, told.header, told.blocks), shown: told, after: null });
    state.template = templateOf(state.work.before.picture, told.header.isMatrix);
    state.home = answerOf(state.template, state.work.before.picture);
    label(figures.picture, `${source.alt} The arrow keys move it, Home brings it back.`);
    return true;
  };

  const inks = (name, look = state.shown.header.looks[name]) => inksOf(look, state.shown.blocks, isDark(root));
  const drawTop = () => {
    const { work, after, shown } = state;
    const plain = { hatch: (state.hatch ??= hatchOf(root)) };
    drawMap(figures.picture, { values: after.picture, size: work.size, inks: inks("picture"), ...plain });
    drawMap(figures.map, { values: after.map, size: work.mapSize, inks: inks("map"), ...plain });
    drawMap(figures.pooled, { values: after.pooled, size: work.poolSize, inks: inks("pooled"), ...plain });
    const { looks } = shown.header;
    caption(figures.picture, `Picture ${work.size.join(" × ")}`);
    caption(figures.map, `Map ${work.mapSize.join(" × ")}`, looks.map.ends);
    caption(figures.pooled, `Pooled ${work.poolSize.join(" × ")}`, looks.pooled.ends);
    for (const [name, size] of [["map", work.mapSize], ["pooled", work.poolSize]]) {
      label(figures[name], `${name === "map" ? "Map" : "Pooled map"} of ${size.join(" × ")} numbers. The arrow keys move the one that is explained.`);
    }
    find(".moves output").textContent = `Drag it; moved ${movedText(after.by)}`;
  };
  const drawDifferences = () => {
    const { work, after } = state;
    const pairs = [[figures.first, "Map", after.ofMap, work.mapSize, true], [figures.second, "Pooled", after.ofPooled, work.poolSize, Boolean(work.poolStride)]];
    for (const [figure, name, comparison, size, isEven] of pairs) {
      const told = comparedText(comparison, after.by, isEven);
      drawMap(figure, { values: comparison.difference, size, inks: inks("difference"), hatch: state.hatch });
      caption(figure, `${name}: difference`, told);
      label(figure, `The ${name.toLowerCase()} of now minus the moved one. ${told}`);
    }
  };
  const drawTemplate = () => {
    const { work, after, template, home } = state;
    const products = template.map((weight, at) => weight * after.picture[at]);
    const look = (values) => {
      const reach = reachOf(values) || 1;
      return { ...state.shown.header.looks.difference, low: -reach, high: reach };
    };
    const [told, now] = templateText(home, answerOf(template, after.picture), [work.before.map, after.map].map(largestOf));
    drawMap(figures.first, { values: template, size: work.size, inks: inks("", look(template)), hatch: [] });
    drawMap(figures.second, { values: products, size: work.size, inks: inks("", look(template.map((weight, at) => weight * work.before.picture[at]))), hatch: [] });
    caption(figures.first, "A weight for every pixel", told);
    caption(figures.second, "Weight · pixel", now);
    label(figures.first, `The weights of one neuron: the picture where it stood at first. ${told}`);
    label(figures.second, `Each weight times the pixel that is there now. ${now}`);
  };

  const drawBelow = () => {
    const { shift_panel: panel, shift_measure: measure } = store.fields;
    if (panel === "template") drawTemplate();
    else drawDifferences();
    for (const button of root.querySelectorAll("[data-panel]")) button.ariaPressed = String(button.dataset.panel === panel);
    for (const button of root.querySelectorAll("[data-measure]")) button.ariaPressed = String(button.dataset.measure === measure);
    const rows = rowsOf(state.shown.blocks[measure]);
    const told = curveText(rows, distanceOf(state.after.by), measure);
    drawCurves(figures.curve.querySelector(".plot"), rows, distanceOf(state.after.by), told);
    caption(figures.curve, "How much holds still at its place", told);
  };
  const drawLook = () => {
    const { work, after, looked, shown } = state;
    const isHidden = asking.isHidden();
    const isPixel = looked?.[0] === "picture";
    const at = looked && !isPixel ? looked : pinned();
    const seen = seenBy(work, at);
    const cell = [[at[1], at[1]], [at[2], at[2]]];
    const pixel = isPixel ? [[looked[1], looked[1]], [looked[2], looked[2]]] : null;
    const isDifferences = store.fields.shift_panel !== "template";
    drawRing(figures.picture, pixel ?? (isHidden ? null : seen.picture), work.size);
    drawRing(figures.map, isPixel || isHidden ? null : seen.map, work.mapSize);
    drawRing(figures.pooled, isPixel || isHidden || at[0] === 0 ? null : cell, work.poolSize);
    drawRing(figures.first, isDifferences && !isPixel && !isHidden && at[0] === 0 ? cell : null, work.mapSize);
    drawRing(figures.second, isDifferences && !isPixel && !isHidden && at[0] === 1 ? cell : null, work.poolSize);
    if (isPixel) find(".said").textContent = pixelText(work, after, looked.slice(1));
    else find(".said").textContent = isHidden ? "" : numberText(work, after, shown, at);
  };
  const drawSettings = () => {
    const { controls: described, refused, examples } = store.options;
    PLACES.forEach((place, i) => controls[i].show(described[place]));
    const fault = find(".fault");
    fault.hidden = !refused;
    fault.textContent = refused?.sentence ?? "";
    reconcile(find(".examples span"), examples, () => make("a", ""), (link, { key, title, href }) => {
      Object.assign(link, { textContent: title, href });
      link.dataset.example = key;
    });
  };

  function draw() {
    if (!store.options || !begin()) return;
    const moved = by();
    if (!state.after || String(state.after.by) !== String(moved)) state.after = state.work.after(moved);
    asking.show(store.options, moved, state.work);
    root.toggleAttribute("data-hidden", asking.isHidden());
    drawTop();
    drawBelow();
    drawLook();
    countPaint(root);
  }
  const drawAll = () => {
    draw();
    if (store.options && state.work) drawSettings();
  };

  const look = (at) => {
    if (!state.after || String(at) === String(state.looked)) return;
    state.looked = at;
    drawLook();
  };
  const move = (to, how) => {
    const last = state.after.by;
    const next = to.map((pixels, axis) => within(pixels + state.work.size[axis] - 1, 2 * state.work.size[axis] - 1) - state.work.size[axis] + 1);
    if (String(next) !== String(last)) set({ move: next }, how);
  };
  followDrag(figures.picture.querySelector(".frame"), {
    size: () => state.work.size, by, move, look: (pixel) => look(pixel && ["picture", ...pixel]),
  });
  ["map", "pooled"].forEach((name, level) => followPointing(figures[name].querySelector(".frame"), {
    size: () => sizeAt(level),
    pinned: () => (pinned()[0] === level ? pinned().slice(1) : [0, 0]),
    look: (pixel) => look(pixel && [level, ...pixel]),
    pin: (pixel) => {
      state.looked = null;
      set({ at: [level, ...pixel] }, "looked");
    },
  }));
  root.onclick = (event) => {
    const { move: step, act, measure, panel, example } = event.target.closest("button, a")?.dataset ?? {};
    if (step) move(state.after.by.map((pixels, axis) => pixels + Number(step.split(" ")[axis])), "typed");
    if (act === "home") move([0, 0], "typed");
    if (measure) set({ shift_measure: measure }, "typed");
    if (panel) set({ shift_panel: panel }, "typed");
    if (example && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      store.change({ example }, REST.typed);
    }
  };
  return {
    take(data) {
      state.told = data;
      drawTable(find("table"), rowsOf(data.blocks.unchanged), rowsOf(data.blocks.alike));
      drawAll();
    },
    drawAll,
    // In other colours.
    redraw() {
      state.hatch = null;
      draw();
    },
  };
};

export default ({ parentElement, data }) => {
  const told = unpackSync(data);
  const root = parentElement.querySelector(".shift");
  const store = viewOf(told.header.hub);
  root.end?.();
  const shift = (root.view ??= newShift(root, store));
  const ends = [store.listen(shift.drawAll), whenThemeChanges(shift.redraw)];
  // Before another control reports, flush what was set here.
  const press = (event) => !event.target.closest?.("a") && !event.composedPath().includes(parentElement) && store.tellAtOnce();
  addEventListener("pointerdown", press, true);
  root.end = () => {
    ends.forEach((end) => end());
    removeEventListener("pointerdown", press, true);
  };
  shift.take(told);
  return () => root.end();
};
