import { equal, ok, test } from "./harness.js";
import { REST } from "/assets/components/linked/fitting.js";
import { newControls } from "/assets/components/linked/controls/controls.js";

const SIGMA = { kind: "slider", field: "parameters", name: "sigma", label: "Width", low: 0.3, high: 10, step: 0.1, unit: "" };
const TURN = { ...SIGMA, name: "turn", label: "Turn", low: -180, high: 180, step: 5, unit: "°" };
const STRIDE = { kind: "number", field: "stride", label: "Stride", low: 1, high: 32 };
const MARGIN = { kind: "number", field: "margin", label: "Padding", low: 0, high: 64, with: { pad: "number" }, "at zero": { pad: "valid" } };
const FLIP = { kind: "switch", field: "flip", label: "Flip" };
const KERNEL = { kind: "list", field: "kernel", label: "Kernel", groups: [["Smooth", [["box", "Box"]]], ["Edges", [["sobel", "Sobel"], ["scharr", "Scharr"]]]] };

// Controls on a page, over fields as a store holds them. set: all that was changed, and after what rest.
const shown = (list, fields) => {
  const host = document.body.appendChild(document.createElement("div"));
  const set = [];
  const change = (changed, rest) => {
    set.push([changed, rest]);
    Object.assign(fields, changed);
  };
  const controls = newControls(host, { fields: () => fields, change });
  controls.show(list);
  const find = (selector) => host.querySelector(selector);
  return { host, set, find, controls, fields };
};
const send = (element, type, value) => {
  if (value !== undefined) element.value = String(value);
  element.dispatchEvent(new Event(type, { bubbles: true }));
};
const press = (element, key) => element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

test("sliders have their names, ranges and units, and say where they are", () => {
  const { host } = shown([SIGMA, TURN], { parameters: { sigma: 1, turn: -15 } });
  const inputs = [...host.querySelectorAll("input")];
  equal([...host.querySelectorAll("output")].map((output) => output.textContent), ["1.0", "−15°"]);
  equal(inputs.map(({ min, max, step, value }) => [min, max, step, value].map(Number)), [[0.3, 10, 0.1, 1], [-180, 180, 5, -15]]);
  equal(inputs.map(({ ariaLabel }) => ariaLabel), ["Width", "Turn"]);
  equal(inputs[1].getAttribute("aria-valuetext"), "−15°");
});

test("each step of a drag sets all parameters, and letting go sets them for good", () => {
  const { set, find } = shown([SIGMA, TURN], { parameters: { sigma: 1, turn: 0 } });
  send(find("input"), "input", 2.5);
  send(find("input"), "change");
  equal(set, [[{ parameters: { sigma: 2.5, turn: 0 } }, REST.dragged], [{ parameters: { sigma: 2.5, turn: 0 } }, REST.typed]]);
});

test("controls that stay are the same nodes, so that whoever has the focus keeps it", () => {
  const { host, controls, fields, find } = shown([SIGMA, STRIDE], { parameters: { sigma: 1 }, stride: 1 });
  const before = find("input");
  fields.parameters = { sigma: 4 };
  controls.show([SIGMA]);
  ok(find("input") === before);
  equal([host.children.length, find("output").textContent], [1, "4.0"]);
  controls.show([]);
  ok(host.hidden);
});

test("a list has its options in their groups and sets the key of what is chosen, also what an edit has left", () => {
  const { set, find, controls, fields } = shown([KERNEL], { kernel: "sobel" });
  equal([...find("select").children].map(({ label, children }) => [label, children.length]), [["Smooth", 1], ["Edges", 2]]);
  equal(find("select").value, "sobel");
  fields.kernel = "";
  controls.show([KERNEL]);
  send(find("select"), "change", "sobel");
  equal(set, [[{ kernel: "sobel" }, REST.typed]]);
});

test("a switch sets whether it is on", () => {
  const { set, find } = shown([FLIP], { flip: false });
  find("input").click();
  equal(set, [[{ flip: true }, REST.typed]]);
});

test("a number is stepped by buttons and arrow keys, or typed, and stays in its range", () => {
  const { set, find, host } = shown([STRIDE], { stride: 31 });
  const [less, more] = host.querySelectorAll("button");
  more.click();
  ok(more.disabled);
  more.click();
  press(find("input"), "ArrowDown");
  less.click();
  find("input").value = "99";
  press(find("input"), "Enter");
  find("input").value = "x";
  press(find("input"), "Enter");
  equal(find("input").value, "32", "what is no number goes");
  equal(set.map(([{ stride }]) => stride), [32, 31, 30, 32]);
  equal([find("input").ariaValueNow, find("input").ariaValueMax, find("input").ariaLabel], ["32", "32", "Stride"]);
});

test("a number may bring along what it is of, and 0 may have a name", () => {
  const { set, host } = shown([MARGIN], { margin: 0 });
  const [less, more] = host.querySelectorAll("button");
  more.click();
  less.click();
  equal(set.map(([fields]) => fields), [{ pad: "number", margin: 1 }, { pad: "valid" }]);
});
