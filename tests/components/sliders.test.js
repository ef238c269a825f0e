import { equal, ok, test } from "./harness.js";
import { hubOf } from "/assets/components/linked/hub.js";
import sliders from "/assets/components/sliders/sliders.js";

const SIZE = { key: "size", label: "Size", unit: "pixels", low: 1, high: 31, step: 1, value: 5 };
const SIGMA = { key: "sigma", label: "Width", unit: "", low: 0.3, high: 10, step: 0.1, value: 1 };

const packed = (header) => {
  const text = new TextEncoder().encode(JSON.stringify({ ...header, blocks: {} }));
  const all = new Uint8Array(4 + text.length);
  new DataView(all.buffer).setInt32(0, text.length, true);
  all.set(text, 4);
  return all;
};

// The sliders on a page; `asked` is what the address was asked, `told` what the page was told.
const shown = (preview, given = [SIZE, SIGMA]) => {
  const parentElement = document.createElement("div");
  parentElement.innerHTML = '<div class="sliders"></div>';
  document.body.append(parentElement);
  const [asked, told] = [[], []];
  globalThis.fetch = async (address, { body }) => {
    asked.push(body);
    return new Response("", { status: 409 });
  };
  const setTriggerValue = (name, text) => told.push([name, JSON.parse(text)]);
  const draw = (list) => sliders({ parentElement, data: packed({ hub: "sliders", preview, sliders: list }), setTriggerValue });
  draw(given);
  const inputs = () => [...parentElement.querySelectorAll("input")];
  const move = (n, value, done) => {
    inputs()[n].value = String(value);
    inputs()[n].dispatchEvent(new Event("input", { bubbles: true }));
    if (done) inputs()[n].dispatchEvent(new Event("change", { bubbles: true }));
  };
  return { draw, inputs, move, asked, told, texts: () => [...parentElement.querySelectorAll("output")].map((o) => o.textContent) };
};
const later = (ms) => new Promise((done) => setTimeout(done, ms));

test("sliders have their names, ranges and units, and say where they are", () => {
  const { inputs, texts } = shown(null, [SIZE, SIGMA, { ...SIGMA, key: "turn", low: -180, high: 180, step: 5, unit: "°", value: -15 }]);
  equal(texts(), ["5 px", "1.0", "−15°"]);
  equal(inputs().map(({ min, max, step, value }) => [min, max, step, value].map(Number)), [[1, 31, 1, 5], [0.3, 10, 0.1, 1], [-180, 180, 5, -15]]);
  equal(inputs().map(({ ariaLabel }) => ariaLabel), ["Size", "Width", "Width"]);
  equal(inputs()[2].getAttribute("aria-valuetext"), "−15°");
});

test("where nobody answers edits, the page is told once the hand lets go", () => {
  const { move, asked, told, texts } = shown(null);
  move(1, 2.5, false);
  equal([told, texts()[1]], [[], "2.5"]);
  move(1, 2.6, true);
  equal([asked, told], [[], [["set", { size: 5, sigma: 2.6 }]]]);
});

test("where edits are answered, each step of a drag is asked for", async () => {
  const { move, asked, texts } = shown("preview/token");
  move(0, 7, false);
  await later(10);
  move(0, 9, false);
  await later(10);
  equal(asked.map(JSON.parse), [{ size: 7, sigma: 1 }, { size: 9, sigma: 1 }]);
  equal(texts()[0], "9 px");
});

test("what the page sets is taken over, other sliders take their place", () => {
  const { draw, inputs, texts } = shown(null);
  const before = inputs()[0];
  draw([{ ...SIZE, value: 3 }, SIGMA]);
  equal(texts(), ["3 px", "1.0"]);
  ok(inputs()[0] === before, "whoever has the focus keeps it");
  draw([{ ...SIGMA, key: "amount", label: "Amount", value: 4 }]);
  equal(texts(), ["4.0"]);
});

test("what is being moved stays where it is while the page answers to where it was", async () => {
  const { draw, move, texts } = shown("preview/token");
  globalThis.fetch = () => new Promise(() => {}); // an answer that takes its time
  move(0, 9, false);
  draw([SIZE, SIGMA]);
  equal(texts(), ["9 px", "1.0"]);
});
