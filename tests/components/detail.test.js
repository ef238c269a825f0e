// The tiles, the sums and the text, read back from the page, and what pointer and keyboard do to them.
import { stopAll, wait } from "./clock.js";
import { test, equal, ok } from "./harness.js";
import { newDetail } from "/assets/components/linked/detail/detail.js";
import { formatNumber } from "/assets/components/cnnviz/numbers.js";

const styles = document.head.appendChild(document.createElement("style"));
styles.textContent = await (await fetch("/assets/components/linked/linked.css")).text();

const PAINT = { source: (plane, row, column) => [plane, row, column], signed: (value) => (value < 0 ? [0, 0, 200] : [250, 200, 150]) };
const grid = (rows, columns, value) => Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => value(i, j)));
const add = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

// An explanation of a convolution whose values all differ, with more or other facts.
const explained = (channels, rows, columns, more = {}) => {
  const tiles = (value) => Array.from({ length: channels }, (_, c) => grid(rows, columns, (i, j) => value(c, i, j)));
  const window = tiles((c, i, j) => 10 * c + 3 * i + j + 0.25);
  const weights = tiles((c, i, j) => (i - j + c) / 8);
  const products = tiles((c, i, j) => window[c][i][j] * weights[c][i][j]);
  const partial = products.map((tile) => add(tile.flat()));
  return {
    operation: "conv", rows: grid(1, rows, (_, i) => i + 4)[0], columns: grid(1, columns, (_, j) => j + 6)[0],
    channels: window.map((_, c) => c), names: window.map((_, c) => `map ${c}`), window, weights, products, partial, bias: 0,
    total: add(partial), outside: grid(rows, columns, () => false), repeated: grid(rows, columns, () => false), chosen: [], winners: [],
    divisor: null, kind: null, title: "row 4, column 6", sentence: "so it is", ...more,
  };
};

// A detail on the page.
const shown = (explanation, { most = 0, width = 900 } = {}) => {
  const host = document.body.appendChild(document.createElement("div"));
  host.style.width = `${width}px`;
  const calls = { edit: [], hoverTap: [], chooseChannel: [] };
  const note = (name) => (...values) => calls[name].push(values);
  const detail = newDetail(host, { edit: note("edit"), ahead: () => null, hoverTap: note("hoverTap"), chooseChannel: note("chooseChannel") });
  detail.editable(most);
  detail.show(explanation, PAINT);
  return { host, detail, calls, find: (selector) => [...host.querySelectorAll(selector)] };
};

const numbersOf = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => Number(cell.title)));
const linesOf = (box) => [...box.children].map(({ firstChild, lastChild }) => [firstChild.textContent, Number(lastChild.title)]);

test("window, weights and products stand in their cells exactly, and the sum beside them", () => {
  const explanation = explained(1, 3, 2, { bias: 0.5 });
  const { find } = shown(explanation);
  equal(find(".detail-grid").map(numbersOf), [explanation.window[0], explanation.weights[0], explanation.products[0]]);
  equal(linesOf(find(".detail-sum")[0]), [["products", explanation.partial[0]], ["bias", 0.5], ["output", explanation.total]]);
  equal(find(".detail-sentence")[0].textContent, "so it is");
});

test("cells have the colour of their pixel, and those outside the picture none", () => {
  const explanation = explained(1, 2, 2, { outside: [[true, false], [false, false]] });
  const { find } = shown(explanation);
  const [first, second] = find(".detail-grid")[0].rows[0].cells;
  equal([first.style.backgroundColor, first.dataset.kind], ["", "outside"]);
  equal(second.style.backgroundColor, `rgb(0, ${explanation.rows[0]}, ${explanation.columns[1]})`);
});

test("another output changes the numbers in the same nodes", () => {
  const { detail, find } = shown(explained(1, 3, 3));
  const before = find("td, dd, canvas");
  const other = explained(1, 3, 3);
  other.window[0][1][1] = 99;
  detail.show(other, PAINT);
  equal(numbersOf(find(".detail-grid")[0]), other.window[0]);
  ok(find("td, dd, canvas").every((node, n) => node === before[n]));
});

