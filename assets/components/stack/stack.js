// Layers on a picture, two stacks of them, and what one of their numbers sees. The browser computes all that is shown; Python keeps what is
// set. Pointing asks no server.

import { newFrame, paintFrame } from "../channels/paint.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { formOf } from "../cnnviz/palettes.js";
import { readNumber } from "../cnnviz/typed_number.js";
import { newStepper } from "../linked/controls/stepper.js";
import { REST, viewOf } from "../linked/store.js";
import { make, reconcile } from "../payload.js";
import { pixelAfter, pixelUnder } from "../pixel.js";
import { isDark, whenThemeChanges } from "../theme.js";
import { drawColumns } from "./stack_columns.js";
import { newEditor } from "./stack_editor.js";
import { paintInsets, ringAll, ringOn } from "./stack_marks.js";
import { heldAt, knownOf, modelOf, movedTo } from "./stack_model.js";
import { drawLayersTable, drawMapTable, drawNumberTable, pixelText, placeText, seesText } from "./stack_said.js";
import { fittedLayers, layerTitle, layersText, newConv, newPool, withKernel, withMaps, withNumber, withTaps } from "./stack_text.js";

const IN_LINE = 6; // layers, with which two stacks stand beside each other
const PAGES = { PageUp: -1, PageDown: 1 };

