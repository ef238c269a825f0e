// What stands below a figure: a strip of its colours, or a key of what they stand for.
import { equal, test } from "./harness.js";
import { drawScale } from "/assets/components/linked/figure/figure.js";
import { make } from "/assets/components/payload.js";

const palette = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
const CODES = ["N", "NE", "E", "SE", "S", "SW", "W", "NW", "tie"];
const keyOf = (host) => [...host.querySelectorAll("li")].map((entry) => [entry.textContent, entry.firstChild.style.backgroundColor]);

test("a map of codes has a key with an entry for each, beside it", () => {
  const host = make("div", "");
  drawScale(host, { codes: CODES, palette, range: null, ends: null });
  equal(host.hidden, false);
  equal(keyOf(host), CODES.map((name, index) => [name, `rgb(${index}, ${index}, ${index})`]));
});

test("a map of numbers has a strip of the colours that occur, and what its ends mean", () => {
  const host = make("div", "");
  drawScale(host, { codes: CODES, palette, range: null, ends: null });
  drawScale(host, { codes: [], palette, range: ["−4", "4"], strip: [1, 255], ends: [128, 255], full: null });
  const [low, strip, high] = host.firstChild.children;
  equal([low.textContent, high.textContent, strip.width, keyOf(host).length], ["−4", "4", 255, 0]);
  const { data } = strip.getContext("2d").getImageData(0, 0, 255, 1);
  const shown = Array.from({ length: 255 }, (_, i) => i).filter((i) => data[4 * i + 3] > 0);
  equal([shown[0], shown.at(-1), shown.length], [127, 254, 128]);
});

test("a scale that ends before the numbers do is a button, which asks for the full range and back", () => {
  const host = make("div", "");
  const asked = [];
  const part = { codes: [], palette, range: ["≤ −480", "≥ 480"], strip: [1, 255], ends: [1, 255] };
  for (const full of [false, true]) {
    drawScale(host, { ...part, full }, (wanted) => asked.push(wanted));
    equal([host.firstChild.tagName, host.firstChild.ariaPressed], ["BUTTON", String(full)]);
    host.firstChild.click();
  }
  equal(asked, [true, false]);
  equal(host.textContent, "≤ −480≥ 480Full range");
  drawScale(host, { ...part, full: null });
  equal(host.firstChild.tagName, "DIV");
});

test("pixels have neither", () => {
  const host = make("div", "");
  drawScale(host, { range: null, ends: null });
  equal(host.hidden, true);
});