test("several channels stand in a row, and the chosen one is shown large", () => {
  const explanation = explained(4, 2, 2);
  const { find, calls } = shown(explanation);
  equal(find(".detail-chip-name").map((name) => name.textContent), explanation.names);
  find(".detail-chip")[2].click();
  equal(calls.chooseChannel, [[2]]);
  equal(find(".detail-grid").map(numbersOf), [explanation.window[2], explanation.weights[2], explanation.products[2]]);
  equal(find(".detail-chip").map((chip) => chip.ariaPressed), ["false", "false", "true", "false"]);
});

test("a channel is large at first where one is preferred, and another once it is given", () => {
  const explanation = explained(4, 2, 2, { preferred: 3 });
  const { detail, find } = shown(explanation);
  const large = () => find(".detail-chip").findIndex((chip) => chip.ariaPressed === "true");
  equal(large(), 3);
  for (const [given, is] of [[1, 1], [null, 3], [9, 3]]) {
    detail.enlarge(given);
    detail.show(explanation, PAINT);
    equal(large(), is);
  }
});

test("two combined kernels have a line each and their answer together", () => {
  const explanation = explained(2, 3, 3, { operation: "combined", total: 12.5 });
  const { find } = shown(explanation);
  equal(find(".detail-grid").length, 6);
  equal(find(".detail-sum").map((box) => linesOf(box).at(-1)[1]), [...explanation.partial, 12.5]);
});

test("a pool marks what it took; positions that don't count have no number", () => {
  const pool = { operation: "pool", weights: null, products: null, partial: [], outside: [[true, false], [false, false]] };
  const { detail, find } = shown(explained(1, 2, 2, { ...pool, kind: "max", chosen: [[1, 0]], total: 3.25 }));
  const cells = find(".detail-grid td");
  equal(cells.map((cell) => cell.dataset.kind), ["outside", "", "chosen", ""]);
  equal(cells[0].textContent, "–");
  detail.show(explained(1, 2, 2, { ...pool, kind: "average", divisor: 4, total: 2 }), PAINT);
  equal(find(".detail-grid td").map((cell) => cell.dataset.kind), ["outside", "", "", ""]);
  equal(find(".detail-grid td")[0].textContent, formatNumber(0.25, 3));
});

test("F1: a weight over flattened maps says which number of the vector it meets", () => {
  const { find, calls } = shown(explained(1, 7, 7, { operation: "dense", channels: [0], mapSize: [7, 7] }));
  find(".detail-grid")[1].rows[3].cells[4].dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  equal(calls.hoverTap, [[3, 4, 0]]);
  ok(find(".detail-tap")[0].textContent.startsWith("row 7, column 10, number 25 of the vector: "));
});

test("a large window is drawn, a pixel for each value, and its largest are named", () => {
  const explanation = explained(1, 9, 11);
  const { find } = shown(explanation);
  equal(find(".detail-map canvas").map(({ width, height }) => [width, height]), [[11, 9], [11, 9], [11, 9]]);
  const [pixel] = [find(".detail-map canvas")[0].getContext("2d").getImageData(2, 1, 1, 1).data];
  equal(pixel, [0, explanation.rows[1], explanation.columns[2], 255]);
  const largest = Math.max(...explanation.window[0].flat());
  ok(find(".detail-largest li")[0].textContent.startsWith(formatNumber(largest, 3)));
});

test("a position pointed at is marked in all tiles, named, and told", () => {
  const explanation = explained(1, 3, 3);
  const { find, calls } = shown(explanation);
  find(".detail-grid")[1].rows[2].cells[1].dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  equal(find(".tap").map((cell) => [cell.parentNode.rowIndex, cell.cellIndex]), [[2, 1], [2, 1], [2, 1]]);
  equal(calls.hoverTap, [[2, 1, 0]]);
  ok(find(".detail-tap")[0].textContent.startsWith("row 6, column 7: "));
  find(".detail-grid")[1].onpointerleave();
  equal([find(".tap").length, calls.hoverTap.at(-1), find(".detail-tap")[0].textContent], [0, [null], ""]);
});

test("arrow keys move from cell to cell, and Tab has one stop in a tile", () => {
  const { find } = shown(explained(1, 3, 3));
  const table = find(".detail-grid")[0];
  table.rows[0].cells[0].focus();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }
  ok(document.activeElement === table.rows[1].cells[2]);
  equal(find(".detail-grid").map((grid) => grid.querySelectorAll('[tabindex="0"]').length), [1, 1, 1]);
});

