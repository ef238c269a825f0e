// The pictures of a sweep, read back from their canvases: in a palette's colours, or in their own.

import { equal, test } from "./harness.js";
import { drawPictures } from "/assets/components/sweep/sweep_parts.js";

const shaped = (numbers, shape) => Object.assign(Uint8Array.from(numbers), { shape });
const steps = [1, 2, 3, 250, 251, 252, 4, 5, 6, 253, 254, 255]; // two steps of a picture of 1 × 2

const drawn = (blocks, step) => {
  const root = document.body.appendChild(document.createElement("div"));
  drawPictures(root, [{ label: "changed", alt: "", notes: [] }], blocks, step);
  const canvas = root.querySelector("canvas");
  equal([canvas.width, canvas.height], [2, 1]);
  return [...canvas.getContext("2d").getImageData(0, 0, 2, 1).data];
};

test("pixels without a palette are drawn in their own colours, those of the step", () => {
  const blocks = { pixels0: shaped(steps, [2, 1, 2, 3]) };
  equal(drawn(blocks, 0), [1, 2, 3, 255, 250, 251, 252, 255]);
  equal(drawn(blocks, 1), [4, 5, 6, 255, 253, 254, 255, 255]);
});

test("one picture serves all steps", () => equal(drawn({ pixels0: shaped(steps.slice(0, 6), [1, 1, 2, 3]) }, 1), [1, 2, 3, 255, 250, 251, 252, 255]));

test("indices are drawn in their palette's colours", () => {
  const grey = shaped(Array.from({ length: 768 }, (_, i) => Math.floor(i / 3)), [256, 3]);
  equal(drawn({ pixels0: shaped([7, 9], [1, 1, 2]), palette0: grey }, 0), [7, 7, 7, 255, 9, 9, 9, 255]);
});
