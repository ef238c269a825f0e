// A picture, its normal map, and the surface in the light of a lamp that is dragged. All of it is computed here; no server is asked.
// What is set belongs to the store of the window (linked/store.js); pages/ui/normal_map/ keeps it, and says where windows lie.

import { newAsking } from "../asking.js";
import { newControls } from "../linked/controls/controls.js";
import { living } from "../linked/living.js";
import { REST } from "../linked/fitting.js";
import { viewOf } from "../linked/store.js";
import { countPaint } from "../painted.js";
import { make, reconcile, unpackSync } from "../payload.js";
import { pixelAfter, heldWithin } from "../pixel.js";
import { newAroundTable } from "../pixels/around_table.js";
import { newPictureFrame } from "../pixels/picture_frame.js";
import { newDrawing } from "./normal_drawing.js";
import { followLamp } from "./normal_hands.js";
import { questionOf } from "./normal_words.js";
import { newWork } from "./normal_work.js";

const PLACES = ["surface", "light"];

const newNormal = (root, store) => {
  const state = { told: null, of: null, work: null, looked: null };
  const find = (selector) => root.querySelector(selector);
  const set = (fields, rest) => {
    store.change(fields, rest);
    draw();
  };
  const handlers = { fields: () => store.fields, change: set };
  const controls = PLACES.map((place) => newControls(find(`[data-place="${place}"]`), handlers));
  const asking = newAsking(find(".ask"), (typed) => store.change({ guess: { kind: "value", typed, at: [0, 0, 0] } }, REST.typed), () => draw());
  const pinned = () => store.fields.at.slice(1).map((place, axis) => heldWithin(place, state.work.size[axis]));
  const at = () => state.looked ?? pinned();

  const look = (pixel) => {
    if (!state.work || String(pixel) === String(state.looked)) return;
    state.looked = asking.isAsked() ? null : pixel; // what is asked about stays
    drawLook();
  };
  const pick = (pixel) => {
    state.looked = null;
    set({ at: [0, ...pixel] }, REST.looked);
  };
  const pointing = { look, leave: () => look(null), pick };
  const frames = Object.fromEntries(["picture", "map", "lit"].map((name) => [name, newPictureFrame(find(`[data-figure="${name}"]`), name === "lit" ? {} : pointing)]));
  const drawing = newDrawing(root, frames, newAroundTable(find(".around")));

  frames.map.frame.onkeydown = (event) => {
    const next = pixelAfter(event.key, pinned(), state.work.size);
    if (!next) return;
    event.preventDefault();
    pick(next);
  };
  followLamp(frames.lit.frame, {
    place: () => store.fields.light,
    move: (light, how) => String(light) !== String(store.fields.light) && set({ light }, REST[how]),
    look: (event) => look(event && frames.lit.under(event)),
  });

  // The work is begun anew when the picture or the border is another one.
  const begin = () => {
    const { source } = store.parts;
    const { told } = state;
    if (!told || source?.id !== told.header.source) return Boolean(state.work);
    if (state.of?.[0] === source && state.of[1] === told) return true;
    Object.assign(state, { of: [source, told], work: newWork(source, told.header, told.blocks) });
    drawing.begin(source, state.work);
    return true;
  };
  const drawSettings = () => {
    const { controls: described, examples } = store.options;
    PLACES.forEach((place, i) => controls[i].show(described[place]));
    reconcile(find(".examples span"), examples, () => make("a", ""), (link, { key, title, href }) => {
      Object.assign(link, { textContent: title, href });
      link.dataset.example = key;
    });
  };
  const drawLook = () => drawing.drawLook(state.work, at(), asking.isHidden());
  function draw() {
    if (!store.options || !begin()) return;
    state.work.set(store.fields);
    asking.show(store.options, questionOf(state.work.name, pinned()));
    root.toggleAttribute("data-hidden", asking.isHidden());
    drawing.drawMaps(state.work, store.fields);
    drawLook();
    countPaint(root);
  }
  root.onclick = (event) => {
    const { example } = event.target.closest("a")?.dataset ?? {};
    if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    store.change({ example }, REST.typed);
  };
  const drawAll = () => {
    draw();
    if (store.options && state.work) drawSettings();
  };
  return {
    take(data) {
      if (JSON.stringify(data.header) !== JSON.stringify(state.told?.header)) state.told = data; // all else follows from it
      drawAll();
    },
    drawAll,
  };
};

export default ({ parentElement, data }) => {
  const told = unpackSync(data);
  const root = parentElement.querySelector(".normal");
  const store = viewOf(told.header.hub);
  const view = (root.view ??= newNormal(root, store));
  return living(parentElement, root, store, () => {
    view.take(told);
    return [store.listen(view.drawAll)];
  });
};
