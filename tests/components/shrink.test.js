// Numbers with a sign, drawn smaller: no colour is a mix of others.
import { equal, ok, test } from "./harness.js";
import { newImages, painted, shrunk } from "/assets/components/linked/figure/pixels.js";

const MIDDLE = 128;
// Blue over white to orange, each colour another one.
const palette = Uint8Array.from({ length: 768 }, (_, i) => {
  const strength = Math.abs(Math.floor(i / 3) - MIDDLE);
  const isNegative = Math.floor(i / 3) < MIDDLE;
  return [isNegative ? 255 - 2 * strength + (strength > 127 ? 1 : 0) : 255, 255 - strength, isNegative ? 255 : 255 - 2 * strength + (strength > 127 ? 1 : 0)][i % 3];
});
const part = (height, width, value, middle = MIDDLE) => ({
  height, width, planes: 1, palette, middle, index: Uint8Array.from({ length: height * width }, (_, i) => value(Math.floor(i / width), i % width)),
});
const coloursIn = (canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return Array.from({ length: data.length / 4 }, (_, i) => Array.from(data.subarray(4 * i, 4 * i + 3)));
};
const colour = (index) => Array.from(palette.subarray(3 * index, 3 * index + 3));

test("a fine pattern of positive and negative numbers shrinks to their own colours, never to a mix", () => {
  const stripes = part(60, 80, (row, column) => ((row + column) % 2 ? 30 : 226));
  const own = [30, 226].map((index) => String(colour(index)));
  for (const size of [[40, 30], [37, 29], [79, 59], [3, 2], [1, 1]]) {
    const canvas = shrunk(newImages()(stripes, 1), size);
    equal([canvas.width, canvas.height], size);
    ok(coloursIn(canvas).every((shown) => own.includes(String(shown))), "a colour that no number has");
  }
});

test("of the numbers that fall on one pixel the strongest is shown, whatever its sign", () => {
  const line = part(1, 6, (_, column) => [128, 100, 150, 128, 129, 1][column]);
  equal(coloursIn(shrunk(newImages()(line, 1), [3, 1])), [colour(100), colour(150), colour(1)]);
  equal(coloursIn(shrunk(newImages()(line, 1), [2, 1])), [colour(100), colour(1)]);
});

test("several maps are shrunk as one picture, and none where numbers have no sign", () => {
  const four = { ...part(8, 6, () => 20), index: new Uint8Array(4 * 48).fill(20) };
  const canvas = shrunk(newImages()({ ...four, planes: 4 }, 4), [6, 8]);
  equal([...new Set(coloursIn(canvas).map(String))].filter((shown) => shown !== "0,0,0"), [String(colour(20))]);
  equal(shrunk(newImages()(part(4, 4, () => 5, null), 1), [2, 2]), null);
});

test("another map in the same image is shrunk anew", () => {
  const images = newImages();
  equal(coloursIn(shrunk(images(part(2, 2, () => 7), 1), [1, 1])), [colour(7)]);
  equal(coloursIn(shrunk(images(part(2, 2, () => 200), 1), [1, 1])), [colour(200)]);
});

test("around a map that is shrunk its padding stays open, and hides no number", () => {
  const around = [-1, 0, 1, -1];
  const canvas = shrunk(newImages()(part(2, 2, () => 7), 1, around, around), [4, 2]);
  const line = [[0, 0, 0, 0], colour(7), colour(7), [0, 0, 0, 0]];
  equal(coloursIn(canvas).map((shown) => shown.slice(0, 3)), [...line, ...line].map((shown) => shown.slice(0, 3)));
});

test("maps that follow each other in one size are shrunk on one canvas", () => {
  const images = newImages();
  const [first, second] = [7, 200].map((value) => shrunk(images(part(4, 4, () => value), 1), [2, 2]));
  ok(first === second, "another canvas");
  equal(coloursIn(second)[0], colour(200));
});

test("an image has its own pixels once they are asked for, those of the map that it stands for now", () => {
  const images = newImages();
  for (const value of [7, 200]) {
    const image = images(part(4, 4, () => value), 1);
    equal(coloursIn(shrunk(image, [2, 2]))[0], colour(value));
    equal(coloursIn(painted(image)), Array(16).fill(colour(value)));
  }
  images(part(4, 4, () => 7), 1, [-1, 0, 1, -1], [0, 1, 2, 3]);
  equal(coloursIn(painted(images(part(4, 4, () => 7), 1, [-1, 0, 1, -1], [0, 1, 2, 3])))[0], [0, 0, 0]);
});
