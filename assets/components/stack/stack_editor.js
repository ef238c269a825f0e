// The layer that is looked at, with all that can be changed of it; and the filter of the map that is looked at, weight by weight.

import { colourAt, indexOf, inkFor } from "../cnnviz/colours.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { newStepper } from "../linked/controls/stepper.js";
import { make, reconcile } from "../payload.js";
import { spell } from "./stack_columns.js";

const newEntry = (className) => Object.assign(make("input", className), { type: "text", maxLength: 24, autocomplete: "off", spellcheck: false });
const newButton = (act, ...pieces) => {
  const button = Object.assign(make("button", ""), { type: "button" });
  spell(button, pieces);
  button.dataset.act = act;
  return button;
};
const captioned = (text, node) => {
  const term = make("label", "term");
  term.append(Object.assign(make("small", ""), { textContent: text }), node);
  return term;
};
const newSelect = (label, name) => {
  const list = Object.assign(make("select", ""), { ariaLabel: label });
  list.dataset.choice = name;
  return list;
};
const fillSelect = (list, options, value) => {
  reconcile(list, options, () => make("option", ""), (option, [key, title]) => Object.assign(option, { value: key, textContent: title }));
  list.value = value;
};

// What stands in a field that is being typed in, or that was refused, stays.
const showEntry = (field, text, label) => {
  const isTyped = field.getRootNode().activeElement === field && field.dataset.typed;
  if (!isTyped && field.ariaInvalid !== "true") field.value = text;
  field.ariaLabel = label;
};

const drawSheetOf = (grid, sheet, c, look) => {
  const { palette, largest, layer, f } = look;
  const [cells, name] = [sheet.flat(), grid.previousSibling];
  name.textContent = layer.filters[f].length > 1 ? `on map ${c}` : "";
  name.hidden = !name.textContent;
  grid.style.setProperty("--taps", layer.taps);
  reconcile(grid, cells, () => newEntry("cell"), (cell, weight, n) => {
    const [row, column] = [Math.floor(n / layer.taps), n % layer.taps];
    const colour = colourAt(palette, indexOf(weight, { low: -largest, high: largest, first: 1, span: 254, flat: 128 }));
    Object.assign(cell.dataset, { c, row, column });
    showEntry(cell, formatNumber(weight), `Weight on map ${c}, row ${row}, column ${column}`);
    Object.assign(cell.style, { backgroundColor: `rgb(${colour})`, color: inkFor(colour) });
  });
};

// set(field, value): what a stepper changes.
export const newEditor = (host, set) => {
  const steppers = Object.fromEntries(["map", "maps", "taps", "stride", "padding"].map((field) => [field, newStepper((value) => set(field, value))]));
  const captions = { map: "map", maps: "maps out", taps: "kernel", stride: "stride", padding: "padding" };
  const terms = Object.fromEntries(Object.entries(steppers).map(([field, stepper]) => [field, captioned(captions[field], stepper.element)]));
  const [curve, pool, fill] = [newSelect("Activation", "curve"), newSelect("Pool", "pool"), newSelect("Fill this map’s filter with a kernel", "fill")];
  const [title, bias] = [make("h2", ""), newEntry("bias")];
  const lists = { curve: captioned("activation", curve), pool: captioned("keeps the", pool), fill: captioned("fill with", fill) };
  const biasTerm = captioned("bias", bias);
  const [bar, acts, weights] = [make("div", "line"), make("div", "acts"), make("div", "weights")];
  acts.append(newButton("conv", "Add conv", "olution"), newButton("pool", "Add pool"), newButton("remove", "Remove"));
  bar.append(title, lists.pool, terms.taps, terms.stride, terms.padding, terms.maps, lists.curve, acts);
  weights.append(make("div", "sheets"), make("div", "beside-sheets"));
  weights.lastChild.append(terms.map, biasTerm, lists.fill);
  host.append(bar, weights);
  const show = (field, label, low, high, value) => steppers[field].show({ label, low, high }, value);

  // look: { layer, n, f, isFull, isOnly, options, palette }
  return (look) => {
    const { layer, n, f, options, palette } = look;
    const { most } = options;
    const isPool = layer.kind === "pool";
    title.textContent = `Layer ${n + 1}`;
    lists.pool.hidden = !isPool;
    for (const node of [terms.padding, terms.maps, lists.curve, weights]) node.hidden = isPool;
    acts.querySelectorAll("[data-act='conv'], [data-act='pool']").forEach((button) => { button.disabled = look.isFull; });
    acts.querySelector("[data-act='remove']").disabled = look.isOnly;
    show("taps", isPool ? "Window" : "Kernel", 1, isPool ? most.window : most.taps, layer.taps);
    terms.taps.firstChild.textContent = isPool ? "window" : "kernel";
    show("stride", "Stride", 1, isPool ? most.window : most.stride, layer.stride);
    if (isPool) return fillSelect(pool, options.pools, layer.pool);
    show("padding", "Padding", 0, most.padding, layer.padding);
    show("maps", "Maps out", 1, most.maps, layer.filters.length);
    show("map", "Map whose filter is shown", 0, layer.filters.length - 1, f);
    terms.map.hidden = layer.filters.length < 2;
    fillSelect(curve, options.curves, layer.curve);
    fillSelect(fill, [["", "…"], ...options.kernels.map(([name], i) => [String(i), name])], "");
    const largest = Math.max(...layer.filters.flat(3).map(Math.abs));
    reconcile(weights.firstChild, layer.filters[f], () => {
      const sheet = make("div", "sheet");
      sheet.append(make("small", ""), make("div", "grid"));
      return sheet;
    }, (sheet, numbers, c) => drawSheetOf(sheet.lastChild, numbers, c, { palette, largest, layer, f }));
    return showEntry(bias, formatNumber(layer.biases[f]), `Bias of map ${f}`);
  };
};
