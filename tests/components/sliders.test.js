import { stopAll } from "./clock.js";
import { equal, ok, test } from "./harness.js";
import { pack } from "./packed.js";
import { viewOf } from "/assets/components/linked/store.js";
import sliders from "/assets/components/sliders/sliders.js";

const SIZE = { key: "size", label: "Size", unit: "pixels", low: 1, high: 31, step: 1, value: 5 };
const SIGMA = { key: "sigma", label: "Width", unit: "", low: 0.3, high: 10, step: 0.1, value: 1 };
let views = 0;

// The sliders on a page. set(): the revision and the values that they have set in their view.
const shown = (given = [SIZE, SIGMA]) => {
  const parentElement = document.createElement("div");
  parentElement.innerHTML = '<div class="sliders"></div>';
  document.body.append(parentElement);
  const hub = `view ${(views += 1)}`;
  const draw = (list, revision = 0) => sliders({ parentElement, data: pack({ hub, revision, sliders: list }) });
  draw(given);
  stopAll();
  const inputs = () => [...parentElement.querySelectorAll("input")];
  const move = (n, value, type = "input") => {
    inputs()[n].value = String(value);
    inputs()[n].dispatchEvent(new Event(type, { bubbles: true }));
  };
  const set = () => viewOf(hub).set.parameters;
  return { draw, inputs, move, set, texts: () => [...parentElement.querySelectorAll("output")].map((o) => o.textContent) };
};

test("sliders have their names, ranges and units, and say where they are", () => {
  const { inputs, texts } = shown([SIZE, SIGMA, { ...SIGMA, key: "turn", low: -180, high: 180, step: 5, unit: "°", value: -15 }]);
  equal(texts(), ["5 px", "1.0", "−15°"]);
  equal(inputs().map(({ min, max, step, value }) => [min, max, step, value].map(Number)), [[1, 31, 1, 5], [0.3, 10, 0.1, 1], [-180, 180, 5, -15]]);
  equal(inputs().map(({ ariaLabel }) => ariaLabel), ["Size", "Width", "Width"]);
  equal(inputs()[2].getAttribute("aria-valuetext"), "−15°");
});

test("each step of a drag sets all of them in the view, and so does letting go", () => {
  const { move, set, texts } = shown();
  move(0, 7);
  const [first, values] = set();
  equal([values, texts()[0]], [{ size: 7, sigma: 1 }, "7 px"]);
  move(1, 2.5);
  move(1, 2.5, "change");
  ok(set()[0] > first);
  equal(set()[1], { size: 7, sigma: 2.5 });
});

test("what the page sets is taken over, other sliders take their place", () => {
  const { draw, inputs, texts } = shown();
  const before = inputs()[0];
  draw([{ ...SIZE, value: 3 }, SIGMA]);
  equal(texts(), ["3 px", "1.0"]);
  ok(inputs()[0] === before, "whoever has the focus keeps it");
  draw([{ ...SIGMA, key: "amount", label: "Amount", value: 4 }]);
  equal(texts(), ["4.0"]);
});

test("what is being moved stays until the page has heard of it, and then is as the page says", () => {
  const { draw, move, set, texts } = shown();
  move(0, 9);
  draw([SIZE, SIGMA], set()[0] - 1);
  equal(texts(), ["9 px", "1.0"]);
  draw([{ ...SIZE, value: 8 }, SIGMA], set()[0]);
  equal(texts(), ["8 px", "1.0"]);
});
