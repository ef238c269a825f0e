// Maps of numbers with a sign that are drawn smaller than they are, while the page changes its size; and a gallery under the keyboard.
import { equal, ok, test } from "./harness.js";
import { pack } from "./packed.js";
import maps from "/assets/components/maps/maps.js";
import { reports } from "/assets/components/reports.js";

const [ROWS, COLUMNS, MIDDLE] = [40, 60, 128];
const MAP = { label: "", note: "", alt: "stripes", chosen: false, bar: null, ends: null, middle: MIDDLE, values: null, known: ROWS * COLUMNS, marks: [] };
const palette = Uint8Array.from({ length: 768 }, (_, i) => [Math.floor(i / 3), 99, 255 - Math.floor(i / 3)][i % 3]);

// Stripes of two numbers in a place of a width, and what ends them.
const shown = (width) => {
  const parentElement = document.createElement("div");
  parentElement.innerHTML = '<style>figure { margin: 0; } canvas { width: 100%; display: block; }</style><div class="maps"></div>';
  parentElement.style.width = `${width}px`;
  document.body.append(parentElement);
  const pixels = Uint8Array.from({ length: ROWS * COLUMNS }, (_, i) => (i % 2 ? 30 : 226));
  pixels.shape = [ROWS, COLUMNS];
  const header = { maps: [MAP], rows: [{ title: "", maps: [0] }], layout: "fill", size: 100, pickable: false };
  const end = maps({ parentElement, data: pack(header, { "pixels 0": pixels, "palette 0": palette }) });
  const resize = (next) => { parentElement.style.width = `${next}px`; };
  return { canvas: parentElement.querySelector("canvas"), end, resize };
};
const frame = () => new Promise(requestAnimationFrame);
// As wide as this within a few frames; a failure does not wait for ever.
const becomes = async (canvas, width) => {
  for (let frames = 0; canvas.width !== width && frames < 60; frames += 1) await frame();
  equal(canvas.width, width);
};
const reds = (canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(data.filter((_, i) => i % 4 === 0));
};

test("a map is drawn anew for each width it comes to have, in the colours of its numbers only", async () => {
  const { canvas, resize } = shown(30);
  equal(canvas.width, 30);
  for (const width of [45, 20]) {
    resize(width);
    await becomes(canvas, width);
    ok([...reds(canvas)].every((red) => [30, 226].includes(red)), "a colour that no number has");
  }
  resize(90);
  await becomes(canvas, COLUMNS);
  equal(canvas.style.imageRendering, "pixelated");
});

test("a map is drawn anew for a zoom that leaves it as large on the page", async () => {
  const { canvas } = shown(20);
  const before = Object.getOwnPropertyDescriptor(window, "devicePixelRatio");
  Object.defineProperty(window, "devicePixelRatio", { value: 2, configurable: true });
  window.dispatchEvent(new Event("resize"));
  await becomes(canvas, 40);
  Object.defineProperty(window, "devicePixelRatio", before);
});

test("a map that was out of sight is drawn once it is there", async () => {
  const { canvas, resize } = shown(0);
  resize(25);
  await becomes(canvas, 25);
});

test("a map that was taken away is drawn no more", async () => {
  const { canvas, end, resize } = shown(30);
  const other = shown(30);
  end();
  for (const each of [{ resize }, other]) each.resize(45);
  await becomes(other.canvas, 45);
  equal(canvas.width, 30);
});

// A gallery of pictures in lines of three, and what was picked.
const gallery = (chosen) => {
  const parentElement = document.createElement("div");
  parentElement.innerHTML = '<style>.figures { display: grid; grid-template-columns: repeat(3, 40px); } figure { margin: 0; }</style><div class="maps"></div>';
  document.body.append(parentElement);
  const picked = [];
  reports.arrive("a session", "", []);
  const draw = (now) => {
    const all = Array.from({ length: 8 }, (_, i) => ({ ...MAP, alt: `picture ${i}`, label: `${i}`, chosen: i === now }));
    const pixels = Object.assign(Uint8Array.from({ length: ROWS * COLUMNS }, () => 200), { shape: [ROWS, COLUMNS] });
    const blocks = Object.fromEntries(all.flatMap((_, i) => [[`pixels ${i}`, pixels], [`palette ${i}`, palette]]));
    const header = { maps: all, rows: [{ title: "Pictures", maps: all.map((_, i) => i) }], layout: "mosaic", size: 40, pickable: true };
    maps({ parentElement, data: pack(header, blocks), setStateValue: (_, { set }) => set.pick && picked.push(set.pick[1]) });
  };
  draw(chosen);
  const frames = [...parentElement.querySelectorAll(".frame")];
  const stops = () => frames.flatMap((frame, i) => (frame.tabIndex === 0 ? [i] : []));
  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const focused = () => frames.indexOf(document.activeElement);
  return { frames, stops, press, focused, draw, picked };
};

test("a gallery is one tab stop: what is chosen, or else the first", () => {
  equal(gallery(5).stops(), [5]);
  equal(gallery(null).stops(), [0]);
});

test("arrow keys lead through a gallery, Home and End to its ends, and none out of it", () => {
  const { frames, stops, press, focused } = gallery(4);
  frames[4].focus();
  for (const [key, at] of [
    ["ArrowRight", 5], ["ArrowRight", 6], ["ArrowUp", 3], ["ArrowDown", 6], ["ArrowDown", 6], ["ArrowLeft", 5], ["ArrowUp", 2], ["ArrowUp", 2],
    ["End", 7], ["ArrowRight", 7], ["ArrowUp", 4], ["Home", 0], ["ArrowLeft", 0], ["x", 0],
  ]) {
    press(key);
    equal([focused(), stops()], [at, [at]], key);
  }
});

test("Enter and Space choose, and what was chosen is pressed for a reader", () => {
  const { frames, press, picked, draw } = gallery(null);
  frames[0].focus();
  press("ArrowRight");
  equal(picked, []); // a look chooses nothing
  press("Enter");
  press("End");
  press(" ");
  equal(picked.map(([map]) => map), [1, 7]);
  draw(7);
  equal(frames.map((frame) => frame.getAttribute("aria-pressed")), frames.map((_, i) => String(i === 7)));
  equal(frames.map((frame) => frame.getAttribute("aria-label")), frames.map((_, i) => `picture ${i}`));
});

test("a run of the page leaves the focus and the tab stop where they are", () => {
  const { frames, stops, focused, draw } = gallery(2);
  frames[6].focus();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  draw(2);
  equal([focused(), stops()], [7, [7]]);
});
