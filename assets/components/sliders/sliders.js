// Numbers on scales, whose answer is seen while they are dragged: where edits are answered beside Streamlit, at each step. The page
// itself is told once the hand lets go. pages/ui/inputs/sliders.py says what there is to set.

import { newEdits } from "../linked/editing/edits.js";
import { hubOf } from "../linked/hub.js";
import { headerOf, make, reconcile } from "../payload.js";
import { beforeLeaving, reporting } from "../reports.js";

const KIND = "parameters";
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

export default reporting(({ parentElement, data, setTriggerValue }) => {
  const header = headerOf(data);
  const root = parentElement.querySelector(".sliders");
  root.tell = (text) => setTriggerValue("set", text);
  root.edits ??= newEdits((kind, text) => root.tell(text));
  const { edits } = root;
  edits.askAt(header.preview, hubOf(header.hub));
  const names = header.sliders.map(({ key }) => key).join(" ");
  // What is being moved stays, though the page answers to where it was before.
  if (root.names !== names || !edits.isWaiting()) root.values = Object.fromEntries(header.sliders.map(({ key, value }) => [key, value]));
  root.names = names;

  reconcile(root, header.sliders, newSlider, (line, slider) => {
    const send = (live) => edits.send(KIND, JSON.stringify(root.values), live);
    show(line, slider, root.values[slider.key]);
    line.lastChild.oninput = ({ target }) => {
      root.values[slider.key] = Number(target.value);
      show(line, slider, root.values[slider.key]);
      if (edits.isOffered()) send(true);
    };
    line.lastChild.onchange = () => edits.isOffered() || send(false);
  });
  const stay = beforeLeaving(edits.tellNow);
  return () => {
    stay();
    edits.stop();
  };
});
