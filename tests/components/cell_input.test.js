import { newCellInput } from "/assets/components/linked/editing/cell_input.js";
import { newPredictCell } from "/assets/components/linked/editing/predict_cell.js";
import { newDrag } from "/assets/components/linked/input/kernel_drag.js";
import { newSourceNumbers } from "/assets/components/linked/editing/source_numbers.js";
import { equal, ok, test } from "./harness.js";

const SIDE = 40;

// A 2×3 map whose outputs are hidden, but for the first row's last; what is asked is written down.
const askedIn = (size = SIDE) => {
  const host = newFigure().lastChild;
  const [done, said, kept, revealed] = [[], {}, {}, []];
  const plane = { rect: ({ row, column }) => ({ left: column * size, top: row * size, size }), reveal: ({ row, column }) => revealed.push([row, column]) };
  const predicting = { isHidden: ({ row, column }) => !said[`${row} ${column}`]?.right && !(row === 0 && column === 2), saidOf: (_, { row, column }) => said[`${row} ${column}`] };
  const cell = newPredictCell(host, plane, predicting, {
    typed: ({ row, column }) => kept[`${row} ${column}`], type: ({ row, column }, text) => { kept[`${row} ${column}`] = text; },
    ask: ({ row, column }, text) => done.push([row, column, text]),
  });
  return { host, cell, done, said, revealed, input: host.querySelector("input") };
};

test("a hidden output is asked for in its cell until it is right", () => {
  const { host, cell, done, said, input } = askedIn();
  equal([cell.open(positionAt(0, 2)), input.hidden], [false, true], "it is known");
  ok(cell.open(positionAt(1, 1)));
  equal([document.activeElement, input.ariaLabel, parseFloat(input.style.left) + parseFloat(input.style.width) / 2], [input, "output at row 1, column 1", 1.5 * SIDE]);
  press(input, "Enter");
  input.value = "7";
  press(input, "Enter");
  said["1 1"] = { right: false, typed: "7" };
  cell.refresh();
  equal([done, input.hidden, input.ariaInvalid, input.value], [[[1, 1, "7"]], false, "true", "7"]);
  press(input, "Escape");
  equal([input.hidden, document.activeElement], [true, host]);
  cell.open(positionAt(1, 1));
  equal(input.value, "7", "what was tried stays");
  said["1 1"] = { right: true, typed: "8" };
  cell.refresh();
  equal([input.hidden, document.activeElement], [true, host]);
});

test("what was typed in a cell stays until it is asked, and the cell is brought into sight", () => {
  const { cell, said, revealed, input } = askedIn();
  said["1 1"] = { right: false, typed: "7" };
  cell.open(positionAt(1, 1));
  input.value = "8";
  input.dispatchEvent(new Event("input"));
  input.blur();
  cell.open(positionAt(1, 0));
  equal(input.value, "");
  cell.open(positionAt(1, 1));
  equal(input.value, "8");
  equal(revealed, [[1, 1], [1, 0], [1, 1]]);
});

test("where cells are too small for a field, the question stays beside the map", () => {
  const { cell, input } = askedIn(12);
  equal([cell.open(positionAt(1, 1)), input.hidden], [false, true]);
});

const newFigure = () => {
  const figure = document.body.appendChild(document.createElement("figure"));
  figure.append(document.createElement("figcaption"), document.createElement("div"));
  figure.lastChild.tabIndex = 0;
  figure.lastChild.style.cssText = "position: relative; width: 200px; height: 200px";
  return figure;
};

const press = (input, key, options = {}) =>
  input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options }));

const positionAt = (row, column) => ({ plane: 0, row, column });