test("tiles stay where they are, whatever the numbers", () => {
  const { detail, find } = shown(explained(1, 3, 3));
  const positions = () => find(".detail-tile, .detail-grid td, .detail-sum, .detail-tap").map((node) => {
    const { left, top, width, height } = node.getBoundingClientRect();
    return [node.className, left, top, width, height];
  });
  const before = positions();
  const long = explained(1, 3, 3, { total: -12345.6789 });
  long.window[0] = grid(3, 3, (i, j) => -0.00012345 * (i + 1) * (j + 1));
  detail.show(long, PAINT);
  equal(positions(), before);
});

const type = (input, text) => {
  input.focus();
  input.value = text;
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
};

test("a typed weight is sent with the whole kernel, the others exactly as they were", () => {
  const explanation = explained(1, 2, 2);
  const { find, calls } = shown(explanation, { most: 7 });
  type(find("input")[3], "−1/3");
  const [[, b], [c]] = explanation.weights[0];
  equal(calls.edit, [[`0 ${b}\n${c} -1/3`, false]]); // typed, not dragged
});

test("what is no number is not sent, and said", () => {
  const { find, calls } = shown(explained(1, 2, 2), { most: 7 });
  type(find("input")[1], "one");
  equal(calls.edit, []);
  ok(find(".detail-fault")[0].textContent.startsWith("Row 0, column 1 ") && find("input")[1].ariaInvalid === "true");
  find("input")[1].dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  equal([find(".detail-fault")[0].textContent, find("input")[1].ariaInvalid], ["", "false"]);
});

test("undo and redo go back and forth, a row more makes room for it", () => {
  const { find, calls } = shown(explained(1, 2, 2), { most: 7 });
  const button = (label) => find("button").find(({ ariaLabel }) => ariaLabel === label);
  type(find("input")[0], "5");
  button("Add a row").click();
  equal(find("input").length, 6);
  button("Undo").click();
  button("Undo").click();
  button("Redo").click();
  const texts = calls.edit.map(([text]) => text);
  equal(texts.map((text) => text.split("\n").length), [2, 3, 2, 2, 2]);
  equal([texts[4], texts[2]], [texts[0], texts[0]]);
  ok(button("Undo").disabled === false && button("Redo").disabled === false);
});

test("a weight that is dragged is given up with Escape, and its kernel sent as it was", () => {
  const { find, calls } = shown(explained(1, 2, 2), { most: 7 });
  const input = find("input")[3];
  const [before, undo] = [input.value, find("button").find(({ ariaLabel }) => ariaLabel === "Undo")];
  input.setPointerCapture = () => {};
  input.dispatchEvent(new PointerEvent("pointerdown", { pointerType: "mouse", button: 0, clientY: 100 }));
  input.dispatchEvent(new PointerEvent("pointermove", { clientY: 40 }));
  ok(input.value !== before);
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  input.dispatchEvent(new PointerEvent("pointerup"));
  const texts = calls.edit.map(([text]) => text);
  equal([texts.length, input.value, undo.disabled], [2, before, true]);
  equal(texts[1], explained(1, 2, 2).weights[0].map((row) => row.join(" ")).join("\n"));
});

// Unfolds the table, and lets the pause pass after which it is filled.
const unfold = async (folded) => {
  stopAll();
  folded.open = true;
  await new Promise((resolve) => folded.addEventListener("toggle", resolve, { once: true }));
  wait();
};

test("the table has a row for each position, with the exact numbers", async () => {
  const explanation = explained(1, 2, 3);
  const { find } = shown(explanation);
  await unfold(find("details")[0]);
  const rows = find(".detail-scroll tbody tr").map((row) => [...row.cells].map((cell) => Number(cell.textContent)));
  const facts = explanation.window[0].flatMap((line, i) => line.map((value, j) =>
    [explanation.rows[i], explanation.columns[j], value, explanation.weights[0][i][j], explanation.products[0][i][j]]));
  equal(rows, facts);
});

