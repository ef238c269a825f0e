// Several channels under several filters: sheets, partial maps and what they add up to. The browser computes all that is shown; Python
// keeps what is set. Pointing asks no server.

import { formatNumber } from "../cnnviz/numbers.js";
import { formOf } from "../cnnviz/palettes.js";
import { readNumber } from "../cnnviz/typed_number.js";
import { living, whenResized } from "../linked/living.js";
import { REST, viewOf } from "../linked/store.js";
import { make, reconcile } from "../payload.js";
import { pixelAfter } from "../pixel.js";
import { isDark, whenThemeChanges } from "../theme.js";
import { adoptStyles } from "../styles.js";
import { biasesOf, biasesText, filtersOf, filtersText, mixOf, mixText, offOf, offText, offWithout, resizedSheet } from "./fields.js";
import { isReady, layerOf, outputMap, partialMap, traceAt } from "./layer.js";
import { lookedAt, markNumber, unmark } from "./looking.js";
import { drawMatrix, entrySentence, entryUnder, markMatrix, newMatrix } from "./matrix.js";
import { drawBias, drawOutput, drawThumbs } from "./outputs.js";
import { drawLegend, endsOf, newFrame, rangeOf } from "./paint.js";
import { drawTable, numberSentence, remarkOn, sumSoFar } from "./said.js";
import { addedCount, drawSheet, newSheet } from "./sheets.js";
import { newSize } from "./size.js";

const WAYS = { full: "Full", separable: "Depthwise", matrix: "As a matrix" };
const TURNS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const SMALL = 65_536; // numbers of all channels: so many take a few milliseconds for all filters
const TOLD = ["filters", "biases", "mix", "off", "way", "stride", "padding", "chosen", "at"];

