// Only the last call of a component is asked to end it (delivery.py), so each call ends the one before.

import camera from "/assets/components/camera/camera.js";
import starts from "/assets/components/starts/starts.js";
import toy from "/assets/components/toy/toy.js";
import { equal, test } from "./harness.js";
import { pack } from "./packed.js";

// Observers that are at work.
const working = new Set();
for (const name of ["MutationObserver", "ResizeObserver"]) {
  globalThis[name] = class extends globalThis[name] {
    observe(...given) {
      working.add(this);
      super.observe(...given);
    }
    disconnect() {
      working.delete(this);
      super.disconnect();
    }
  };
}

const shaped = (numbers, ...shape) => Object.assign(Uint8Array.from(numbers), { shape });
const map = (side) => shaped(Array(side * side).fill(1), side, side);
const CASES = {
  camera: [camera, '<div class="st-key-here"></div>', { place: "here" }],
  starts: [starts, await (await fetch("/assets/components/starts/starts.html")).text(), { id: 1, label: "", legend: "", pixels: [["real", "1"]], windows: [{ number: 1, begins: true, cells: [0], said: "" }] }],
  toy: [
    toy, await (await fetch("/assets/components/toy/toy.html")).text(),
    pack({ input: "", weights: "", output: "", at: [0, 0], least: 1, flat: "", above: "", below: "" }, { image: map(4), kernel: map(3), map: map(2) }),
  ],
};

for (const [name, [component, html, data]] of Object.entries(CASES)) {
  test(`${name}: two calls and one end leave nothing at work`, () => {
    document.body.innerHTML = `<div class="host">${html}</div>`;
    document.body.style.cssText = "--paper: white; --neg: red; --pos: blue";
    const call = () => component({ parentElement: document.querySelector(".host"), data });
    call();
    const end = call();
    equal(working.size, 1);
    end();
    equal(working.size, 0);
  });
}
