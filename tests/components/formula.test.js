import { equal, ok, test } from "./harness.js";
import { newFormula } from "/assets/components/linked/formula/formula.js";

const AXIS = { size: 512, before: 0, after: 0, kernel: 3, dilation: 1, stride: 1, result: "510", count: 510 };
const CONTROLS = {
  padding: [{ field: "margin", label: "Padding", low: 0, high: 64, with: { pad: "number" }, "at zero": { pad: "valid" } }, null],
  kernel: [{ field: "edit", label: "Kernel", low: 1, high: 7 }, null],
  stride: [{ field: "stride", label: "Stride", low: 1, high: 32 }, null],
};

// A formula on a page. set: the fields that were changed; sized: the sizes that a kernel was to get.
const shown = (axes, { controls = CONTROLS, refused = null } = {}) => {
  const host = document.body.appendChild(document.createElement("div"));
  const [set, sized] = [[], []];
  const formula = newFormula(host, { fields: () => ({}), change: (fields) => set.push(fields), resize: (size) => sized.push(size) });
  const show = (now, more = {}) => formula.show({ text: "as Python writes it", axes: now }, more.controls ?? controls, more.refused ?? refused);
  show(axes);
  const lines = () => [...host.querySelectorAll(".formula-line")].filter(({ hidden }) => !hidden);
  const texts = () => lines().map((line) => [...line.children].map((part) => part.querySelector("input")?.value ?? part.querySelector("b")?.textContent ?? part.textContent).join(" "));
  const field = (name) => [...host.querySelectorAll("input")].find(({ ariaLabel }) => ariaLabel === name);
  return { host, set, sized, show, lines, texts, field, fault: () => host.querySelector(".formula-fault").textContent };
};
const press = (element, key) => element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

test("one line where both axes agree, with controls where padding, kernel and stride stand", () => {
  const { texts, set, sized, field, host } = shown([AXIS, AXIS]);
  equal(texts(), ["( 512 + 2 · 0 − 3 ) / 1 + 1 = 510"]);
  for (const name of ["Padding", "Kernel", "Stride"]) press(field(name), "ArrowUp");
  equal(set, [{ pad: "number", margin: 1 }, { stride: 2 }]);
  equal(sized, [[4, 4]]);
  equal([...host.querySelectorAll("small")].slice(0, 6).map((small) => small.textContent), ["picture", "padding", "kernel", "stride", "first window", "output"]);
  equal(host.ariaLabel, "as Python writes it");
});

test("a line for each axis where they differ; what both share is set in the first", () => {
  const { texts, field, sized, lines } = shown([AXIS, { ...AXIS, size: 9, kernel: 2, result: "8" }]);
  equal(texts(), ["rows ( 512 + 2 · 0 − 3 ) / 1 + 1 = 510", "columns ( 9 + 2 · 0 − 2 ) / 1 + 1 = 8"]);
  equal(lines()[1].querySelectorAll("input").length, 1);
  press(field("Kernel, columns"), "ArrowUp");
  equal(sized, [[3, 3]], "rows keep theirs");
});

test("axes that have strides of their own are two lines, each with its control", () => {
  const { field, set } = shown([AXIS, AXIS], { controls: { ...CONTROLS, stride: [CONTROLS.stride[0], { field: "across", label: "Stride across", low: 1, high: 32 }] } });
  press(field("Stride across"), "ArrowUp");
  equal(set, [{ across: 2 }]);
});

test("padding that lies on one side more, and dilation, are written out", () => {
  const { texts } = shown(Array(2).fill({ ...AXIS, before: 1, after: 2, kernel: 4, dilation: 2, result: "509" }));
  equal(texts(), ["( 512 + 1 + 2 − ( 2 · ( 4 − 1) + 1) ) / 1 + 1 = 509".replace("( 2", "(2")]);
});

test("what does not fit is said in a sentence beside the numbers that were asked for, until it fits", () => {
  const refused = { sentence: "It does not fit.", axes: Array(2).fill({ ...AXIS, stride: 7, result: "" }) };
  const { texts, fault, show, host } = shown([AXIS, AXIS], { refused });
  equal(texts(), ["( 512 + 2 · 0 − 3 ) / 7 + 1 ≠"]);
  equal([fault(), host.classList.contains("formula-slips")], ["≠ It does not fit.", true]);
  const { fault: later, texts: now, host: there } = shown([AXIS, AXIS]);
  equal([later(), now().length, there.classList.contains("formula-slips")], ["", 1, false]);
  show([AXIS, AXIS]);
});

test("a stepper that is used stays the same node, and keeps the focus where the formula gets another shape", () => {
  const { field, show } = shown([AXIS, AXIS]);
  const stride = field("Stride");
  stride.focus();
  show(Array(2).fill({ ...AXIS, dilation: 2 }));
  ok(field("Stride") === stride);
  ok(document.activeElement === stride);
});

test("a pool whose size is chosen has its own sentence in the formula's place", () => {
  const { lines, host } = shown(undefined, { controls: {} });
  equal([lines().length, host.querySelector(".formula-text").textContent], [0, "as Python writes it"]);
});

test("shown again as it stands, nothing is written anew", () => {
  const { host, show, texts } = shown([AXIS, { ...AXIS, size: 9, kernel: 2, result: "8" }]);
  const watched = new MutationObserver(() => {});
  watched.observe(host, { subtree: true, childList: true, attributes: true, characterData: true });
  show([{ ...AXIS }, { ...AXIS, size: 9, kernel: 2, result: "8" }]);
  equal(watched.takeRecords().map(({ target, attributeName }) => `${target.className} ${attributeName}`).filter((name) => !/ class$/.test(name)), []);
  show([{ ...AXIS }, { ...AXIS, size: 10, kernel: 2, result: "9" }]);
  ok(watched.takeRecords().length > 0, "a new size is written");
  equal(texts()[1], "columns ( 10 + 2 · 0 − 2 ) / 1 + 1 = 9");
});
