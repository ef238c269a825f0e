// Sizes and texts of the tiles, and a kernel's states while it is edited.
import { test, equal, ok } from "./harness.js";
import { formatNumber } from "/assets/components/cnnviz/numbers.js";
import { cellLayout, fits, largestCells, mapSide, shortNumber, sumIsAlone } from "/assets/components/linked/tiles/tile_layout.js";
import { cellsMean, draggedCell, dragStep, resizedCells } from "/assets/components/cnnviz/kernel_text.js";
import { newHistory, newKernelState } from "/assets/components/linked/editing/kernel_state.js";

test("a number takes the digits that there is room for", () => {
  equal([8, 5, 4.5, 4].map((room) => shortNumber(-0.11111, room)), ["−0.111", "−0.11", "−0.11", "−0.1"]);
  equal(shortNumber(-0.004, 5), "−.004");
  equal(shortNumber(12, 2), "12");
  equal(shortNumber(22579328, 5), "2.3e7");
  for (let n = -40; n <= 40; n += 1) {
    const value = (n % 2 ? -1 : 1) * 1.2345 * 10 ** (n / 4);
    ok(fits(shortNumber(value, 5), 5) || Math.abs(value) < 1e-9, `${value} as ${shortNumber(value, 5)}`);
  }
});

test("where there is room a number has three digits", () => {
  [0.0123456, -98.7654, 123, 0].forEach((value) => equal(shortNumber(value, 12), formatNumber(value, 3)));
});

test("tiles stay inside the width, and cells can be read", () => {
  for (let side = 1; side <= 7; side += 1) {
    for (const width of [320, 360, 500, 640, 800, 1000, 1400]) {
      for (const tiles of [1, 3]) {
        const { cell, size, room } = cellLayout(width, side, side, tiles);
        ok(side * (cell + 1) + 1 <= width, `${side} columns in ${width}`);
        ok(size >= 12 && cell >= 30 && cell <= 50 && room >= 3);
        ok(mapSide(width, tiles) <= width / Math.min(tiles, 2));
      }
    }
  }
});

test("the sum stands beside the last tile if it fits there", () => {
  equal(sumIsAlone(1000, 150, 3), false);
  equal(sumIsAlone(350, 148, 3), false); // two in the first line, one and the sum in the second
  equal(sumIsAlone(350, 148, 2), true);
  equal(sumIsAlone(350, 300, 3), true);
});

test("the largest sizes are found, the first of equal ones first", () => {
  equal(largestCells([[1, -9, 3], [9, 2, 0]], 3), [[0, 1], [1, 0], [0, 2]]);
  equal(largestCells([[5]], 3), [[0, 0]]);
});

test("a drag moves a weight in steps of about a twentieth of the largest", () => {
  equal([0, 1, 2, 9, 16, 0.16].map(dragStep), [0.1, 0.1, 0.1, 0.1, 1, 0.01]);
  equal(draggedCell(-1, 3, 0.1), "-0.7");
  equal(draggedCell(0.3, -3, 0.1), "0");
  equal(draggedCell(1 / 9, 1, 0.01), "0.12");
  equal(draggedCell(999999, 5, 1000), "1000000");
});

test("a kernel that grows keeps its cells", () => {
  equal(resizedCells([["1", "1/9"], ["2", "3"]], 3, 1), [["1"], ["2"], ["0"]]);
});

test("cells mean the weights they are rounded to", () => {
  ok(cellsMean([["1/9", "1"]], [[Math.fround(1 / 9), 1]]));
  ok(!cellsMean([["0.111", "1"]], [[Math.fround(1 / 9), 1]]));
  ok(!cellsMean([["1"]], [[1, 1]]));
});

test("what was undone can be redone, until something new is done", () => {
  const history = newHistory("a", (a, b) => a === b);
  ["b", "b", "c"].forEach(history.push);
  history.undo();
  equal([history.state, history.canUndo, history.canRedo], ["b", true, true]);
  history.undo();
  history.undo();
  equal([history.state, history.canUndo], ["a", false]);
  history.redo();
  history.push("d");
  equal([history.state, history.canRedo], ["d", false]);
});

// A kernel while it is typed over. answer(weights, isTurned, ahead): what Python says it is; `ahead` is what was set, if it has not heard of that.
const started = () => {
  const sent = [];
  const state = newKernelState((text, isLive) => sent.push(isLive ? `${text} live` : text), () => {});
  state.know([[1, 0]]);
  return { sent, state, put: (cell, kept) => state.put([[cell, "0"]], kept), answer: (weights, ...how) => state.know([weights], ...how) };
};

test("all that is typed and dragged is sent, and the same numbers are not", () => {
  const { sent, state, put, answer } = started();
  put("2/2");
  put("2", false);
  put("3", false);
  state.put(state.cells);
  put("4/2");
  equal(sent, ["2 0 live", "3 0 live", "4/2 0"]);
  answer([2, 0]);
  put("2");
  equal(sent.length, 3);
  put("1"); // as it was at first
  equal(sent.at(-1), "1 0");
});

test("an older answer does not take back what was typed since", () => {
  const { state, put, answer } = started();
  put("2");
  put("1/3");
  answer([2, 0], false, "1/3 0");
  equal(state.cells, [["1/3", "0"]]);
  answer([Math.fround(1 / 3), 0]);
  equal(state.cells, [["1/3", "0"]]);
});

test("a page that is come back to begins with what was set last, whatever Python has heard of", () => {
  const state = newKernelState(() => {}, () => {});
  state.know([[1, 0]], false, "1/3 0");
  equal([state.cells, state.canUndo], [[["1/3", "0"]], false]);
  state.know([[Math.fround(1 / 3), 0]]);
  equal([state.cells, state.canUndo], [[["1/3", "0"]], false]);
  state.know([[0.5, 0.5]]);
  state.undo();
  equal(state.cells, [["1/3", "0"]]);
});

test("a kernel chosen elsewhere is taken over, and undo brings the own one back", () => {
  const { sent, state, put, answer } = started();
  put("7");
  answer([0.5, 0.5]);
  equal(state.cells, [["0.5", "0.5"]]);
  state.undo();
  equal([state.cells, sent.at(-1)], [[["7", "0"]], "7 0"]);
});

test("what was typed before the kernel was turned is turned with it", () => {
  const { sent, state, put, answer } = started();
  put("7");
  state.put([["7", "1/3"]]);
  answer([Math.fround(1 / 3), 7], true);
  equal(state.cells, [["1/3", "7"]]);
  state.undo();
  equal([state.cells, sent.at(-1)], [[["0", "7"]], "0 7"]);
  answer([7, 0]);
  equal(state.cells, [["7", "0"]]);
  state.redo();
  equal(state.cells, [["7", "1/3"]]);
});

test("a drag is one step back, and one that is given up is none, whatever was answered meanwhile", () => {
  const { sent, state, put, answer } = started();
  ["2", "3", "5"].forEach((cell) => put(cell, false));
  state.put(state.cells);
  answer([5, 0]);
  ["6", "7"].forEach((cell) => put(cell, false));
  answer([6, 0], false, "7 0");
  answer([7, 0]);
  equal(state.cells, [["7", "0"]]);
  state.giveUp();
  equal([state.cells, sent.at(-1)], [[["5", "0"]], "5 0"]);
  answer([5, 0]);
  state.undo();
  equal([state.cells, state.canUndo], [[["1", "0"]], false]);
});
