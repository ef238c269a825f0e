// One line for each channel: its map, the filter's sheet for it, the partial map these give, and what that adds to the number looked at.

import { colourAt, indexOf, inkFor } from "../cnnviz/colours.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";
import { partialMap } from "./layer.js";
import { blankFrame, newFrame, paintFrame } from "./paint.js";

const SLIDER = 2; // sliders go from −2 to 2; more can be typed
const STEP = 0.05;

const newField = (className) => Object.assign(make("input", className), { type: "text", maxLength: 25, autocomplete: "off", spellcheck: false, inputMode: "text" });
const newSlider = () => Object.assign(make("input", "slider"), { type: "range", min: -SLIDER, max: SLIDER, step: STEP });

export const newSheet = () => {
  const sheet = make("div", "sheet");
  const [name, on, kernel, weigh, part] = [make("div", "name"), make("label", "on"), make("div", "kernel"), make("div", "weigh"), make("div", "part")];
  on.append(Object.assign(make("input", ""), { type: "checkbox" }), make("span", ""));
  name.append(make("b", ""), on);
  kernel.append(make("div", "grid"), newSlider());
  weigh.append(make("span", "sign"), newField("weight"), newSlider());
  weigh.firstChild.textContent = "×";
  part.append(make("span", "adds"), make("mark", ""));
  const sign = (text) => Object.assign(make("span", "sign"), { textContent: text, ariaHidden: "true" });
  sheet.append(name, newFrame("input"), sign("∗"), kernel, sign("="), newFrame("partial"), weigh, part);
  return sheet;
};

// What stands in a field that is being typed in, or that was refused, stays.
const setTyped = (field, text, label) => {
  const isTyped = field.getRootNode().activeElement === field && field.dataset.typed;
  if (!isTyped && field.ariaInvalid !== "true") field.value = text;
  field.ariaLabel = label;
};

const drawSlider = (slider, value, label, isShown) => {
  slider.hidden = !isShown;
  slider.value = String(value);
  slider.ariaLabel = label;
  slider.ariaValueText = formatNumber(value);
};

const drawKernel = (kernel, layer, c, palette) => {
  const [grid, slider] = kernel.children;
  const [sheet, name] = [layer.bare(layer.chosen, c), layer.source.names[c]];
  const largest = Math.max(...layer.filters[layer.isSeparable ? 0 : layer.chosen].flat(2).map(Math.abs));
  grid.style.setProperty("--taps", layer.taps);
  reconcile(grid, sheet.flat(), () => newField("cell"), (cell, weight, n) => {
    const [row, column] = [Math.floor(n / layer.taps), n % layer.taps];
    const colour = colourAt(palette, indexOf(weight, { low: -largest, high: largest, first: 1, span: 254, flat: 128 }));
    Object.assign(cell.dataset, { row, column });
    setTyped(cell, formatNumber(weight), `Weight for ${name}, row ${row}, column ${column}`);
    Object.assign(cell.style, { backgroundColor: `rgb(${colour})`, color: inkFor(colour) });
  });
  drawSlider(slider, sheet[0][0], `Weight for ${name}, as a slider`, layer.taps === 1);
};

// How many of the partial maps are added so far.
export const addedCount = (layer) => Math.max(0, Math.min(layer.depth, layer.stage - 1));

// look: { palettes: { grey, signed }, partials: [low, high], hasMaps, isHidden, isSizeHidden, blank }
export const drawSheet = (layer, look) => (sheet, name, c) => {
  const [title, input, , kernel, , partial, weigh, part] = sheet.children;
  const isOn = layer.isOn(layer.chosen, c);
  const { values, limits } = layer.source;
  sheet.dataset.c = c;
  sheet.classList.toggle("off", !isOn);
  sheet.classList.toggle("added", c < addedCount(layer) && isOn);
  title.firstChild.textContent = name;
  const [box, words] = title.lastChild.children;
  Object.assign(box, { checked: isOn, ariaLabel: `Sheet for ${name} is on` });
  words.textContent = isOn ? "on" : "off";
  paintFrame(input, { values: layer.channels[c], size: layer.size, limits, isGrey: true, palette: look.palettes.grey, key: `${layer.source.id} ${c} ${values.length}`, label: `Input ${name}, ${layer.size.join(" × ")}` });
  drawKernel(kernel, layer, c, look.palettes.signed);
  const isAnswer = look.isSizeHidden || (look.isHidden && layer.depth === 1); // the only partial map would give it away
  const hasMap = look.hasMaps && layer.stage > 0 && isOn && !isAnswer;
  const label = `Partial map of ${name}`;
  if (hasMap) {
    const map = partialMap(layer, layer.chosen, c);
    const key = JSON.stringify([layer.source.id, c, layer.bare(layer.chosen, c), layer.geometry]);
    paintFrame(partial, { values: map, size: layer.out, limits: look.partials, palette: look.palettes.signed, key, label });
  } else blankFrame(partial, look.blank, isAnswer ? "?" : isOn ? "" : "off", label);
  weigh.hidden = !layer.isSeparable;
  const weight = layer.mix[layer.chosen]?.[c] ?? 0;
  setTyped(weigh.children[1], formatNumber(weight), `Pointwise weight of filter ${layer.chosen} for ${name}`);
  drawSlider(weigh.children[2], weight, `Pointwise weight for ${name}, as a slider`, true);
  part.hidden = !(look.hasMaps && layer.stage > 0) || isAnswer;
  part.firstChild.textContent = c < addedCount(layer) ? "+" : "";
};
