import { test, equal, near, ok } from "./harness.js";
import { barOf, newListFigure } from "/assets/components/linked/figure/list_figure.js";

const PART = { lines: ["Coat", "Bag", "Shirt"], values: new Float32Array([-2, 0, 4]), limits: [-4, 4] };
const CONTENT = { text: (plane, row) => `number ${PART.values[row]}` };

const listIn = (handlers = {}) => {
  const host = document.body.appendChild(document.createElement("div"));
  const list = newListFigure(host, { look: () => {}, leave: () => {}, pick: () => {}, ...handlers });
  list.show(CONTENT, PART);
  return { host, list, lines: [...host.querySelectorAll("li")] };
};

test("a bar goes from zero to its value, to the left if that is negative", () => {
  equal(barOf(-2, [-4, 4]), { zero: 50, left: 25, width: 25 });
  equal(barOf(4, [-4, 4]), { zero: 50, left: 50, width: 50 });
  near(barOf(0.3, [0, 1]).width, 30);
  equal(barOf(0, [0, 0]), { zero: 0, left: 0, width: 0 });
});

test("each line has its name, its number and a bar that lies on one side of zero", () => {
  const { lines } = listIn();
  equal(lines.map((line) => line.querySelector(".list-name").textContent), PART.lines);
  equal(lines.map((line) => line.querySelector(".list-number").textContent), ["number -2", "number 0", "number 4"]);
  equal(lines.map((line) => line.querySelector(".list-bar").dataset.sign), ["negative", "positive", "positive"]);
});

test("pointing at a line and picking it give its row", () => {
  const told = [];
  const { lines } = listIn({ look: ({ row }) => told.push(`look ${row}`), pick: ({ row }) => told.push(`pick ${row}`) });
  lines[2].firstChild.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  lines[1].querySelector(".list-bar").click();
  equal(told, ["look 2", "pick 1"]);
});

test("marks of several kinds can lie on one line, and go away with the next marks", () => {
  const { list, lines } = listIn();
  list.mark([{ kind: "window", rows: [0, 1, 2], columns: [0] }, { kind: "winner", rows: [1], columns: [0] }]);
  equal(lines.map((line) => line.dataset.marks), ["window", "window winner", "window"]);
  list.mark([{ kind: "cell", rows: [2], columns: [0] }]);
  equal(lines.map((line) => line.dataset.marks), ["", "", "cell"]);
});

test("a shorter list leaves no lines behind", () => {
  const { host, list } = listIn();
  list.show(CONTENT, { ...PART, lines: ["Coat"] });
  ok(host.querySelectorAll("li").length === 1);
});