// A 2×3 matrix in a figure; what was done to it is written down.
const inCells = () => {
  const host = newFigure().lastChild;
  const [texts, done] = [[["1", "2", "3"], ["4", "5", "1/9"]], []];
  const cell = newCellInput(host, {
    rect: ({ row, column }) => ({ left: column * SIDE, top: row * SIDE, size: SIDE }),
    reveal: () => {},
    text: ({ row, column }) => texts[row]?.[column] ?? null,
    put: ({ row, column }, text) => {
      texts[row][column] = text;
      done.push(text);
    },
    keep: () => done.push("keep"), giveUp: () => done.push("giveUp"), largest: () => 9,
    undo: () => done.push("undo"), redo: () => done.push("redo"),
    entered: ({ row, column }) => done.push([row, column]),
    fault: (sentence) => { host.title = sentence; },
  });
  return { host, cell, done, input: host.querySelector("input") };
};

test("an opened cell has its text selected, its position as its name, and lies over the cell", () => {
  const { cell, input } = inCells();
  cell.open(positionAt(1, 2));
  equal(document.activeElement, input);
  equal([input.value, input.selectionStart, input.selectionEnd], ["1/9", 0, 3]);
  equal(input.ariaLabel, "number in row 1, column 2");
  const middle = parseFloat(input.style.left) + parseFloat(input.style.width) / 2;
  equal(middle, 2.5 * SIDE);
});

test("in a corner it does not reach out of the figure", () => {
  const { cell, input } = inCells();
  cell.open(positionAt(0, 0));
  equal([input.style.left, input.style.top], ["0px", "0px"]);
});

test("Enter takes over and gives the focus back to the figure, whose keys are not pressed", () => {
  const { host, cell, done, input } = inCells();
  let heard = 0;
  host.onkeydown = () => { heard += 1; };
  cell.open(positionAt(0, 1));
  input.value = "-1,5";
  press(input, "Enter");
  equal(done, [[0, 1], "-1,5"]);
  ok(input.hidden);
  equal(document.activeElement, host);
  equal(heard, 0);
});

test("Escape leaves the number as it was", () => {
  const { cell, done, input } = inCells();
  cell.open(positionAt(0, 1));
  input.value = "7";
  press(input, "Escape");
  equal(done, [[0, 1]]);
  ok(input.hidden);
});

test("arrows take over and go on; at the border they stay", () => {
  const { cell, done, input } = inCells();
  cell.open(positionAt(0, 1));
  input.value = "7";
  press(input, "ArrowDown");
  press(input, "ArrowDown");
  press(input, "ArrowRight");
  equal(done, [[0, 1], "7", [1, 1], [1, 2]]);
  equal(input.value, "1/9");
});

test("leaving the field takes over what was typed", () => {
  const { cell, done, input } = inCells();
  cell.open(positionAt(0, 0));
  input.value = "8";
  input.blur();
  equal(done, [[0, 0], "8"]);
  ok(input.hidden);
});

test("an empty cell is 0, and the same number in other signs is no change", () => {
  const { cell, done, input } = inCells();
  cell.open(positionAt(0, 0));
  input.value = "";
  press(input, "ArrowRight");
  input.value = "4/2";
  press(input, "Enter");
  equal(done, [[0, 0], "0", [0, 1]]);
});

test("what can't be read stays, with a sentence, until it is mended", () => {
  const { host, cell, done, input } = inCells();
  cell.open(positionAt(0, 0));
  input.value = "x";
  for (const key of ["Enter", "ArrowDown"]) press(input, key);
  input.blur();
  cell.open(positionAt(1, 1));
  equal([input.value, input.hidden, input.ariaInvalid], ["x", false, "true"]);
  ok(host.title.startsWith("Row 0, column 0 reads “x”"));
  equal(done, [[0, 0]]);
  input.value = "3";
  press(input, "Enter");
  equal([host.title, input.hidden], ["", true]);
});

const slide = (input, ...ways) => {
  input.setPointerCapture = () => {};
  input.dispatchEvent(new PointerEvent("pointerdown", { pointerType: "mouse", button: 0, clientY: 100 }));
  ways.forEach((way) => input.dispatchEvent(new PointerEvent("pointermove", { clientY: 100 - way })));
};
const letGo = (input) => input.dispatchEvent(new PointerEvent("pointerup"));