const newChannels = (root, store) => {
  const find = (selector) => root.querySelector(selector);
  const [sheets, matrix, out, thumbs, fault, said] = [".sheets", ".matrix", ".out", ".thumbs", ".fault", ".said"].map(find);
  const output = find(".canvas").appendChild(newFrame("output"));
  let [layer, look, flat, refused, ranges, revealed] = [null, null, null, "", {}, ""];
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
  const drawSize = newSize(find(".size"), setSize);
  const task = () => JSON.stringify([layer.source.id, ...TOLD.map((field) => store.fields[field])]);
  const sizeTask = () => JSON.stringify([layer.source.id, layer.taps, ...["stride", "padding"].map((field) => store.fields[field])]);
  const verdictOn = (kind, asked) => (store.options.verdicts[kind]?.task === asked ? store.options.verdicts[kind] : null);
  const verdict = () => verdictOn("value", task());
  const isSizeHidden = () => layer.predict && !layer.fault && revealed !== sizeTask() && !verdictOn("size", sizeTask())?.right;

  // A range is found once for the maps that it is of.
  const rangeFor = (name, key, maps) => {
    if (ranges[name]?.key !== key) ranges[name] = { key, ...rangeOf(maps()) };
    return ranges[name];
  };
  const lookOf = () => {
    const { source, filters, chosen, depth, channels } = layer;
    const hasMaps = !layer.fault;
    const keys = filters.map((_, f) => JSON.stringify([source.id, layer.geometry, filters[layer.isSeparable ? 0 : f], channels.map((__, c) => layer.share(f, c)), layer.bias(f)]));
    const sizeIsHidden = isSizeHidden();
    const isHidden = sizeIsHidden || (layer.predict && !verdict()?.right);
    // Of a large picture the other filters' maps follow in the next frames, one in each.
    const isLarge = layer.source.values.length > SMALL;
    const waiting = hasMaps && isLarge ? layer.active.filter((f) => f !== chosen && !isReady(layer, f)) : [];
    const on = layer.active.filter((f) => !(isHidden && f === chosen) && !waiting.includes(f));
    const outputs = hasMaps ? rangeFor("outputs", on.map((f) => keys[f]).join(), () => on.map((f) => outputMap(layer, f))) : { end: 0 };
    const kernels = channels.map((_, c) => layer.bare(chosen, c));
    const partials = hasMaps ? rangeFor("partials", JSON.stringify([source.id, layer.geometry, kernels]), () => Array.from({ length: depth }, (_, c) => partialMap(layer, chosen, c))) : { end: 0 };
    const dark = isDark(root);
    return {
      hasMaps, isHidden, isSizeHidden: sizeIsHidden, blank: !hasMaps ? [1, 1] : sizeIsHidden ? layer.size : layer.out, waiting, keys, ranges: { outputs, partials },
      outputs: [-outputs.end, outputs.end], partials: [-partials.end, partials.end],
      palettes: { grey: formOf(source.grey, dark), signed: formOf(source.signed, dark) },
    };
  };

  const showNumber = (at, tap = null, words = "") => {
    const trace = traceAt(layer, at);
    const sum = sumSoFar(layer, trace);
    const isThere = look.hasMaps && layer.isOn(layer.chosen) && addedCount(layer) > 0 && !look.isHidden;
    sheets.querySelectorAll(".part mark").forEach((mark, c) => { mark.textContent = formatNumber(trace.terms[c].part); });
    find(".where").textContent = `Row ${at[0]}, column ${at[1]}`;
    find(".number").textContent = isThere ? formatNumber(sum.soFar) : "?";
    find(".terms").textContent = isThere ? sum.line : "";
    const hint = look.isSizeHidden ? "How many rows and columns has the map of a filter?" : `Filter ${layer.chosen}, row ${at[0]}, column ${at[1]}: what do its partial numbers${layer.bias(layer.chosen) ? " and the bias" : ""} add up to?`;
    said.textContent = words || (look.isHidden ? hint : look.hasMaps ? numberSentence(layer, trace, at) : "");
    find(".entry-said").textContent = words;
    if (find("details").open) drawTable(find("table"), layer, trace, look.isHidden);
    if (!look.hasMaps) return unmark(root);
    markNumber(root, layer, at, tap);
    if (flat && !words) markMatrix(matrix, flat, tap ? { share: (tap.channel * layer.taps + tap.at[0]) * layer.taps + tap.at[1] } : { row: at[0] * layer.out[1] + at[1] });
    return undefined;
  };
  const showPin = () => layer && showNumber(layer.at);

  const drawBar = () => {
    reconcile(find(".ways"), Object.entries(WAYS), () => Object.assign(make("button", ""), { type: "button", role: "radio" }), (button, [way, title]) => {
      button.dataset.way = way;
      button.textContent = title;
      button.role = "radio";
      button.ariaChecked = String(way === layer.way);
      button.tabIndex = way === layer.way ? 0 : -1;
    });
    const last = layer.depth + 2;
    find("[data-step='first']").ariaDisabled = find("[data-step='back']").ariaDisabled = String(layer.stage === 0);
    find("[data-step='next']").ariaDisabled = String(layer.stage >= last);
    const list = find(".example select");
    reconcile(list, [["", "Examples"], ...store.options.presets], () => make("option", ""), (option, [key, title]) => Object.assign(option, { value: key, textContent: title }));
    list.value = "";
    find("[data-act='predict']").ariaPressed = String(layer.predict);
    find("[data-act='add']").hidden = layer.filters.length >= store.options.most.filters;
    find("[data-act='remove']").hidden = layer.filters.length < 2;
  };
  const drawGuess = () => {
    const [form, field, kind] = [find(".guess"), find(".guess input"), look.isSizeHidden ? "size" : "value"];
    const ofSize = verdictOn("size", sizeTask());
    const found = kind === "size" ? ofSize : verdict() ?? ofSize;
    form.hidden = !layer.predict;
    find(".guess label span").textContent = { size: "Output size, rows × columns", value: "Your number" }[kind];
    find("[data-act='reveal']").hidden = kind !== "size";
    if (form.dataset.kind !== kind) field.value = "";
    form.dataset.kind = kind;
    const line = find(".verdict");
    line.textContent = found ? `${found.right ? "✓" : "≠"} ${found.sentence}` : "";
    line.classList.toggle("right", Boolean(found?.right));
  };

  const draw = () => {
    const source = store.parts.source;
    if (!store.options || !source || store.options.source !== source.id) return;
    if (filtersOf(store.fields.filters)[0].length !== source.values.shape[0]) return; // what fits is on its way
    layer = layerOf(store.fields, source);
    look = lookOf();
    Object.assign(root.dataset, { way: layer.way, depth: layer.depth, stage: layer.stage, taps: layer.taps });
    drawBar();
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
    drawGuess();
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

  // Typed numbers: what cannot be used is told, and stays in its field.
  const takeNumber = (field, put) => {
    delete field.dataset.typed;
    const { value, fault: problem } = readNumber(field.value);
    field.ariaInvalid = String(Boolean(problem));
    refused = problem && `“${field.value}” can't be used: ${problem}. The number before stays.`;
    if (problem) return draw();
    return put(value);
  };
  const channelOf = (node) => Number(node.closest(".sheet").dataset.c);
  const putWeight = (c, row, column, how) => (value) => {
    const filters = filtersOf(store.fields.filters);
    filters[layer.isSeparable ? 0 : layer.chosen][c][row][column] = value;
    set({ filters: filtersText(filters) }, how);
  };
  const putMix = (c, how) => (value) => {
    const mix = mixOf(store.fields.mix);
    mix[layer.chosen][c] = value;
    set({ mix: mixText(mix) }, how);
  };
  const putBias = (value) => {
    const biases = biasesOf(store.fields.biases);
    biases[layer.chosen] = value;
    set({ biases: biasesText(biases) });
  };
  const turn = (name, isOn) => {
    const off = offOf(store.fields.off);
    if (isOn) off.delete(name);
    else off.add(name);
    set({ off: offText(off) });
  };
  const add = () => {
    const last = layer.filters.length - 1;
    set({
      filters: filtersText([...layer.filters, layer.filters[last]]), biases: biasesText([...layer.biases, 0]),
      mix: mixText([...layer.mix, layer.mix[last]]), chosen: last + 1,
    });
  };
  const remove = () => {
    const without = (list) => list.filter((_, f) => f !== layer.chosen);
    set({
      filters: filtersText(without(layer.filters)), biases: biasesText(without(layer.biases)), mix: mixText(without(layer.mix)),
      off: offText(offWithout(layer.off, layer.chosen)), chosen: Math.max(0, layer.chosen - 1),
    });
  };
  const go = (to) => set({ stage: { first: 0, back: Math.max(0, layer.stage - 1), next: Math.min(layer.depth + 2, layer.stage + 1) }[to] });

  root.onclick = (event) => {
    const button = event.target.closest("button");
    if (!layer) return;
    if (button?.dataset.way) set({ way: button.dataset.way });
    else if (button?.dataset.step) button.ariaDisabled !== "true" && go(button.dataset.step);
    else if (button?.dataset.act === "predict") set({ predict: !layer.predict });
    else if (button?.dataset.act === "reveal") { revealed = sizeTask(); draw(); } else if (button?.dataset.act === "add") add();
    else if (button?.dataset.act === "remove") remove();
    else if (button?.className === "choose") set({ chosen: Number(button.closest(".thumb").dataset.f) });
    else if (!button && look.hasMaps && event.target.closest(".frame")) {
      const found = lookedAt(event, layer, layer.at);
      if (found) set({ at: found.at }, "looked");
    }
  };
  root.onchange = ({ target }) => {
    if (!layer) return;
    if (target.closest(".example")) target.value && set({ start: target.value });
    else if (target.closest(".bias")) target.type === "checkbox" ? turn(`${layer.chosen}.b`, target.checked) : takeNumber(target, putBias);
    else if (target.closest(".thumb")) turn(target.closest(".thumb").dataset.f, target.checked);
    else if (target.closest(".on")) turn(`${layer.chosen}.${channelOf(target)}`, target.checked);
    else if (target.matches(".cell")) takeNumber(target, putWeight(channelOf(target), Number(target.dataset.row), Number(target.dataset.column)));
    else if (target.className === "weight") takeNumber(target, putMix(channelOf(target)));
  };
  root.oninput = ({ target }) => {
    if (target.className === "slider") {
      const put = target.closest(".weigh") ? putMix(channelOf(target), "dragged") : putWeight(channelOf(target), 0, 0, "dragged");
      put(Number(target.value));
    } else if (target.type === "text") target.dataset.typed = "true";
  };
  const turnRadio = (event, selector, choose) => {
    const [radios, step] = [[...event.currentTarget.querySelectorAll(selector)], TURNS[event.key]];
    if (!step || !event.target.closest("[role='radio']")) return;
    event.preventDefault();
    const next = radios[(radios.findIndex((radio) => radio.ariaChecked === "true") + step + radios.length) % radios.length];
    choose(next);
    next.focus();
  };
  find(".ways").onkeydown = (event) => turnRadio(event, "button", (button) => set({ way: button.dataset.way }));
  thumbs.onkeydown = (event) => turnRadio(event, ".choose", (button) => set({ chosen: Number(button.closest(".thumb").dataset.f) }));
  find(".canvas").onkeydown = (event) => {
    const next = layer && look.hasMaps && !look.isSizeHidden && pixelAfter(event.key, layer.at, layer.out);
    if (!next) return;
    event.preventDefault();
    pointed = null; // the key is newer than the pointer
    set({ at: next }, "looked");
  };
  find(".guess").onsubmit = (event) => {
    event.preventDefault();
    const { kind } = find(".guess").dataset;
    store.change({ guess: { kind, typed: find(".guess input").value, task: kind === "size" ? sizeTask() : task() } }, REST.typed);
    store.tellAtOnce();
  };
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
  root.onfocusin = (event) => event.target.matches(".cell") && lookAt(event);
  root.onfocusout = (event) => event.target.matches(".cell") && leave();
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
