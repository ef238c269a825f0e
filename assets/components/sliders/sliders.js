// Sliders whose result is seen while they are dragged. They are a field of the view that shows it, see linked/store.js;
// pages/ui/inputs/sliders.py says what there is to set.

import { REST, viewOf } from "../linked/store.js";
import { make, unpackSync, reconcile } from "../payload.js";

const UNITS = { "°": "°", pixels: " px" };

const digitsOf = (step) => (String(step).split(".")[1] ?? "").length;
const written = (value, { step, unit }) => `${value.toFixed(digitsOf(step)).replace("-", "−")}${UNITS[unit] ?? ""}`;

const newSlider = () => {
  const [line, head] = [make("label", "slider"), make("span", "slider-head")];
  head.append(make("span", ""), make("output", ""));
  line.append(head, Object.assign(make("input", ""), { type: "range" }));
  return line;
};

const show = (line, slider, value) => {
  const [name, output] = line.firstChild.children;
  const input = line.lastChild;
  name.textContent = slider.label;
  output.textContent = written(value, slider);
  Object.assign(input, { min: String(slider.low), max: String(slider.high), step: String(slider.step), ariaLabel: slider.label });
  input.value = String(value);
  input.setAttribute("aria-valuetext", output.textContent);
};

export default ({ parentElement, data }) => {
  const { header } = unpackSync(data);
  const root = parentElement.querySelector(".sliders");
  const store = viewOf(header.hub);
  const names = header.sliders.map(({ key }) => key).join(" ");
  // A slider that is being moved stays, though the page sends an older value.
  if (root.names !== names || !(store.set.parameters?.[0] > header.revision)) root.values = Object.fromEntries(header.sliders.map(({ key, value }) => [key, value]));
  root.names = names;

  reconcile(root, header.sliders, newSlider, (line, slider) => {
    const set = (rest) => store.change({ parameters: root.values }, rest);
    show(line, slider, root.values[slider.key]);
    line.lastChild.oninput = ({ target }) => {
      root.values = { ...root.values, [slider.key]: Number(target.value) };
      show(line, slider, root.values[slider.key]);
      set(REST.dragged);
    };
    line.lastChild.onchange = () => set(REST.typed);
  });
};
