// A plane on a real canvas: what lies under the pointer, what is drawn, and what a mark costs.
import { test, equal, ok } from "./harness.js";
import { newPlane } from "/assets/components/linked/figure/plane.js";

const style = document.head.appendChild(document.createElement("style"));
style.textContent = await (await fetch("/assets/components/linked/linked.css")).text();

const range = (first, end, step = 1) => Array.from({ length: Math.ceil((end - first) / step) }, (_, i) => first + i * step);
const MODES = { zero: () => null, nearest: (i, size) => Math.min(Math.max(i, 0), size - 1) };

// A figure whose cell (row, column) of map `plane` has the grey `grey(plane, row, column)`.
const contentOf = (grey, { height, width, planes = 1, across = 1, pad = 0, mode = "zero" }) => {
  const gap = planes > 1 ? 1 : 0;
  const [rows, columns] = [height + 2 * pad, width + 2 * pad];
  const image = document.createElement("canvas");
  image.width = across * (columns + gap) - gap;
  image.height = Math.ceil(planes / across) * (rows + gap) - gap;
  const pen = image.getContext("2d");
  const isReal = (row, column) => row >= 0 && column >= 0 && row < height && column < width;
  const at = (i, size) => (i < 0 || i >= size ? MODES[mode](i, size) : i);
  const value = (plane, row, column) => {
    const [y, x] = [at(row, height), at(column, width)];
    return y === null || x === null ? null : grey(plane, y, x);
  };
  for (let plane = 0; plane < planes; plane += 1) {
    for (const r of range(0, rows)) {
      for (const c of range(0, columns)) {
        const level = value(plane, r - pad, c - pad);
        if (level === null) continue;
        pen.fillStyle = `rgb(${level},${level},${level})`;
        pen.fillRect((plane % across) * (columns + gap) + c, Math.floor(plane / across) * (rows + gap) + r, 1, 1);
      }
    }
  }
  return {
    key: `${rows} ${columns} ${planes}`, rows, columns, top: pad, left: pad, height, width, planes, across, gap, image,
    text: (plane, row, column) => String(value(plane, row, column) ?? 0), inkOn: () => "#f00",
    paddingKind: (row, column) => (isReal(row, column) ? "" : { zero: "zero", nearest: "repeated" }[mode]),
    label: "a map", alt: "a map for tests",
  };
};

const shown = (content, side = 400) => {
  document.body.replaceChildren();
  const host = document.body.appendChild(document.createElement("div"));
  host.style.cssText = `position: relative; width: ${side}px; height: ${side}px`;
  const calls = [];
  const plane = newPlane(host, {
    look: (position) => calls.push(["look", position]), leave: () => calls.push(["leave"]), pick: (position) => calls.push(["pick", position]),
  });
  plane.show(content);
  const [frame, surface, overlay] = [".plane-frame", ".plane-surface", ".plane-overlay"].map((name) => host.querySelector(name));
  return { host, plane, frame, surface, overlay, calls };
};

