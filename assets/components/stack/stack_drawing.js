// All that is drawn of the stacks, of what stack_model.js has worked out: controls, columns, one number, costs and tables.

import { newFrame, paintFrame } from "../channels/paint.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { newStepper } from "../linked/controls/stepper.js";
import { make, reconcile } from "../payload.js";
import { drawColumns, spell } from "./stack_columns.js";
import { newEditor } from "./stack_editor.js";
import { paintInsets, ringAll, ringOn } from "./stack_marks.js";
import { knownOf } from "./stack_model.js";
import { drawLayersTable, drawMapTable, drawNumberTable, placeText, seesText } from "./stack_said.js";
import { layerTitle, shortTitle } from "./stack_text.js";

const STACKS = ["First stack", "Second stack"];
const IN_LINE = 6; // layers, with which two stacks stand beside each other

// Names and what belongs to each.
const drawEntries = (list, entries) => reconcile(list, entries, () => {
  const entry = make("div", "");
  entry.append(make("dt", ""), make("dd", ""));
  return entry;
}, (entry, [name, text]) => { [entry.firstChild.textContent, entry.lastChild.textContent] = [name, text]; });

// state: { model, palettes }, as stack.js keeps it. set(changes) and setSize(field, value) change what is set.
export const newDrawing = (root, store, state, { set, setSize }) => {
  const find = (selector) => root.querySelector(selector);
  const [whole, patch, slopes] = [".whole", ".patch", ".slopes"].map((selector) => find(selector).appendChild(newFrame()));
  const titles = () => ({ curves: Object.fromEntries(store.options.curves), pools: Object.fromEntries(store.options.pools) });
  const titleOf = (layer) => layerTitle(layer, titles().curves, titles().pools);
  const side = () => state.model.sides[state.model.at[0]];
  const drawEditor = newEditor(find(".editor"), setSize);
  const ofC = newStepper((value) => set({ maps: value }));
  const task = () => JSON.stringify([side().text, state.model.at[1]]);
  const verdict = () => (store.options.verdict?.task === task() ? store.options.verdict : null);
  const isHidden = () => state.model.predict && !verdict()?.right;

  const showNumber = (at, isPinned) => {
    const known = knownOf(state.model, at, isPinned);
    const hidden = isHidden();
    find(".where").textContent = placeText(at, state.model.sides.length > 1);
    find(".number").textContent = known ? formatNumber(known.value) : "–";
    find(".sees").textContent = !known ? "This layer does not fit." : hidden ? "" : seesText(known.spans[0], known.span);
    if (isPinned) find(".said").textContent = [".where", ".number", ".sees"].map((part) => find(part).textContent).join(" ");
    const isThere = Boolean(known && !hidden && known.span.rows && known.span.columns);
    ringOn(whole, isThere ? known.span : null, state.model.source.size);
    ringAll(root, state.model.sides, known ? at : [-1], known?.spans, hidden ? at[1] : 0);
    find(".insets").classList.toggle("blank", !isThere);
    find(".patch figcaption").textContent = "It sees";
    spell(find(".slopes figcaption"), isThere && !known.found ? ["Click for its slopes"] : ["Its slopes", ", by pixel"]);
    slopes.hidden = !isThere || !known.found;
    patch.hidden = !isThere;
    if (isThere) paintInsets(patch, slopes, { source: state.model.source, span: known.span, found: known.found, palettes: state.palettes, key: `${state.model.source.id} ${state.model.sides[at[0]].text} ${at}` });
    if (find(".as-number").open && known) drawNumberTable(find(".as-number table"), state.model.sides[at[0]].layers[at[1]], known.parts(), known.value, titles());
  };
  const drawBars = () => {
    const { presets } = store.options;
    const list = find(".examples-list select");
    reconcile(list, [["", "Experiments"], ...presets], () => make("option", ""), (option, [key, title]) => Object.assign(option, { value: key, textContent: title }));
    const isNew = store.options.facts.some(({ of }, n) => of !== state.model.sides[n]?.text);
    const now = isNew ? null : presets.find(([key]) => key === store.options.now);
    list.value = now?.[0] ?? "";
    find(".about").textContent = now?.[2] ?? "";
    reconcile(find(".examples span"), presets, () => make("a", ""), (link, [key, title, , href]) => {
      Object.assign(link, { href, textContent: title });
      link.dataset.start = key;
    });
    const hasTwo = state.model.sides.length > 1;
    find("[data-act='alone']").hidden = !hasTwo;
    find("[data-act='copy']").hidden = hasTwo;
    find("[data-act='predict']").ariaPressed = String(state.model.predict);
  };
  const drawSides = () => {
    const hosts = find(".sides");
    const abreast = Math.max(...state.model.sides.map(({ layers, difference }) => layers.length + Number(Boolean(difference))));
    reconcile(hosts, state.model.sides, () => make("div", "lane"), (host, one, number) => {
      host.role = "group";
      host.ariaLabel = state.model.sides.length > 1 ? STACKS[number] : "Layers";
      const sees = (n) => (isHidden() ? "" : `sees ${one.fields[n]} × ${one.fields[n]}`);
      drawColumns(host, { side: one, number, abreast, title: (layer) => shortTitle(layer, titles().curves), palettes: state.palettes, chosen: number === state.model.at[0] ? state.model.at[1] : null, sees });
    });
    for (const frame of hosts.querySelectorAll(".frame")) {
      const isPin = ["side", "layer", "map"].every((key, n) => Number(frame.dataset[key]) === state.model.at[n]);
      frame.classList.toggle("pinned", isPin);
      frame.tabIndex = isPin ? 0 : -1;
      frame.role = "group";
      frame.ariaLabel = isPin ? "The map that is looked at: arrow keys move the number, Page Up and Page Down lead to other layers" : "Map";
    }
  };
  const drawCosts = () => {
    const { facts } = store.options;
    const hasTwo = state.model.sides.length > 1;
    reconcile(find(".costs"), facts.filter(({ lines }) => lines.length), () => make("dl", ""), (list, { lines }, n) => {
      drawEntries(list, [...(hasTwo ? [["", STACKS[n]]] : []), ...lines]);
    });
    find(".of-C").hidden = state.model.sides.every(({ layers }) => layers.every(({ kind }) => kind === "pool"));
    find(".of-C .counted").append(ofC.element);
    ofC.show({ label: "Maps in every layer, C", low: 1, high: 1024 }, state.model.C);
    drawEntries(find(".of-C dl"), facts.map(({ squared }, n) => [hasTwo ? STACKS[n] : "", squared]));
  };
  const drawGuess = () => {
    const found = verdict();
    find(".guess").hidden = !state.model.predict || !side().maps[state.model.at[1]];
    find(".verdict").textContent = found ? `${found.right ? "✓" : "≠"} ${found.sentence}` : "";
    find(".verdict").classList.toggle("right", Boolean(found?.right));
  };
  const drawTables = () => {
    if (!find(".as-map").open) return;
    const [layers, map] = root.querySelectorAll(".as-map table");
    drawLayersTable(layers, state.model.sides, titleOf, isHidden());
    const [s, n, f] = state.model.at;
    if (state.model.sides[s].maps[n]) drawMapTable(map, state.model.sides[s].maps[n][f], state.model.sides[s].shapes[n].slice(1), `Map ${f} of layer ${n + 1}`);
  };


  // Everything but the number that is looked at.
  const drawAll = (source, refused) => {
    const { model, palettes } = state;
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
  };
  return { drawAll, showNumber, side, task };
};
