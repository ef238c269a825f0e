// What leaves the layer: the chosen filter's map with its bias, and the maps of all filters, small.

import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";
import { outputMap } from "./layer.js";
import { blankFrame, newFrame, paintFrame } from "./paint.js";
import { addedCount } from "./sheets.js";

export const newThumb = () => {
  const item = make("div", "thumb");
  const [choose, on] = [Object.assign(make("button", "choose"), { type: "button" }), make("label", "on")];
  choose.setAttribute("role", "radio");
  choose.append(newFrame());
  on.append(Object.assign(make("input", ""), { type: "checkbox" }), make("span", ""));
  item.append(choose, on);
  return item;
};

// look.outputs: [low, high] of all outputs; look.isHidden: is the chosen filter's map to be predicted? look.isSizeHidden: is the size of
// all? look.blank: the size of an empty frame. look.waiting: filters whose maps are still to be computed.
export const drawThumb = (layer, look) => (item, f) => {
  const [choose, on] = item.children;
  const [isOn, isChosen] = [layer.isOn(f), f === layer.chosen];
  const isShown = isOn && look.hasMaps && !look.isSizeHidden && !(look.isHidden && isChosen);
  item.dataset.f = f;
  choose.ariaChecked = String(isChosen);
  choose.tabIndex = isChosen ? 0 : -1;
  choose.ariaLabel = `Filter ${f}${isOn ? "" : ", off"}`;
  on.firstChild.checked = isOn;
  on.firstChild.ariaLabel = `Filter ${f} is on`;
  on.lastChild.textContent = String(f);
  if (!isShown) return blankFrame(choose.firstChild, look.blank, isOn ? "?" : "off", `Map of filter ${f}`);
  if (look.waiting.includes(f)) return undefined; // it stays as it is until its map is computed
  return paintFrame(choose.firstChild, { values: outputMap(layer, f), size: layer.out, limits: look.outputs, palette: look.palettes.signed, key: look.keys[f], label: `Map of filter ${f}, small` });
};

// The map so far: what is added of the partial maps, with the bias at the last step.
export const drawOutput = (frame, layer, look) => {
  const [count, isOn] = [addedCount(layer), layer.isOn(layer.chosen)];
  const label = `Map of filter ${layer.chosen}`;
  if (!look.hasMaps) return blankFrame(frame, [1, 1], "", label);
  if (!isOn) return blankFrame(frame, look.blank, "off", label);
  if (look.isHidden) return blankFrame(frame, look.blank, "?", label);
  if (!count) return blankFrame(frame, look.blank, "", label);
  const hasBias = layer.stage > layer.depth + 1;
  const values = outputMap(layer, layer.chosen, count, hasBias);
  return paintFrame(frame, { values, size: layer.out, limits: look.outputs, palette: look.palettes.signed, key: `${look.keys[layer.chosen]} ${count} ${hasBias}`, label: `${label}, ${layer.out.join(" × ")}` });
};

export const drawBias = (bias, layer) => {
  const [, field, on] = bias.children;
  const isTyped = field.getRootNode().activeElement === field && field.dataset.typed;
  if (!isTyped && field.ariaInvalid !== "true") field.value = formatNumber(layer.biases[layer.chosen]);
  field.ariaLabel = `Bias of filter ${layer.chosen}`;
  const isOn = layer.isOn(layer.chosen, "b");
  bias.classList.toggle("off", !isOn);
  on.firstChild.checked = isOn;
  on.firstChild.ariaLabel = `Bias of filter ${layer.chosen} is on`;
  on.lastChild.textContent = isOn ? "on" : "off";
};

export const drawThumbs = (host, layer, look) => reconcile(host, layer.filters.map((_, f) => f), newThumb, drawThumb(layer, look));
