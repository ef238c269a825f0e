// A shape of voxels in space, drawn on a canvas from the back to the front: orthographic, so that going along the axes in the right order is
// enough. At most 16³ voxels, of which only faces are drawn that nothing covers: a few milliseconds, and no library.

import { indexIn } from "../cnnviz/volume.js";

const DEGREE = Math.PI / 180;
const AROUND_IT = 1.8; // of the view, in the longest sides of the volume: its longest diagonal, and some more
const SHADES = [0.86, 1, 0.72]; // of faces across slices, rows and columns
const EACH_AXIS = [0, 1, 2]; // slices, rows, columns

// Where one step along each axis leads on the screen, in voxels: across, down, and away from the eye.
export const stepsOf = ([around, up]) => {
  const [a, b] = [around * DEGREE, up * DEGREE];
  return [
    [Math.sin(a), -Math.cos(a) * Math.sin(b), Math.cos(a) * Math.cos(b)],
    [0, Math.cos(b), Math.sin(b)],
    [Math.cos(a), Math.sin(a) * Math.sin(b), -Math.sin(a) * Math.cos(b)],
  ];
};

// The voxels' indices along an axis, the farthest first.
const fromTheBack = (n, away) => Array.from({ length: n }, (_, i) => (away > 0 ? n - 1 - i : i));

// The faces that are seen, the farthest first: [place, axis]. A face looks to the eye, and no other voxel covers it.
export const facesOf = (isShown, size, steps) => {
  const [slices, rows, columns] = EACH_AXIS.map((axis) => fromTheBack(size[axis], steps[axis][2]));
  const facing = EACH_AXIS.map((axis) => (Math.abs(steps[axis][2]) < 1e-9 ? 0 : -Math.sign(steps[axis][2])));
  const faces = [];
  for (const z of slices) for (const y of rows) for (const x of columns) {
    const place = [z, y, x];
    if (!isShown[indexIn(size, place)]) continue;
    for (const axis of EACH_AXIS) {
      if (!facing[axis]) continue;
      const beside = place[axis] + facing[axis];
      const next = axis === 0 ? [beside, y, x] : axis === 1 ? [z, beside, x] : [z, y, beside];
      if (beside < 0 || beside >= size[axis] || !isShown[indexIn(size, next)]) faces.push([place, axis, facing[axis]]);
    }
  }
  return faces;
};

const OF_A_FACE = [[0, 0], [1, 0], [1, 1], [0, 1]];
const SIDES = [[0, 1], [1, 3], [3, 2], [2, 0], [4, 5], [5, 7], [7, 6], [6, 4], [0, 4], [1, 5], [2, 6], [3, 7]]; // of a box, by its corners

const rgb = ([r, g, b], shade = 1) => `rgb(${Math.round(r * shade)} ${Math.round(g * shade)} ${Math.round(b * shade)})`;

// canvas: as large as its place; solid: { values, size, isShown, colourOf(value), turn, boxes: [[first place, last]] }; inks: of the lines.
export const drawSolid = (canvas, { values, size, isShown, colourOf, turn, boxes }, { line, here, dark }) => {
  const { width, height } = canvas.getBoundingClientRect();
  const sharp = globalThis.devicePixelRatio || 1;
  const [wide, tall] = [Math.max(1, Math.round(width * sharp)), Math.max(1, Math.round(height * sharp))];
  if (canvas.width !== wide || canvas.height !== tall) [canvas.width, canvas.height] = [wide, tall];
  const pen = canvas.getContext("2d");
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, width, height);
  const steps = stepsOf(turn);
  const scale = Math.min(width, height) / (AROUND_IT * Math.max(...size));
  const on = (z, y, x) => {
    const from = [z, y, x].map((at, axis) => at - size[axis] / 2);
    return [0, 1].map((to) => [width, height][to] / 2 + scale * EACH_AXIS.reduce((sum, axis) => sum + from[axis] * steps[axis][to], 0));
  };
  const box = ([first, last], colour, thick) => {
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => on(...EACH_AXIS.map((axis) => ((bits >> (2 - axis)) & 1 ? last[axis] + 1 : first[axis]))));
    pen.beginPath();
    SIDES.forEach(([from, to]) => {
      pen.moveTo(...corners[from]);
      pen.lineTo(...corners[to]);
    });
    Object.assign(pen, { strokeStyle: colour, lineWidth: thick });
    pen.stroke();
  };
  box([[0, 0, 0], size.map((count) => count - 1)], rgb(line), 1);
  Object.assign(pen, { lineWidth: 0.75, strokeStyle: rgb(line) });
  for (const [place, axis, way] of facesOf(isShown, size, steps)) {
    const [one, other] = EACH_AXIS.filter((it) => it !== axis);
    pen.beginPath();
    OF_A_FACE.forEach(([i, j]) => {
      const at = [...place];
      at[axis] += way > 0 ? 1 : 0;
      at[one] += i;
      at[other] += j;
      pen.lineTo(...on(...at));
    });
    pen.closePath();
    pen.fillStyle = rgb(colourOf(values[indexIn(size, place)]), SHADES[axis]);
    pen.fill();
    pen.stroke();
  }
  boxes.forEach((ends) => {
    box(ends, rgb(dark), 5);
    box(ends, rgb(here), 3);
  });
};

// Both shapes turn together: dragged, or by the arrow keys. view: { turn(), set(turn, how) }.
const held = (degrees, most) => Math.max(-most, Math.min(most, Math.round(degrees)));
const around = (degrees) => ((((Math.round(degrees) + 180) % 360) + 360) % 360) - 180;
const TURNS = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, 10], ArrowDown: [0, -10] };
const PER_PIXEL = 0.6; // degrees

export const turnByHand = (canvas, view) => {
  let from = null;
  const turn = ([a, b], how) => view.set([around(a), held(b, 90)], how);
  canvas.onpointerdown = (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    from = [event.clientX, event.clientY, view.turn()];
  };
  canvas.onpointermove = (event) => {
    if (from) turn([from[2][0] - PER_PIXEL * (event.clientX - from[0]), from[2][1] + PER_PIXEL * (event.clientY - from[1])], "dragged");
  };
  canvas.onpointerup = canvas.onpointercancel = () => { from = null; };
  canvas.onkeydown = (event) => {
    const step = TURNS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    turn(view.turn().map((degrees, i) => degrees + step[i]), "typed");
  };
};