const pixelsOf = (canvas, { x, y, size }) => canvas.getContext("2d").getImageData(x, y, size, size).data;
const pixelOf = (canvas, { x, y }) => [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
const alphas = (data) => data.filter((_, i) => i % 4 === 3);

// Where a cell's middle is, searched with the plane's own hit test on a fine raster: { "plane row column": [x, y] }.
const middles = ({ plane, frame }) => {
  const { left, top, width, height } = frame.getBoundingClientRect();
  const found = {};
  for (const y of range(0, height, 2)) {
    for (const x of range(0, width, 2)) {
      const position = plane.position({ clientX: left + x, clientY: top + y });
      if (position) (found[`${position.plane} ${position.row} ${position.column}`] ??= []).push({ x, y });
    }
  }
  const mean = (spots, axis) => Math.round(spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length);
  return Object.fromEntries(Object.entries(found).map(([key, spots]) => [key, { x: mean(spots, "x"), y: mean(spots, "y") }]));
};

const send = (frame, type, { x, y }, more = {}) => {
  const { left, top } = frame.getBoundingClientRect();
  const options = { bubbles: true, cancelable: true, clientX: left + x, clientY: top + y, ...more };
  const Kind = type.startsWith("pointer") ? PointerEvent : MouseEvent;
  frame.dispatchEvent(new Kind(type, { pointerType: "mouse", pointerId: 1, ...options }));
};

const flat = (level) => () => level;
const gradient = (plane, row, column) => 20 + 40 * plane + 10 * row + column;

test("what is under the pointer is what is drawn there, in every tile", () => {
  const content = contentOf(gradient, { height: 3, width: 4, planes: 5, across: 3 });
  const setting = shown(content);
  const positions = Object.entries(middles(setting));
  equal(positions.length, 5 * 3 * 4);
  for (const [key, spot] of positions) equal(pixelOf(setting.surface, { x: spot.x - 8, y: spot.y - 8 })[0], gradient(...key.split(" ").map(Number)), key);
});

test("a cell of the padding has numbers below 0 or beyond the map", () => {
  const positions = Object.keys(middles(shown(contentOf(gradient, { height: 2, width: 3, pad: 2 }))));
  equal(positions.length, 6 * 7);
  for (const key of ["0 -2 -2", "0 3 4", "0 -1 0"]) ok(positions.includes(key), key);
});

test("the pointer looks at each cell once, at no gap, and leaves when it goes beyond", () => {
  const setting = shown(contentOf(gradient, { height: 2, width: 2, planes: 2, across: 2 }));
  const { "0 0 1": first, "1 0 0": second } = middles(setting);
  for (const x of range(first.x, second.x)) send(setting.frame, "pointermove", { x, y: first.y });
  send(setting.frame, "pointermove", { x: first.x, y: 1 });
  equal(setting.calls, [["look", { plane: 0, row: 0, column: 1 }], ["look", { plane: 1, row: 0, column: 0 }], ["leave"]]);
});

test("a finger that passes by looks at nothing", () => {
  const { frame, calls } = shown(contentOf(gradient, { height: 2, width: 2 }));
  send(frame, "pointermove", { x: 100, y: 100 }, { pointerType: "touch" });
  equal(calls, []);
});

test("a click picks, the second one of a double click enlarges what is under it", () => {
  const setting = shown(contentOf(gradient, { height: 20, width: 20 }));
  const at = middles(setting)["0 6 14"];
  const before = setting.plane.cellSize();
  send(setting.frame, "click", at, { detail: 1 });
  send(setting.frame, "click", at, { detail: 2 });
  send(setting.frame, "dblclick", at, { detail: 2 });
  equal(setting.calls, [["pick", { plane: 0, row: 6, column: 14 }]]);
  ok(setting.plane.cellSize() > before);
  const { left, top } = setting.frame.getBoundingClientRect();
  equal(setting.plane.position({ clientX: left + at.x, clientY: top + at.y }), { plane: 0, row: 6, column: 14 });
});

test("a mark is a yellow line with dark ones beside it, on black, grey and white", () => {
  const [yellow, dark] = [[255, 207, 51, 255], [22, 26, 32, 255]].map(String);
  for (const kind of ["window", "cell", "touched", "winner", "tap", "cursor"]) {
    for (const level of [0, 128, 255]) {
      const { plane, overlay, surface } = shown(contentOf(flat(level), { height: 10, width: 10 }));
      plane.mark([{ kind, planes: null, rows: [4, 5], columns: [4, 5] }]);
      const across = range(100, 200).map((x) => pixelOf(overlay, { x, y: 195 })).map(String);
      ok(across.includes(yellow) && across.includes(dark), `${kind} on ${level}`);
      equal(pixelOf(surface, { x: 170, y: 170 })[0], level, "the picture itself stays");
    }
  }
});

test("a ring is 9 pixels wide where what it marks is smaller, and as wide as that where it is not", () => {
  const widthOn = (side) => {
    const { plane, overlay } = shown(contentOf(flat(0), { height: side, width: side }));
    const middle = side >> 1;
    plane.mark([{ kind: "cell", planes: null, rows: [middle], columns: [middle] }]);
    const size = 400;
    const yellow = pixelsOf(overlay, { x: 0, y: 0, size });
    const columns = range(0, size).filter((x) => range(0, size).some((y) => yellow[4 * (y * size + x)] === 255));
    return columns.at(-1) - columns[0] + 1;
  };
  equal(widthOn(200), 9 + 3); // the middle of the line of 3 pixels
  ok(widthOn(10) > 35);
});

test("only what is marked changes, and an empty list takes it away", () => {
  const { plane, overlay } = shown(contentOf(flat(90), { height: 10, width: 10 }));
  plane.mark([{ kind: "window", planes: null, rows: [1, 2, 3], columns: [1, 2, 3] }]);
  ok(alphas(pixelsOf(overlay, { x: 20, y: 20, size: 160 })).some(Boolean));
  ok(!alphas(pixelsOf(overlay, { x: 180, y: 180, size: 220 })).some(Boolean));
  plane.mark([]);
  ok(!alphas(pixelsOf(overlay, { x: 0, y: 0, size: 400 })).some(Boolean));
});

test("a mark of one map leaves the others alone", () => {
  const setting = shown(contentOf(flat(90), { height: 4, width: 4, planes: 4, across: 2 }));
  setting.plane.mark([{ kind: "cell", planes: [2], rows: [1], columns: [1] }]);
  const isMarked = (key) => alphas(pixelsOf(setting.overlay, { ...middles(setting)[key], size: 30 })).some(Boolean);
  equal(range(0, 4).map((plane) => isMarked(`${plane} 1 1`)), [false, false, true, false]);
});

test("padding differs from the same pixels of a picture, zeros from copies", () => {
  const size = { height: 4, width: 4 };
  const corner = (options) => [...pixelsOf(shown(contentOf(flat(0), { ...size, ...options })).surface, { x: 14, y: 14, size: 6 })];
  const [zeros, copies, picture] = [{ pad: 3 }, { pad: 3, mode: "nearest" }, {}].map(corner);
  const kinds = (data) => new Set(data.filter((_, i) => i % 4 === 0)).size;
  ok(kinds(zeros) > 1, "zeros are hatched");
  equal(kinds(picture), 1);
  ok(Math.max(...copies.filter((_, i) => i % 4 === 0)) > 60, "copies of black are faded");
  ok(String(zeros) !== String(copies));
});

test("cells carry their numbers from 30 pixels on", () => {
  const hasRed = (count) => {
    const data = pixelsOf(shown(contentOf(flat(9), { height: count, width: count }), 200).surface, { x: 0, y: 0, size: 200 });
    return range(0, data.length, 4).some((i) => data[i] > 120 && data[i + 1] < 40);
  };
  equal([5, 6, 7, 20].map(hasRed), [true, true, false, false]);
});

test("numbers grow with the page's letters, as on a projector, and no further than their cells", async () => {
  const root = document.documentElement;
  const heightAt = async (size, count) => {
    root.style.fontSize = `${size}px`;
    await null; // what was measured of the letters holds until a script ends
    const cell = 400 / count;
    const data = pixelsOf(shown(contentOf(flat(9), { height: count, width: count })).surface, { x: 0, y: 0, size: cell });
    const isRed = (row) => range(0, cell).some((x) => data[4 * (row * cell + x)] > 120 && data[4 * (row * cell + x) + 1] < 40);
    return range(0, cell).filter(isRed).length;
  };
  const heights = [];
  for (const [size, count] of [[16, 10], [22, 10], [32, 10], [16, 4], [32, 4]]) heights.push(await heightAt(size, count));
  root.style.fontSize = "";
  const [usual, presented, most, large, largest] = heights;
  ok(usual >= 9 && presented > 1.2 * usual && largest > 1.3 * large && largest > 1.3 * most && most < 24, String(heights));
});

test("a number that has room beside usual letters is there beside large ones, too", async () => {
  const root = document.documentElement;
  const painted = [];
  try {
    for (const size of [16, 32]) {
      root.style.fontSize = `${size}px`;
      await null; // what was measured of the letters holds until a script ends
      const content = { ...contentOf(flat(9), { height: 6, width: 6 }), text: () => "-12.34" };
      const data = pixelsOf(shown(content, 200).surface, { x: 0, y: 0, size: 200 });
      painted.push(range(0, data.length, 4).some((i) => data[i] > 120 && data[i + 1] < 40));
    }
  } finally {
    root.style.fontSize = "";
  }
  equal(painted, [true, true]);
});

test("the same sizes keep what was enlarged, others are fitted anew", () => {
  const content = contentOf(gradient, { height: 12, width: 12 });
  const { plane } = shown(content);
  plane.zoomBy(2);
  const enlarged = plane.cellSize();
  plane.show({ ...content, label: "another one" });
  equal(plane.cellSize(), enlarged);
  plane.show(contentOf(gradient, { height: 13, width: 13 }));
  ok(plane.cellSize() < enlarged);
});

test("a cell out of sight is brought into it", () => {
  const { plane, frame } = shown(contentOf(gradient, { height: 40, width: 40 }));
  plane.zoomBy(6, { x: 0, y: 0 });
  const seen = () => Object.keys(middles({ plane, frame }));
  ok(!seen().includes("0 30 38"));
  plane.reveal(30, 38);
  ok(seen().includes("0 30 38"));
});

test("a figure that grows is fitted to its new size", async () => {
  const { plane, host } = shown(contentOf(gradient, { height: 10, width: 10 }));
  const before = plane.cellSize();
  host.style.width = host.style.height = "600px";
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  ok(plane.cellSize() > before);
});

test("marking all of 512 by 512 takes few calls of the canvas", () => {
  const { plane, overlay } = shown(contentOf(flat(90), { height: 512, width: 512 }));
  const pen = overlay.getContext("2d");
  const callsOf = (rows) => {
    let calls = 0;
    const names = ["fill", "stroke", "rect", "fillRect", "clearRect", "strokeRect", "lineTo"];
    for (const name of names) pen[name] = (...given) => { calls += 1; return CanvasRenderingContext2D.prototype[name].apply(pen, given); };
    const { rect } = Path2D.prototype;
    Path2D.prototype.rect = function counted(...given) { calls += 1; return rect.apply(this, given); };
    plane.mark([{ kind: "touched", planes: null, rows, columns: rows }]);
    Path2D.prototype.rect = rect;
    for (const name of names) delete pen[name];
    return calls;
  };
  for (const rows of [range(0, 512), range(0, 512, 2)]) {
    const calls = callsOf(rows);
    ok(calls > 0 && calls < 20, `${calls} calls`);
  }
});

test("of a picture most of which is touched stripes hide nothing; of a smaller part they show which", () => {
  const { plane, overlay } = shown(contentOf(flat(100), { height: 100, width: 100 }));
  const inside = { x: 60, y: 60, size: 40 };
  const striped = (rows) => {
    plane.mark([{ kind: "touched", planes: null, rows, columns: rows }]);
    return Math.max(...alphas(pixelsOf(overlay, inside))) > 0;
  };
  equal([range(0, 100), range(0, 40)].map(striped), [false, true]);
});

test("on a page without Streamlit's theme, padding has the colours of the page's own tokens", () => {
  const root = document.documentElement;
  for (const token of ["--wash", "--ink"]) root.style.setProperty(token, "rgb(10, 20, 30)");
  const { surface } = shown(contentOf(() => 255, { height: 2, width: 2, pad: 1 }));
  equal(pixelOf(surface, { x: 30, y: 30 }), [10, 20, 30, 255]);
  for (const token of ["--wash", "--ink"]) root.style.removeProperty(token);
});

test("a mark that stays where it is isn't drawn again, and on a new map it is", () => {
  const content = contentOf(() => 128, { height: 10, width: 10 });
  const { plane, overlay } = shown(content);
  const cell = (row) => [{ kind: "cell", planes: [0], rows: [row], columns: [2] }];
  const pen = overlay.getContext("2d");
  let cleared = 0;
  pen.clearRect = (...box) => {
    cleared += 1;
    CanvasRenderingContext2D.prototype.clearRect.apply(pen, box);
  };
  const after = (act) => {
    cleared = 0;
    act();
    return cleared;
  };
  equal(after(() => plane.mark(cell(2))), 1);
  equal(after(() => plane.mark(cell(2))), 0);
  equal(after(() => plane.mark(cell(3))), 1);
  equal(after(() => plane.show({ ...content })), 1);
  equal(after(() => plane.mark(cell(3))), 0);
});