test("what is to be guessed is told nowhere, and nothing moves when it is", async () => {
  const explanation = explained(3, 3, 3, { bias: 0.5, total: 77.125 });
  const { detail, host, find } = shown({ ...explanation, hidden: true, products: null, sentence: "" });
  const nodes = find(".detail-grid td, dd, canvas");
  await unfold(find("details")[0]);
  equal(find(".detail-scroll tbody tr").length, explanation.window.flat(2).length);
  equal(find(".detail-sum dd").map((number) => number.textContent), ["?", "?", "?", "?"]);
  [explanation.total, ...explanation.partial].forEach((value) => {
    ok(!host.innerHTML.includes(String(value)) && !host.textContent.includes(formatNumber(value)), `${value} can be read`);
  });
  equal(new Set([...find(".detail-grid")[2].querySelectorAll("td")].map((cell) => cell.textContent + cell.title)).size, 1);
  detail.show(explanation, PAINT);
  equal(numbersOf(find(".detail-grid")[2]), explanation.products[0]);
  ok(nodes.every((node) => node.isConnected));
});

test("a softmax names its logits, their powers and the probability", () => {
  const names = ["bag", "boot", "coat"];
  const scores = explained(1, 3, 1, { operation: "softmax", weights: null, partial: [], names, chosen: [[1, 0]], divisor: 2.5, total: 0.4 });
  const { find } = shown(scores);
  equal([...find(".detail-grid")[0].rows].map((row) => row.textContent), names);
  equal(find(".detail-grid").slice(1).map(numbersOf), [scores.window[0], scores.products[0]]);
  equal(linesOf(find(".detail-sum")[0]), [["this power", scores.products[0][1][0]], ["sum of all", 2.5], ["probability", 0.4]]);
});

test("a softmax's share of 1 is called rounded where others have some, too", () => {
  const names = ["bag", "boot", "coat"];
  const scores = explained(1, 3, 1, { operation: "softmax", weights: null, partial: [], names, chosen: [[1, 0]], divisor: 1, total: 0.99999 });
  const { find } = shown(scores);
  equal(find(".detail-sum")[0].lastChild.textContent, "probability, rounded1");
});

test("an activation and flatten show the one number they are given", () => {
  const single = { weights: null, products: null, partial: [], total: 0.25 };
  const { detail, find } = shown(explained(1, 1, 1, { ...single, operation: "activation", name: "relu" }));
  equal(linesOf(find(".detail-sum")[0]), [["after relu", 0.25]]);
  detail.show(explained(1, 1, 1, { ...single, operation: "flatten" }), PAINT);
  equal([numbersOf(find(".detail-grid")[0]), linesOf(find(".detail-sum")[0])[0][1]], [[[0.25]], 0.25]);
});

test("with nothing to explain there is a hint", () => {
  const { find } = shown(null);
  ok(!find(".detail-hint")[0].hidden && find(".detail-body")[0].hidden);
});

test("of several kernels the winner is large, framed and named until another one is pressed", () => {
  const winner = explained(8, 3, 3, { operation: "combined", winners: [7], preferred: 7, total: 7, code: "NW" });
  const { detail, find } = shown(winner);
  const framed = () => find(".detail-chip").filter(({ dataset }) => dataset.won).map(({ firstChild }) => firstChild.textContent);
  const large = () => find(".detail-chip").findIndex(({ ariaPressed }) => ariaPressed === "true");
  equal([framed(), large()], [["map 7 won"], 7]);
  equal(find(".detail-together dd")[0].textContent, "NW");
  detail.enlarge(2);
  detail.show(winner, PAINT);
  equal([framed(), large()], [["map 7 won"], 2]);
});

test("a tie of kernels is told as a tie, and so is one of all", () => {
  const { find } = shown(explained(8, 3, 3, { operation: "combined", winners: [0, 3], preferred: 0, total: 8, code: "tie" }));
  equal(find(".detail-chip").filter(({ dataset }) => dataset.won).map(({ firstChild }) => firstChild.textContent), ["map 0 tie", "map 3 tie"]);
  equal(find(".detail-together dd")[0].textContent, "tie");
});

test("a number of the window is called kept only where a pool hands it on", () => {
  const pool = { operation: "pool", weights: null, products: null, partial: [], own: {} };
  const told = (kind) => {
    const { find } = shown(explained(1, 2, 2, { ...pool, kind, chosen: [[1, 0]], total: 3.25 }));
    return find("td[data-kind~='chosen']").map(({ ariaDescription }) => ariaDescription);
  };
  equal(["max", "min", "median"].map(told), [["this one is kept"], ["this one is kept"], ["this one is in the middle"]]);
});
