// A picture that is moved, its map, its pooled map, and where they have moved along. Each frame computes all of it; no server is asked.
// What is set belongs to the store of the window (linked/store.js); pages/ui/shift/ keeps it, and says with which kernel and pool.

import { newAsking } from "../asking.js";
import { answerOf, templateOf } from "../cnnviz/whole_maps.js";
import { newControls } from "../linked/controls/controls.js";
import { living } from "../linked/living.js";
import { REST } from "../linked/fitting.js";
import { viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { make, reconcile, unpackSync } from "../payload.js";
import { heldWithin, pixelUnder, shareOf } from "../pixel.js";
import { whenThemeChanges } from "../theme.js";
import { questionOf } from "./shift_asking.js";
import { drawTable } from "./shift_curve.js";
import { newDrawing, rowsOf } from "./shift_drawing.js";
import { followDrag, followPointing } from "./shift_hands.js";
import { newWork } from "./shift_work.js";

const PLACES = ["convolution", "pooling", "rarer"];

const newShift = (root, store) => {
  const state = { told: null, work: null, of: null, after: null, looked: null, hatch: null };
  const find = (selector) => root.querySelector(selector);
  const figures = Object.fromEntries(Array.from(root.querySelectorAll("[data-figure]"), (figure) => [figure.dataset.figure, figure]));
  const drawing = newDrawing(root, state, figures);
  const handlers = { fields: () => store.fields, change: (fields, rest) => store.change(fields, rest) };
  const controls = PLACES.map((place) => newControls(find(`[data-place="${place}"]`), handlers));
  const set = (fields, how) => {
    store.change(fields, REST[how]);
    draw();
  };
  const asking = newAsking(find(".ask"), (typed) => store.change({ guess: { kind: "value", typed, at: [0, 0, 0] } }, REST.typed), () => draw());

  // A shift after which a row and a column of the picture are still there.
  const fitting = (move) => move.map((pixels, axis) => Math.max(1 - state.work.size[axis], Math.min(state.work.size[axis] - 1, pixels)));
  const by = () => fitting(store.fields.move);
  const sizeAt = (level) => (level === 0 ? state.work.mapSize : state.work.poolSize);
  const pinned = () => {
    const [level, ...at] = store.fields.at;
    return [level, ...at.map((place, axis) => heldWithin(place, sizeAt(level)[axis]))];
  };

  // The work is begun anew when the picture, the kernel or the pool is another one.
  const begin = () => {
    const source = store.parts.source;
    const { told } = state;
    if (!told || source?.id !== told.header.source) return Boolean(state.work);
    if (state.of?.[0] === source && state.of[1] === told) return true;
    Object.assign(state, { of: [source, told], work: newWork(source, told.header, told.blocks), shown: told, after: null, alt: source.alt });
    state.template = templateOf(state.work.before.picture, told.header.isMatrix);
    state.home = answerOf(state.template, state.work.before.picture);
    return true;
  };

  const isDifferences = () => store.fields.shift_panel !== "template";
  const drawLook = () => drawing.drawLook(pinned(), asking.isHidden(), isDifferences());
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
    asking.show(store.options, questionOf(moved, state.work));
    root.toggleAttribute("data-hidden", asking.isHidden());
    drawing.drawTop(asking.isHidden());
    drawing.drawBelow(store.fields);
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
    const next = fitting(to);
    if (String(next) !== String(state.after.by)) set({ move: next }, how);
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
  // Where differences are shown they belong to the numbers of map and pooled map; weights to pixels.
  ["first", "second"].forEach((name, level) => {
    const frame = figures[name].querySelector(".frame");
    const sizeOf = () => (isDifferences() ? sizeAt(level) : state.work.size);
    frame.onpointermove = (event) => look([isDifferences() ? level : "picture", ...pixelUnder(...shareOf(event, frame), sizeOf())]);
    frame.onpointerleave = () => look(null);
  });
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
  const shift = (root.view ??= newShift(root, store));
  return living(parentElement, root, store, () => {
    shift.take(told);
    return [store.listen(shift.drawAll), whenThemeChanges(shift.redraw)];
  });
};