test("a drag in the open field changes the number, takes over first what was typed, and Escape only gives up the drag", () => {
  const { cell, done, input } = inCells();
  cell.open(positionAt(0, 0));
  input.value = "5";
  slide(input, 6, 60);
  equal(input.value, "6");
  letGo(input);
  slide(input, -60);
  press(input, "Escape");
  letGo(input);
  equal(done, [[0, 0], "5", "5.1", "6", "keep", "5", "giveUp"]);
  ok(!input.hidden);
  input.value = "x";
  slide(input, 60);
  letGo(input);
  equal([input.value, input.ariaInvalid], ["6", "false"]);
});

test("undo is the browser's while something is being typed, and the matrix's otherwise", () => {
  const { cell, done, input } = inCells();
  cell.open(positionAt(0, 0));
  input.value = "12";
  press(input, "z", { ctrlKey: true });
  equal(done, [[0, 0]]);
  input.value = "1";
  press(input, "z", { ctrlKey: true });
  press(input, "y", { ctrlKey: true });
  equal(done, [[0, 0], "undo", "redo"]);
});

// The same in a view: a 2×2 matrix with one position of padding all round. know: what Python says it is; knowOlder: as it was before the last edit.
const inView = () => {
  const figure = newFigure();
  const windows = { padded_rows: [0, 0, 1, 1], padded_columns: [0, 0, 1, 1], top: 1, left: 1 };
  const sourceOf = (values) => ({ values, height: 2, width: 2, step: 1 });
  const sent = [];
  let ahead = null;
  const send = (text) => {
    sent.push(text);
    ahead = text;
  };
  const cursor = { plane: 0, row: 0, column: 0 };
  const plane = { rect: ({ row, column }) => ({ left: column * SIDE, top: row * SIDE, size: SIDE }), reveal: () => {} };
  const numbers = newSourceNumbers(figure, plane, {
    send, ahead: () => ahead, follow: ({ row }) => { cursor.row = row; }, cursor: () => ({ ...cursor }), middle: () => positionAt(1, 0),
  });
  const knowOlder = (...values) => numbers.show({ source: sourceOf(Float32Array.of(...values)), windows });
  const know = (...values) => {
    ahead = null;
    knowOlder(...values);
  };
  return { figure, numbers, sent, cursor, know, knowOlder, input: figure.querySelector("input"), line: figure.lastChild };
};

test("a second tap opens a cell, but not after something else was looked at", () => {
  const { numbers, know, cursor, input } = inView();
  know(1, 2, 3, 4);
  numbers.tap(positionAt(1, 1));
  ok(input.hidden);
  cursor.column = 1;
  numbers.tap(positionAt(1, 1));
  ok(input.hidden);
  numbers.tap(positionAt(1, 1));
  equal([input.hidden, input.value], [false, "4"]);
});

test("Enter and F2 open the cell in the middle of the window, and padding never opens", () => {
  const { figure, numbers, know, input } = inView();
  know(1, 2, 3, 4);
  for (const key of ["Enter", "F2"]) {
    ok(numbers.press(new KeyboardEvent("keydown", { key })));
    equal([input.ariaLabel, input.value], ["number in row 1, column 0", "3"]);
    press(input, "Escape");
  }
  numbers.tap(positionAt(2, 0));
  ok(numbers.press(new KeyboardEvent("keydown", { key: "Enter" })), "after a tap on the padding as well");
  equal(input.value, "3");
  press(input, "Escape");
  ok(!numbers.open(positionAt(-1, 0)));
  ok(!numbers.open(positionAt(2, 0)));
  ok(input.hidden);
  ok(!numbers.press(new KeyboardEvent("keydown", { key: "ArrowUp" })), "the window's keys are left to it");
  ok(figure.textContent.includes("To change a number"));
});

