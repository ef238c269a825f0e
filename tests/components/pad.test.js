import { equal, near, ok, test } from "./harness.js";
import { newHands } from "/assets/components/pad/hands.js";
import { backdropOf, greyBytes, paint, PAPER } from "/assets/components/pad/paper.js";

const SIDE = 112;

// Hands over a pad: what they have drawn, as [points, erases].
const overPad = () => {
  const strokes = [];
  const begin = (point, erases) => ({ width: 16, points: [point], erases });
  const hands = newHands(strokes, begin, ({ x, y }) => [[x, y]]);
  const event = (pointerId, x, y, more) => ({ pointerId, x, y, pointerType: "touch", button: 0, buttons: 1, width: 20, height: 20, ...more });
  const act = (name) => (...given) => hands[name](event(...given));
  return { down: act("down"), move: act("move"), up: act("up"), cancel: act("cancel"), hands, drawn: () => strokes.map(({ points, erases }) => [points, erases]) };
};

// The paper after some strokes; ink(): how many units of its area are dark.
const paper = (strokes, backdrop = null) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: PAPER, height: PAPER });
  paint(canvas, strokes, backdrop);
  const ink = () => canvas.getContext("2d").getImageData(0, 0, PAPER, PAPER).data.filter((value, i) => i % 4 === 0 && value < 128).length;
  return { canvas, ink };
};
const bytes = (encoded) => Array.from(atob(encoded), (one) => one.charCodeAt(0));

test("each finger draws a stroke of its own", () => {
  const { down, move, up, drawn } = overPad();
  down(1, 10, 10);
  down(2, 200, 10);
  move(1, 10, 50);
  move(2, 200, 50);
  ok(up(1, 10, 50));
  move(1, 99, 99); // it hovers
  move(2, 200, 90);
  equal(drawn(), [[[[10, 10], [10, 50]], false], [[[200, 10], [200, 50], [200, 90]], false]]);
});

test("a hand that rests on the screen draws nothing, also if it comes down with its edge", () => {
  const { down, move, up, drawn, hands } = overPad();
  down(1, 10, 10, { width: 90, height: 40 });
  down(2, 50, 50, { width: 15, height: 25 });
  move(2, 52, 52, { width: 15, height: 75 });
  move(2, 54, 54, { width: 15, height: 30 });
  equal(drawn(), []);
  ok(!up(1) && !up(2) && !hands.isDrawing());
});

test("while somebody draws with a pen, a touch is the hand that holds it", () => {
  const { down, up, drawn } = overPad();
  down(1, 10, 10, { pointerType: "pen", width: 1, height: 1 });
  down(2, 50, 50);
  up(1);
  down(3, 60, 60);
  equal(drawn(), [[[[10, 10]], false]]);
});

test("what the system takes back is no stroke", () => {
  const { down, move, cancel, up, drawn } = overPad();
  down(1, 10, 10);
  down(2, 90, 90);
  move(1, 10, 50);
  cancel(1);
  ok(!up(1) && up(2));
  equal(drawn(), [[[[90, 90]], false]]);
});

test("only the first button draws, and a pen's other end erases", () => {
  const { down, drawn } = overPad();
  down(1, 10, 10, { pointerType: "mouse", button: 2, buttons: 2 });
  down(1, 20, 20, { pointerType: "pen", button: 5, buttons: 32 });
  equal(drawn(), [[[[20, 20]], true]]);
});

test("a click is a dot of the pen's width", () => {
  for (const width of [4, 16, 40]) {
    for (const points of [[[140, 140]], [[140, 140], [140, 140]]]) {
      near(paper([{ width, points, erases: false }]).ink() / (Math.PI * (width / 2) ** 2), 1, 0.1, `${width}`);
    }
  }
});

test("the eraser takes ink away, also of a drawing that was there", () => {
  const line = { width: 20, points: [[40, 140], [240, 140]], erases: false };
  const before = paper([line]);
  const over = { width: 40, points: [[140, 100], [140, 180]], erases: true };
  const left = paper([line, over]).ink() / before.ink();
  ok(left > 0.7 && left < 0.85, `${left} of the line is left`);
  const backdrop = backdropOf(greyBytes(before.canvas, SIDE), SIDE);
  near(paper([over], backdrop).ink() / before.ink(), left, 0.05);
});

test("a paper without ink is no drawing, whatever was erased", () => {
  const line = { width: 20, points: [[40, 140], [240, 140]], erases: false };
  equal(greyBytes(paper([]).canvas, SIDE), "");
  equal(greyBytes(paper([line, { ...line, width: 30, erases: true }]).canvas, SIDE), "");
});

test("the drawing arrives where the browser has no OffscreenCanvas, too", () => {
  const { OffscreenCanvas } = globalThis;
  delete globalThis.OffscreenCanvas;
  try {
    const { canvas } = paper([{ width: 16, points: [[140, 140]], erases: false }]);
    const grey = bytes(greyBytes(canvas, SIDE));
    equal([grey.length, Math.min(...grey), Math.max(...grey)], [SIDE * SIDE, 0, 255]);
    const again = paper([], backdropOf(btoa(String.fromCharCode(...grey)), SIDE));
    near(again.ink() / paper([{ width: 16, points: [[140, 140]], erases: false }]).ink(), 1, 0.1);
  } finally {
    globalThis.OffscreenCanvas = OffscreenCanvas;
  }
});
