// Home's toy: a small picture, a kernel, and the map that the server has computed of them (pages/ui/home/toy.py). A pointer, a finger or
// the arrow keys move the window. Nothing is reported: there is nothing to keep.

import { inkFor } from "../cnnviz/colours.js";
import { unpackSync } from "../payload.js";
import { signedIn } from "../signed.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const paint = (canvas, { shape: [height, width] }, colourOf) => {
  Object.assign(canvas, { width, height });
  const bytes = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i += 1) bytes.set([...colourOf(i), 255], 4 * i);
  canvas.getContext("2d").putImageData(new ImageData(bytes, width, height), 0, 0);
};

const largest = (numbers) => numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
const minus = (number) => String(number).replace("-", "−");
const ring = (pic, [rows, columns], [row, column]) => {
  Object.assign(pic.querySelector(".ring").style, { top: `${(100 * row) / rows}%`, left: `${(100 * column) / columns}%` });
};

const drawColours = (root, { image, kernel, map }) => {
  const signed = signedIn(root);
  const [pixels, reach] = [root.querySelectorAll("canvas"), largest(map)];
  paint(pixels[0], image, (i) => [image[i], image[i], image[i]]);
  paint(pixels[1], map, (i) => signed(map[i] / reach));
  const weights = root.querySelectorAll(".kernel b");
  weights.forEach((cell, i) => {
    const colour = signed(kernel[i] / largest(kernel));
    Object.assign(cell.style, { background: `rgb(${colour.join(" ")})`, color: inkFor(colour) });
  });
};

// One window on the picture, and the number that it gives.
const newWindow = (root, { image, kernel, map }, header) => {
  const [input, output] = root.querySelectorAll(".pic");
  const [said, value] = root.querySelector("p").children;
  const side = kernel.shape[0];
  input.querySelector(".ring").style.width = `calc(${(100 * side) / image.shape[1]}% + 4px)`;
  input.querySelector(".ring").style.height = `calc(${(100 * side) / image.shape[0]}% + 4px)`;
  let at = [0, 0];
  const go = (place) => {
    at = place.map((where, axis) => Math.max(0, Math.min(map.shape[axis] - 1, where)));
    const number = map[at[0] * map.shape[1] + at[1]];
    ring(input, image.shape, at.map((where) => where + side / 2));
    ring(output, map.shape, at.map((where) => where + 0.5));
    said.textContent = Math.abs(number) < header.least ? header.flat : number > 0 ? header.above : header.below;
    value.textContent = minus(number);
  };
  input.onpointermove = input.onpointerdown = ({ clientX, clientY }) => {
    const box = input.getBoundingClientRect();
    const shares = [(clientY - box.top) / box.height, (clientX - box.left) / box.width];
    go(shares.map((share, axis) => Math.floor(share * image.shape[axis]) - Math.floor(side / 2)));
  };
  input.onkeydown = (event) => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    go(at.map((where, axis) => where + step[axis]));
  };
  return go;
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".toy");
  const { header, blocks } = unpackSync(data);
  const [input, weights, output] = root.children;
  input.ariaLabel = header.input;
  weights.ariaLabel = header.weights;
  output.ariaLabel = header.output;
  weights.style.setProperty("--columns", blocks.kernel.shape[1]);
  weights.replaceChildren(...Array.from(blocks.kernel, (weight) => Object.assign(document.createElement("b"), { textContent: minus(weight) })));
  newWindow(root, blocks, header)(header.at);
  root.unwatch?.(); // a newer call ends the one before
  const draw = () => drawColours(root, blocks);
  draw();
  const observer = new MutationObserver(draw); // the theme has changed: see share/scheme.js
  observer.observe(document.documentElement, { attributeFilter: ["style"] });
  root.toggleAttribute("data-paints", true);
  root.unwatch = () => observer.disconnect();
  return root.unwatch;
};
