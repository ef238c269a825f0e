// (n + 2 · padding − 3) / stride + 1 along each axis: size, padding and stride are set where they stand in it.

import { SIDE } from "../cnnviz/volume.js";
import { newStepper } from "../linked/controls/stepper.js";
import { make } from "../payload.js";

const WORDS = { size: "Size", volume_padding: "Padding", volume_stride: "Stride" };
const LINE_OF = ["(", "size", "+ 2 ·", "volume_padding", `− ${SIDE}) /`, "volume_stride", "+ 1"];

// set(name, value) changes an option.
export const newVolumeSize = (host, set) => {
  const steppers = Object.fromEntries(Object.keys(WORDS).map((name) => [name, newStepper((value) => set(name, value))]));
  host.append(...LINE_OF.map((term) => {
    if (!(term in WORDS)) return Object.assign(make("span", "mute"), { textContent: term });
    const node = make("span", "term");
    node.append(steppers[term].element, Object.assign(make("small", ""), { textContent: WORDS[term].toLowerCase() }));
    return node;
  }));
  const result = host.appendChild(make("span", "term result"));
  const total = host.appendChild(make("span", "mute"));
  result.append(make("b", ""), Object.assign(make("small", ""), { textContent: "along each axis" }));
  return {
    show(fields, side, limits, isHidden) {
      for (const [name, stepper] of Object.entries(steppers)) {
        const [low, high] = limits[name];
        stepper.show({ label: WORDS[name], low, high }, fields[name]);
      }
      result.firstChild.textContent = isHidden ? "= ?" : `= ${side}`;
      total.textContent = isHidden ? "" : `${(side ** 3).toLocaleString("en")} numbers, ${SIDE ** 3} products each`;
    },
  };
};