test("all numbers are sent, as they are written; undo sends those from before", () => {
  const { numbers, know, sent, input } = inView();
  know(1, 0.5, 3, 4);
  numbers.open(positionAt(0, 0));
  input.value = "1/9";
  press(input, "Enter");
  equal(sent, ["1/9 0.5\n3 4"]);
  know(Math.fround(1 / 9), 0.5, 3, 4);
  numbers.open(positionAt(0, 0));
  equal(input.value, "1/9", "and not what it is as a decimal number");
  press(input, "Escape");
  numbers.press(new KeyboardEvent("keydown", { key: "z", ctrlKey: true }));
  equal(sent.at(-1), "1 0.5\n3 4");
});

test("each change is sent, and an older answer takes nothing back", () => {
  const { numbers, know, knowOlder, sent, input } = inView();
  know(1, 2, 3, 4);
  numbers.open(positionAt(0, 0));
  for (const text of ["5", "6", "7"]) {
    input.value = text;
    press(input, "ArrowDown");
    press(input, "ArrowUp");
  }
  equal(sent, ["5 2\n3 4", "6 2\n3 4", "7 2\n3 4"]);
  knowOlder(5, 2, 3, 4);
  equal([sent.length, input.value], [3, "7"]);
});

test("another matrix closes what it has no cell for, and a picture has nothing to type over", () => {
  const { numbers, know, input, line } = inView();
  know(1, 2, 3, 4);
  numbers.open(positionAt(1, 1));
  know(9, 9, 9, 9);
  equal([input.hidden, input.value], [false, "9"]);
  numbers.show(null);
  ok(input.hidden);
  ok(line.hidden);
  ok(!numbers.open(positionAt(0, 0)));
  ok(!numbers.press(new KeyboardEvent("keydown", { key: "Enter" })));
});

// Drags a cell of the figure by so many steps of the pointer.
const pull = (numbers, position, ...steps) => {
  const drag = newDrag(numbers.number(position), { clientY: 100 });
  steps.forEach((step) => drag.move({ clientY: 100 - 6 * step }));
  return drag;
};

test("a dragged number is written over its cell until the answer to it is there, and is one step to go back", () => {
  const { figure, numbers, know, knowOlder, sent, cursor } = inView();
  const held = figure.querySelector(".cell-held");
  know(1, 2, 3, 4);
  const drag = pull(numbers, positionAt(1, 0), 1, 2, 5);
  equal([held.hidden, held.textContent, cursor.row], [false, "3.5", 1]);
  knowOlder(1, 2, 3.1, 4);
  drag.end();
  equal([held.hidden, sent], [false, ["1 2\n3.1 4", "1 2\n3.2 4", "1 2\n3.5 4"]]);
  know(1, 2, 3.5, 4);
  ok(held.hidden);
  numbers.press(new KeyboardEvent("keydown", { key: "z", ctrlKey: true }));
  know(1, 2, 3, 4);
  equal(sent.at(-1), "1 2\n3 4");
  ok(figure.querySelector('[aria-label="Undo the last number"]').disabled);
});

test("a drag that is given up leaves the number and no step to go back", () => {
  const { figure, numbers, know, knowOlder, sent } = inView();
  know(0.25, 2, 3, 4);
  const drag = pull(numbers, positionAt(0, 0), 4);
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  equal(figure.querySelector(".cell-held").textContent, "0.25");
  drag.end();
  knowOlder(0.7, 2, 3, 4);
  know(0.25, 2, 3, 4);
  equal(sent, ["0.7 2\n3 4", "0.25 2\n3 4"]);
  ok(figure.querySelector(".cell-held").hidden);
  ok(figure.querySelector('[aria-label="Undo the last number"]').disabled);
});

test("padding and pictures have no number to drag", () => {
  const { numbers, know } = inView();
  know(1, 2, 3, 4);
  ok(numbers.number(positionAt(1, 1)));
  equal([numbers.number(positionAt(-1, 0)), numbers.number(positionAt(2, 0))], [null, null]);
  numbers.show(null);
  equal(numbers.number(positionAt(1, 1)), null);
});