const newStack = (root, store) => {
  const find = (selector) => root.querySelector(selector);
  const [whole, patch, slopes] = [".whole", ".patch", ".slopes"].map((selector) => find(selector).appendChild(newFrame()));
  whole.dataset.whole = "true";
  let [model, palettes, pointed, refused] = [null, null, null, ""];
  let isAwaited = false; // is the one kernel asked for, of layers that Python has not heard of?
  const titles = () => ({ curves: Object.fromEntries(store.options.curves), pools: Object.fromEntries(store.options.pools) });
  const titleOf = (layer) => layerTitle(layer, titles().curves, titles().pools);

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
  const side = () => model.sides[model.at[0]];
  const changeLayer = (change, how) => setLayers(side().layers.map((layer, n) => (n === model.at[1] ? change(layer) : layer)), model.at, how);
  const setSize = (field, value) => {
    if (field === "map") return set({ at: heldAt(model.sides, model.at.with(2, value)) }, "looked");
    return changeLayer((layer) => (field === "maps" ? withMaps(layer, value) : field === "taps" ? withTaps(layer, value) : { ...layer, [field]: value }));
  };
  const drawEditor = newEditor(find(".editor"), setSize);
  const ofC = newStepper((value) => set({ maps: value }));

  const task = () => JSON.stringify([side().text, model.at[1]]);
  const verdict = () => (store.options.verdict?.task === task() ? store.options.verdict : null);
  const isHidden = () => model.predict && !verdict()?.right;

  const showNumber = (at, isPinned) => {
    const known = knownOf(model, at, isPinned);
    const hidden = isHidden();
    find(".where").textContent = placeText(at, model.sides.length > 1);
    find(".number").textContent = known ? formatNumber(known.value) : "–";
    find(".sees").textContent = !known ? "This layer does not fit." : hidden ? "" : seesText(known.spans[0], known.span);
    if (isPinned) find(".said").textContent = [".where", ".number", ".sees"].map((part) => find(part).textContent).join(" ");
    const isThere = Boolean(known && !hidden && known.span.rows && known.span.columns);
    ringOn(whole, isThere ? known.span : null, model.source.size);
    ringAll(root, model.sides, known ? at : [-1], known?.spans, hidden ? at[1] : 0);
    find(".insets").classList.toggle("blank", !isThere);
    find(".patch figcaption").textContent = "What it sees";
    find(".slopes figcaption").textContent = isThere && !known.found ? "Click: what counts" : "What counts";
    slopes.hidden = !isThere || !known.found;
    patch.hidden = !isThere;
    if (isThere) paintInsets(patch, slopes, { source: model.source, span: known.span, found: known.found, palettes, key: `${model.source.id} ${model.sides[at[0]].text} ${at}` });
    if (find(".as-number").open && known) drawNumberTable(find(".as-number table"), model.sides[at[0]].layers[at[1]], known.parts(), known.value, titles());
  };
  const showPin = () => model && showNumber(model.at, true);

  const drawBars = () => {
    const { presets } = store.options;
    const list = find(".examples-list select");
    reconcile(list, [["", "Experiments"], ...presets], () => make("option", ""), (option, [key, title]) => Object.assign(option, { value: key, textContent: title }));
    const isNew = store.options.facts.some(({ of }, n) => of !== model.sides[n]?.text);
    const now = isNew ? null : presets.find(([key]) => key === store.options.now);
    list.value = now?.[0] ?? "";
    find(".about").textContent = now?.[2] ?? "";
    reconcile(find(".examples span"), presets, () => make("a", ""), (link, [key, title, , href]) => {
      Object.assign(link, { href, textContent: title });
      link.dataset.start = key;
    });
    const hasTwo = model.sides.length > 1;
    find("[data-act='alone']").hidden = !hasTwo;
    find("[data-act='copy']").hidden = hasTwo;
    find("[data-act='predict']").ariaPressed = String(model.predict);
  };
  const drawSides = () => {
    const hosts = find(".sides");
    const abreast = Math.max(...model.sides.map(({ layers, difference }) => layers.length + Number(Boolean(difference))));
    reconcile(hosts, model.sides, () => make("div", "columns"), (host, one, number) => {
      host.role = "group";
      host.ariaLabel = model.sides.length > 1 ? ["First stack", "Second stack"][number] : "Layers";
      const sees = (n) => (isHidden() ? "" : `sees ${one.fields[n]} × ${one.fields[n]}\n`);
      drawColumns(host, { side: one, number, abreast, title: titleOf, palettes, chosen: number === model.at[0] ? model.at[1] : null, sees });
    });
    for (const frame of hosts.querySelectorAll(".frame")) {
      const isPin = ["side", "layer", "map"].every((key, n) => Number(frame.dataset[key]) === model.at[n]);
      frame.classList.toggle("pinned", isPin);
      frame.tabIndex = isPin ? 0 : -1;
      frame.role = "group";
      frame.ariaLabel = isPin ? "The map that is looked at: arrow keys move the number, Page Up and Page Down lead to other layers" : "Map";
    }
  };
  const drawCosts = () => {
    const { facts } = store.options;
    const hasTwo = model.sides.length > 1;
    reconcile(find(".costs"), facts.filter(({ lines }) => lines.length), () => make("dl", ""), (list, { lines }, n) => {
      reconcile(list, [...(hasTwo ? [["", ["First stack", "Second stack"][n]]] : []), ...lines], () => {
        const entry = make("div", "");
        entry.append(make("dt", ""), make("dd", ""));
        return entry;
      }, (entry, [name, text]) => { [entry.firstChild.textContent, entry.lastChild.textContent] = [name, text]; });
    });
    if (!find(".of-C")) {
      const term = make("label", "term of-C");
      term.append(Object.assign(make("small", ""), { textContent: "maps in every layer, C" }), ofC.element);
      find(".costs").after(term);
    }
    ofC.show({ label: "Maps in every layer, C", low: 1, high: 1024 }, model.C);
  };
  const drawGuess = () => {
    const found = verdict();
    find(".guess").hidden = !model.predict;
    find(".verdict").textContent = found ? `${found.right ? "✓" : "≠"} ${found.sentence}` : "";
    find(".verdict").classList.toggle("right", Boolean(found?.right));
  };
  const drawTables = () => {
    if (!find(".as-map").open) return;
    const [layers, map] = root.querySelectorAll(".as-map table");
    drawLayersTable(layers, model.sides, titleOf, isHidden());
    const [s, n, f] = model.at;
    if (model.sides[s].maps[n]) drawMapTable(map, model.sides[s].maps[n][f], model.sides[s].shapes[n].slice(1), `Map ${f} of layer ${n + 1}`);
  };

  const draw = () => {
    const { source } = store.parts;
    if (!store.options || !source || store.options.source !== source.id) return;
    model = modelOf(store.fields, source, store.options.most);
    const dark = isDark(root);
    palettes = { grey: formOf(source.grey, dark), signed: formOf(source.signed, dark) };
    root.dataset.sides = model.sides.length;
    root.toggleAttribute("data-inline", model.sides.flatMap(({ layers }) => layers).length < IN_LINE);
    drawBars();
    const faults = store.options.facts.map(({ fault }) => fault).filter(Boolean);
    find(".fault").textContent = refused || faults.join(" ");
    find(".fault").hidden = !find(".fault").textContent;
    paintFrame(whole, { values: model.source.values, size: model.source.size, limits: source.limits, isGrey: true, palette: palettes.grey, key: source.id, label: `${source.title}. ${source.alt}` });
    find(".whole figcaption").textContent = `Picture ${model.source.size.join(" × ")}`;
    drawSides();
    drawEditor({ layer: side().layers[model.at[1]], n: model.at[1], f: model.at[2], isFull: side().layers.length >= store.options.most.layers, isOnly: side().layers.length < 2, options: store.options, palette: palettes.signed });
    drawCosts();
    drawGuess();
    drawTables();
    if (pointed && !model.sides[pointed[0]]?.maps[pointed[1]]) pointed = null;
    if (pointed) showNumber(heldAt(model.sides, pointed), false);
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
  const insert = (layer) => setLayers(side().layers.toSpliced(model.at[1] + 1, 0, layer), [model.at[0], model.at[1] + 1, 0, ...model.at.slice(3)]);
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
    remove: () => setLayers(side().layers.toSpliced(model.at[1], 1), model.at.with(1, Math.max(0, model.at[1] - 1))),
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
    store.change({ guess: { typed: find(".guess input").value, task: task() } }, REST.typed);
    store.tellAtOnce();
  };
  root.querySelectorAll("details").forEach((part) => { part.ontoggle = () => model && draw(); });

  const show = () => {
    if (pointed?.pixel) find(".sees").textContent = pixelText(...pointed.pixel, model.source.values[pointed.pixel[0] * model.source.size[1] + pointed.pixel[1]]);
    else if (pointed) showNumber(pointed, false);
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
  root.end?.();
  const draw = (root.draw ??= newStack(root, store));
  const stop = store.listen(draw);
  const unwatch = whenThemeChanges(draw);
  const resized = new ResizeObserver(() => { cancelAnimationFrame(root.resizing); root.resizing = requestAnimationFrame(draw); });
  resized.observe(root);
  // Before another control reports, flush what was set here.
  const press = (event) => !event.target.closest?.("a") && !event.composedPath().includes(parentElement) && store.tellAtOnce();
  addEventListener("pointerdown", press, true);
  root.end = () => {
    stop();
    unwatch();
    resized.disconnect();
    removeEventListener("pointerdown", press, true);
  };
  draw();
  return () => root.end();
};
