import { equal, ok, test } from "./harness.js";
import { coversBehind, coversBut, newPredict, newPredicting } from "/assets/components/linked/predicting.js";

const RESULT = { height: 2, width: 2, planes: 1 };
const FIRST = { plane: 0, row: 0, column: 0 };
const UNASKED = { predict: false, asking: "", asks_size: false, asks_value: false, verdicts: {} };
const ASKED = { predict: true, asking: "task", asks_size: true, asks_value: true, verdicts: {} };

const begun = (...all) => {
  const predicting = newPredicting();
  all.forEach((options) => predicting.begin(options));
  return predicting;
};

test("nothing is hidden unless it is to be predicted", () => {
  for (const predicting of [newPredicting(), begun(UNASKED), begun({ ...ASKED, predict: false })]) {
    ok(!predicting.on());
    ok(!predicting.sizeIsHidden());
    ok(!predicting.isHidden(FIRST));
    equal(predicting.covers(RESULT), []);
  }
});

test("at first the size and all outputs are hidden, the size only where it is asked for", () => {
  const predicting = begun(ASKED);
  ok(predicting.sizeIsHidden());
  ok(predicting.isHidden(FIRST));
  equal(predicting.covers(RESULT).map(({ kind }) => kind), ["cover"]);
  ok(!begun({ ...ASKED, asks_size: false }).sizeIsHidden());
});

test("what was found right is seen, what was wrong stays hidden", () => {
  const right = begun(ASKED, { ...ASKED, verdicts: { size: { right: true }, value: { right: true, at: [0, 0, 0] } } });
  ok(!right.sizeIsHidden());
  ok(!right.isHidden(FIRST));
  ok(right.isHidden({ ...FIRST, column: 1 }));
  const wrong = begun(ASKED, { ...ASKED, verdicts: { size: { right: false }, value: { right: false, at: [0, 0, 0] } } });
  ok(wrong.sizeIsHidden());
  ok(wrong.isHidden(FIRST));
});

test("what was found stays seen while others are predicted, and is counted once", () => {
  const value = (right, at) => ({ ...ASKED, verdicts: { value: { right, at } } });
  const predicting = begun(ASKED, value(true, [0, 0, 0]), value(true, [0, 0, 0]), value(true, [0, 1, 1]), value(false, [0, 0, 1]));
  equal(predicting.covers(RESULT).filter(({ kind }) => kind === "uncover").map(({ rows, columns }) => [rows, columns]), [[[0], [0]], [[1], [1]]]);
});

test("one that gives up is shown what was asked for, and no more", () => {
  const predicting = begun(ASKED);
  predicting.reveal("value", FIRST);
  ok(!predicting.isHidden(FIRST));
  ok(predicting.sizeIsHidden());
  predicting.reveal("size", FIRST);
  ok(!predicting.sizeIsHidden());
  ok(predicting.isHidden({ ...FIRST, row: 1 }));
});

test("another task, and a new start, hide all again", () => {
  for (const between of [{ ...ASKED, asking: "another" }, { ...ASKED, predict: false, asking: "" }]) {
    const predicting = begun(ASKED);
    predicting.reveal("value", FIRST);
    predicting.reveal("size", FIRST);
    predicting.begin(between);
    predicting.begin(ASKED);
    ok(predicting.isHidden(FIRST));
    ok(predicting.sizeIsHidden());
  }
});

test("of what was given up nothing is marked wrong, also when another output was looked at or the page is loaded again", () => {
  const host = document.createElement("div");
  const tab = keptInTab();
  const wrong = (at) => ({ right: false, sentence: "No.", typed: "7", where: null, at });
  const asked = { ...ASKED, verdicts: { size: wrong([0, 0, 0]), value: wrong([0, 0, 0]) } };
  const marked = (questions) => questions.map((form) => form.querySelector(".wrong") !== null && form.querySelector("input").ariaInvalid === "true");
  const seen = (predict, predicting) => {
    predict.show(predicting, { ...FIRST, row: 1 }, asked);
    predict.show(predicting, FIRST, asked);
    return marked([...host.children].slice(-3, -1)); // of the last that was made: the size's and the output's
  };
  const [predict, predicting] = [newPredict(host, {}), newPredicting(tab)];
  predicting.begin(asked);
  equal(seen(predict, predicting), [true, true]);
  predicting.reveal("value", FIRST);
  equal(seen(predict, predicting), [true, false]);
  predicting.reveal("size");
  equal(seen(predict, predicting), [false, false]);
  const anew = newPredicting(tab);
  anew.begin({ ...asked, verdicts: {} });
  equal(seen(newPredict(host, {}), anew), [false, false]);
});

test("a wrong answer is marked wrong, also after a right one and after one that was given up", () => {
  const host = document.createElement("div");
  const value = (right) => ({ ...ASKED, asks_size: false, verdicts: { value: { right, sentence: "So.", typed: "7", where: null, at: [0, 0, 0] } } });
  const predicting = newPredicting();
  const predict = newPredict(host, { check: () => {} });
  const isMarked = (options) => {
    predicting.begin(options);
    predict.show(predicting, FIRST, options);
    return host.children[1].querySelector(".wrong") !== null;
  };
  equal([isMarked(value(true)), isMarked(value(false))], [false, true]);
  predicting.reveal("value", FIRST);
  equal(isMarked(value(false)), false);
  predict.check(FIRST, "8");
  equal(isMarked(value(false)), true);
});

