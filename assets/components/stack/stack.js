// Layers on a picture, two stacks of them, and what one of their numbers sees. The browser computes all that is shown; Python keeps what is
// set. Pointing asks no server.

import { formatNumber } from "../cnnviz/numbers.js";
import { formOf } from "../cnnviz/palettes.js";
import { readNumber } from "../cnnviz/typed_number.js";
import { living, whenResized } from "../linked/living.js";
import { REST } from "../linked/fitting.js";
import { viewOf } from "../linked/store.js";
import { pixelAfter, pixelUnder } from "../pixel.js";
import { isDark, whenThemeChanges } from "../theme.js";
import { newDrawing } from "./stack_drawing.js";
import { heldAt, modelOf, movedTo } from "./stack_model.js";
import { fittedLayers, layersText, newConv, newPool, withKernel, withMaps, withNumber, withTaps } from "./stack_text.js";

const PAGES = { PageUp: -1, PageDown: 1 };

const newStack = (root, store) => {
  const find = (selector) => root.querySelector(selector);
  const state = { model: null, palettes: null };
  let [model, pointed, refused] = [null, null, ""];
  let isAwaited = false; // is the one kernel asked for, of layers that Python has not heard of?

  const set = (changes, how = "typed") => {
    store.change(changes, REST[how]);
    draw();
  };
  const setLayers = (layers, at = model.at, how = "typed") => {
    const text = layersText(fittedLayers(layers));
    refused = text.length > store.options.most.text ? `This stack takes ${formatNumber(text.length)} letters, and a link holds ${formatNumber(store.options.most.text)}; use fewer maps, or smaller kernels.` : "";
    if (refused) return draw();
    return set({ [model.at[0] ? "beside" : "stack"]: text, at }, how);
  };
  const changeLayer = (change, how) => setLayers(drawing.side().layers.map((layer, n) => (n === model.at[1] ? change(layer) : layer)), model.at, how);
  const setSize = (field, value) => {
    if (field === "map") return set({ at: heldAt(model.sides, model.at.with(2, value)) }, "looked");
    return changeLayer((layer) => (field === "maps" ? withMaps(layer, value) : field === "taps" ? withTaps(layer, value) : { ...layer, [field]: value }));
  };
  const drawing = newDrawing(root, store, state, { set, setSize });
  const showPin = () => model && drawing.showNumber(model.at, true);

  const draw = () => {
    const { source } = store.parts;
    if (!store.options || !source || store.options.source !== source.id) return;
    model = modelOf(store.fields, source, store.options.most);
    const dark = isDark(root);
    Object.assign(state, { model, palettes: { grey: formOf(source.grey, dark), signed: formOf(source.signed, dark) } });
    drawing.drawAll(source, refused);
    if (pointed && !model.sides[pointed[0]]?.maps[pointed[1]]) pointed = null;
    if (pointed) drawing.showNumber(heldAt(model.sides, pointed), false);
    else showPin();
    if (isAwaited && store.options.one.of === store.fields.stack) takeOne();
    root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1); // tests wait for this
  };

  const placeUnder = (event) => {
    const frame = event.target.closest(".sides .frame");
    if (!frame) return null;
    const { left, top, width, height } = frame.getBoundingClientRect();
    const isDifference = Number(frame.dataset.layer) < 0;
    const [s, n, f] = isDifference ? [0, model.sides[0].layers.length - 1, Number(frame.dataset.map)] : ["side", "layer", "map"].map((key) => Number(frame.dataset[key]));
    return [s, n, f, ...pixelUnder((event.clientX - left) / width, (event.clientY - top) / height, model.sides[s].shapes[n].slice(1))];
  };
  const insert = (layer) => setLayers(drawing.side().layers.toSpliced(model.at[1] + 1, 0, layer), [model.at[0], model.at[1] + 1, 0, ...model.at.slice(3)]);
  const takeOne = () => {
    const { one } = store.options;
    isAwaited = one.of !== store.fields.stack;
    if (isAwaited) return; // its answer is on its way
    refused = one.text ? "" : one.sentence;
    if (one.text) set({ beside: one.text });
    else draw();
  };
  const ACTS = {
    one: takeOne,
    copy: () => set({ beside: store.fields.stack }),
    alone: () => set({ beside: "", at: heldAt(model.sides.slice(0, 1), model.at) }),
    predict: () => set({ predict: !model.predict }),
    conv: () => insert(newConv()),
    pool: () => insert(newPool()),
    remove: () => setLayers(drawing.side().layers.toSpliced(model.at[1], 1), model.at.with(1, Math.max(0, model.at[1] - 1))),
  };

  root.onclick = (event) => {
    if (!model) return;
    const [link, button] = [event.target.closest("a[data-start]"), event.target.closest("button")];
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      refused = "";
      set({ start: link.dataset.start });
    } else if (button?.className === "head") set({ at: movedTo(model, Number(button.dataset.side), Number(button.dataset.layer)) }, "looked");
    else if (button?.dataset.act) {
      if (button.dataset.act !== "one") refused = "";
      ACTS[button.dataset.act]();
    } else {
      const at = placeUnder(event);
      if (at) set({ at }, "looked");
    }
  };
  root.oninput = ({ target }) => { if (target.type === "text") target.dataset.typed = "true"; };
  // Typed numbers: what cannot be used is told, and stays in its field.
  const takeNumber = (field, place) => {
    delete field.dataset.typed;
    const { value, fault } = readNumber(field.value);
    field.ariaInvalid = String(Boolean(fault));
    refused = fault && `“${field.value}” can't be used: ${fault}. The number before stays.`;
    if (fault) return draw();
    return changeLayer((layer) => withNumber(layer, place, value));
  };
  root.onchange = ({ target }) => {
    if (!model) return;
    const { f = model.at[2], choice } = { choice: target.dataset.choice };
    if (target.closest(".examples-list")) target.value && set({ start: target.value });
    else if (choice === "curve" || choice === "pool") changeLayer((layer) => ({ ...layer, [choice]: target.value }));
    else if (choice === "fill") target.value && changeLayer((layer) => withKernel(layer, f, store.options.kernels[Number(target.value)][1]));
    else if (target.matches(".cell")) takeNumber(target, { f, ...Object.fromEntries(["c", "row", "column"].map((key) => [key, Number(target.dataset[key])])) });
    else if (target.matches(".bias")) takeNumber(target, { f });
  };
  find(".sides").onkeydown = (event) => {
    if (!model || !event.target.matches(".frame")) return;
    const [s, n, f, ...place] = model.at;
    const page = PAGES[event.key];
    const next = page ? movedTo(model, s, Math.max(0, Math.min(model.sides[s].shapes.length - 1, n + page))) : model.sides[s].shapes[n] && pixelAfter(event.key, place, model.sides[s].shapes[n].slice(1));
    if (!next) return;
    event.preventDefault();
    pointed = null; // the key is newer than the pointer
    set({ at: page ? next : [s, n, f, ...next] }, "looked");
    find(".pinned")?.focus();
  };
  find(".guess").onsubmit = (event) => {
    event.preventDefault();
    store.change({ guess: { typed: find(".guess input").value, task: drawing.task() } }, REST.typed);
    store.tellAtOnce();
  };
  root.querySelectorAll("details").forEach((part) => { part.ontoggle = () => model && draw(); });

  const show = () => {
    if (pointed) drawing.showNumber(pointed, false);
    else showPin();
  };
  root.onpointermove = (event) => {
    if (!model) return;
    pointed = placeUnder(event);
    cancelAnimationFrame(root.looking);
    root.looking = requestAnimationFrame(show);
  };
  root.onpointerleave = () => {
    pointed = null;
    cancelAnimationFrame(root.looking);
    showPin();
  };
  return draw;
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".stack");
  const store = viewOf(data.hub);
  const draw = (root.draw ??= newStack(root, store));
  return living(parentElement, root, store, () => {
    draw();
    return [store.listen(draw), whenThemeChanges(draw), whenResized(root, draw)];
  });
};
