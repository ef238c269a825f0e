// (n + 2 · padding − k) / stride + 1 along each axis: size, padding, kernel and stride are set where they stand in it.

import { voxelsIn } from "../cnnviz/volume.js";
import { newStepper } from "../linked/controls/stepper.js";
import { make } from "../payload.js";

const WORDS = { size: "Size", volume_padding: "Padding", volume_stride: "Stride" };
const TAPS = ["Kernel slices", "Kernel rows", "Kernel columns"];
const LINE_OF = ["(", "size", "+ 2 ·", "volume_padding", "−", "taps", ") /", "volume_stride", "+ 1"];

const termNamed = (name, ...nodes) => {
  const node = make("span", "term");
  node.append(...nodes, Object.assign(make("small", ""), { textContent: name }));
  return node;
};

// set(name, value) changes an option, setTaps(size) how many slices, rows and columns the kernel has.
export const newVolumeSize = (host, set, setTaps) => {
  const state = { taps: [3, 3, 3] };
  const steppers = Object.fromEntries(Object.keys(WORDS).map((name) => [name, newStepper((value) => set(name, value))]));
  const tapped = TAPS.map((_, axis) => newStepper((value) => setTaps(state.taps.map((count, i) => (i === axis ? value : count)))));
  const typed = Object.assign(make("b", ""), { hidden: true }); // an own shape's size
  const kernel = make("span", "kernel-size");
  kernel.append(...tapped.flatMap(({ element }, axis) => (axis ? [" × ", element] : [element])));
  const nodes = {
    size: () => termNamed("size", steppers.size.element, typed),
    taps: () => termNamed("kernel", kernel),
    ...Object.fromEntries(["volume_padding", "volume_stride"].map((name) => [name, () => termNamed(WORDS[name].toLowerCase(), steppers[name].element)])),
  };
  host.append(...LINE_OF.map((term) => nodes[term]?.() ?? Object.assign(make("span", "mute"), { textContent: term })));
  const result = host.appendChild(make("span", "term result"));
  const total = host.appendChild(make("span", "mute total"));
  result.append(make("b", ""), Object.assign(make("small", ""), { textContent: "" }));
  return {
    // made: what was computed; isOwn: whether the shape was typed.
    show(fields, { task, size }, limits, isHidden, isOwn) {
      state.taps = task.taps;
      for (const [name, stepper] of Object.entries(steppers)) {
        const [low, high] = limits[name];
        stepper.show({ label: WORDS[name], low, high }, fields[name]);
      }
      tapped.forEach((stepper, axis) => stepper.show({ label: TAPS[axis], low: limits.taps[0], high: limits.taps[1] }, task.taps[axis]));
      [steppers.size.element.hidden, typed.hidden, typed.textContent] = [isOwn, !isOwn, task.size.join(" × ")];
      const isCube = size.every((count) => count === size[0]);
      result.firstChild.textContent = isHidden ? "= ?" : `= ${isCube ? size[0] : size.join(" × ")}`;
      result.lastChild.textContent = isCube || isHidden ? "along each axis" : "slices, rows, columns";
      total.textContent = isHidden ? "" : `${voxelsIn(size).toLocaleString("en")} numbers, ${voxelsIn(task.taps)} ${voxelsIn(task.taps) === 1 ? "product" : "products"} each`;
    },
  };
};