test("what is typed in the cell of an output stands beside the map, and the other way round", () => {
  const host = document.createElement("div");
  const predicting = begun(ASKED);
  const [predict, other] = [newPredict(host, {}), { ...FIRST, column: 1 }];
  predict.show(predicting, FIRST, ASKED);
  const field = host.children[1].querySelector("input");
  predict.type(predicting, FIRST, "12");
  equal([field.value, predict.typed(predicting, FIRST), predict.typed(predicting, other)], ["12", "12", undefined]);
  field.value = "13";
  field.dispatchEvent(new Event("input"));
  equal(predict.typed(predicting, FIRST), "13");
});

const MAP = { height: 3, width: 4 };

// What is hidden of each map, as lines of signs: # hidden, . seen.
const drawn = (marks, planes = 1) => Array.from({ length: planes }, (_, plane) => {
  const cells = Array.from({ length: MAP.height }, () => Array(MAP.width).fill("."));
  for (const mark of marks) {
    if (mark.planes && !mark.planes.includes(plane)) continue;
    for (const row of mark.rows) for (const column of mark.columns) cells[row][column] = mark.kind === "cover" ? "#" : ".";
  }
  return cells.map((line) => line.join("")).join(" ");
});

test("all outputs behind the window in reading order are hidden", () => {
  equal(drawn(coversBehind(MAP, { row: 0, column: 0 })), [".### #### ####"]);
  equal(drawn(coversBehind(MAP, { row: 1, column: 2 })), [".... ...# ####"]);
  equal(drawn(coversBehind(MAP, { row: 1, column: 3 })), [".... .... ####"]);
  equal(drawn(coversBehind(MAP, { row: 2, column: 3 })), [".... .... ...."]);
});

test("to be predicted are all outputs of all maps but those that are known, each on its own map", () => {
  equal(drawn(coversBut(MAP, []), 2), ["#### #### ####", "#### #### ####"]);
  const known = [{ plane: 1, row: 0, column: 3 }, { plane: 0, row: 2, column: 1 }];
  equal(drawn(coversBut(MAP, known), 2), ["#### #### #.##", "###. #### ####"]);
});

const keptInTab = () => {
  const kept = { tried: null };
  return { kept, load: () => JSON.parse(JSON.stringify(kept.tried)), save: (tried) => { kept.tried = tried; } };
};
const WHERE = { what: "padding", at: [], axis: null, channel: null };
const SAID = { size: { right: false, sentence: "You left it out.", typed: "4 x 4", where: WHERE, at: [0, 0, 0] } };

test("what was tried and found is there again when the page is loaded anew", () => {
  const tab = keptInTab();
  const before = newPredicting(tab);
  before.begin({ ...ASKED, verdicts: SAID });
  before.reveal("value", FIRST);
  const after = newPredicting(tab);
  after.begin(ASKED);
  equal(after.saidOf("size"), SAID.size);
  ok(!after.isHidden(FIRST));
  ok(after.sizeIsHidden());
});

test("what was tried is of no other task, and is gone once one has begun", () => {
  const tab = keptInTab();
  newPredicting(tab).begin({ ...ASKED, verdicts: SAID });
  newPredicting(tab).begin({ ...ASKED, asking: "another" });
  const after = newPredicting(tab);
  after.begin(ASKED);
  equal(after.saidOf("size"), undefined);
});

test("the slip that is marked is the size's until it is known, then that of the output that is asked for and hidden", () => {
  const predicting = newPredicting();
  const value = { right: false, sentence: "", typed: "1", where: { ...WHERE, what: "window" }, at: [0, 0, 0] };
  predicting.begin({ ...ASKED, verdicts: { ...SAID, value } });
  equal(predicting.slipAt(FIRST).what, "padding");
  predicting.reveal("size", FIRST);
  equal(predicting.slipAt(FIRST).what, "window");
  equal(predicting.slipAt({ ...FIRST, row: 1 }), null);
  predicting.reveal("value", FIRST);
  equal(predicting.slipAt(FIRST), null);
});

test("each output keeps what was said of it", () => {
  const value = (at, typed) => ({ ...ASKED, verdicts: { value: { right: false, sentence: typed, typed, where: null, at } } });
  const predicting = begun(value([0, 0, 0], "1"), value([0, 1, 1], "2"));
  equal(predicting.saidOf("value", FIRST).typed, "1");
  equal(predicting.saidOf("value", { plane: 0, row: 1, column: 1 }).typed, "2");
});

test("where some outputs are left open, the others are there, and an open one once it is found", () => {
  const [open, other] = [{ ...FIRST, column: 1 }, { ...FIRST, row: 1 }];
  const few = { ...ASKED, asks_size: false, left_open: [[0, 0, 1], [0, 1, 0]] };
  const predicting = begun(few);
  ok(!predicting.sizeIsHidden());
  equal([FIRST, open, other].map((position) => predicting.isHidden(position)), [false, true, true]);
  equal(predicting.covers(RESULT).map(({ kind, planes, rows, columns }) => [kind, planes, rows, columns]), [["cover", [0], [0], [1]], ["cover", [0], [1], [0]]]);
  predicting.begin({ ...few, verdicts: { value: { right: true, at: [0, 0, 1] } } });
  equal([FIRST, open, other].map((position) => predicting.isHidden(position)), [false, false, true]);
  equal(predicting.covers(RESULT).map(({ rows, columns }) => [rows, columns]), [[[1], [0]]]);
});
