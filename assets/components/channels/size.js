// The formula of the output's size, in which kernel, padding and stride are set; what the layer costs; 1×1 in numbers.

import { formatNumber } from "../cnnviz/numbers.js";
import { newStepper } from "../linked/controls/stepper.js";
import { make, reconcile } from "../payload.js";
import { costLines, pointwiseText, sideText } from "./said.js";

const FIELDS = {
  padding: ["padding", 0, 4],
  taps: ["kernel", 1, 5],
  stride: ["stride", 1, 4],
  maps_in: ["maps in", 1, 4096],
  maps_out: ["maps out", 1, 4096],
};

const term = (text, caption) => {
  const node = make("span", "term");
  node.append(Object.assign(make("b", ""), { textContent: text }), Object.assign(make("small", ""), { textContent: caption }));
  return node;
};
const mark = (text) => Object.assign(make("span", "sign"), { textContent: text });

// set(field, value)
export const newSize = (host, set) => {
  const steppers = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, newStepper((value) => set(field, value))]));
  const stepped = (field) => {
    const node = make("span", "term");
    node.append(steppers[field].element, Object.assign(make("small", ""), { textContent: FIELDS[field][0] }));
    return node;
  };
  const [line, costs, pointwise] = [make("div", "formula"), make("dl", "costs"), make("div", "formula pointwise")];
  const [side, output, shape] = [term("", ""), term("", ""), term("", "rows × columns × maps")];
  line.append(mark("("), side, mark("+ 2 ·"), stepped("padding"), mark("−"), stepped("taps"), mark(") /"), stepped("stride"), mark("+ 1 ="), output, mark("→"), shape);
  const counted = make("b", "counted");
  pointwise.append(mark("1×1:"), stepped("maps_in"), mark("→"), stepped("maps_out"), counted);
  host.append(line, costs, pointwise);
  // isHidden: is the size to be predicted?
  return (layer, isHidden) => {
    const [height, width] = layer.size;
    const isSquare = height === width;
    side.firstChild.textContent = formatNumber(height);
    side.lastChild.textContent = isSquare ? "channel" : "channel rows";
    shape.className = "term shape";
    output.firstChild.textContent = isHidden ? "?" : sideText(height, layer.taps, layer.geometry);
    output.lastChild.textContent = isSquare ? "output" : "output rows";
    const sizes = [...layer.out, layer.active.length].map((number) => formatNumber(Math.max(0, number)));
    shape.firstChild.textContent = (isHidden ? ["?", "?", sizes[2]] : sizes).join(" × ");
    const values = { padding: layer.padding, taps: layer.taps, stride: layer.stride, maps_in: layer.maps_in, maps_out: layer.maps_out };
    Object.entries(FIELDS).forEach(([field, [label, low, high]]) => steppers[field].show({ label, low, high }, values[field]));
    reconcile(costs, layer.fault ? [] : costLines(layer, isHidden), () => {
      const entry = make("div", "");
      entry.append(make("dt", ""), make("dd", ""));
      return entry;
    }, (entry, [name, text]) => { [entry.firstChild.textContent, entry.lastChild.textContent] = [name, text]; });
    pointwise.hidden = layer.taps > 1;
    counted.textContent = pointwiseText(layer.maps_in, layer.maps_out);
  };
};
