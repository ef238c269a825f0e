import { equal, test } from "./harness.js";
import { pixelAfter, pixelUnder } from "/assets/components/pixel.js";
import { productText } from "/assets/components/weighted/product.js";

const SIZE = [3, 4];

test("a point belongs to the pixel it lies in, and at the border to the nearest", () => {
  equal(pixelUnder(0.3, 0.4, SIZE).join(), "1,1");
  equal(pixelUnder(1, 1, SIZE).join(), "2,3");
  equal(pixelUnder(-0.1, 2, SIZE).join(), "2,0");
});

test("arrow keys move by one pixel and stop at the border; other keys lead nowhere", () => {
  equal(pixelAfter("ArrowDown", [0, 0], SIZE).join(), "1,0");
  equal(pixelAfter("ArrowRight", [1, 3], SIZE).join(), "1,3");
  equal(pixelAfter("ArrowUp", [0, 2], SIZE).join(), "0,2");
  equal(pixelAfter("a", [0, 0], SIZE), null);
});

test("a product is told with its position, a negative factor in brackets", () => {
  const inputs = [0, 0, 0, 0, 0, 155, 0, 0, 0, 0, 0, 0];
  const weights = inputs.map((value) => (value ? -0.1 : -1));
  equal(productText(inputs, weights, [1, 1], 4), "Row 1, column 1: 155 · (−0.1) = −15.5");
  equal(productText(inputs, weights, [0, 0], 4), "Row 0, column 0: 0 · (−1) = 0");
});
