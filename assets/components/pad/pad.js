// A drawing pad. Dark ink on white paper; after each stroke the paper goes to Python as SIDE x SIDE grey bytes,
// base64. Pointer, touch and keyboard draw the same way: as strokes, so that the last one can be taken back.

import { reporting } from "../reports.js";

const PAPER = 280;

const paint = (canvas, strokes, backdrop) => {
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, PAPER, PAPER);
  if (backdrop) pen.drawImage(backdrop, 0, 0, PAPER, PAPER);
  pen.strokeStyle = "#000";
  pen.lineCap = pen.lineJoin = "round";
  for (const { width, points } of strokes) {
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(...points[0]);
    for (const point of points.length > 1 ? points.slice(1) : points) pen.lineTo(...point);
    pen.stroke();
  }
};

const greyBytes = (canvas, side) => {
  const small = new OffscreenCanvas(side, side).getContext("2d");
  small.imageSmoothingQuality = "high";
  small.drawImage(canvas, 0, 0, side, side);
  const rgba = small.getImageData(0, 0, side, side).data;
  let text = "";
  for (let i = 0; i < rgba.length; i += 4) text += String.fromCharCode(rgba[i]);
  return btoa(text);
};

const backdropOf = (encoded, side) => {
  const text = atob(encoded);
  const pixels = new ImageData(side, side);
  for (let i = 0; i < text.length; i += 1) {
    pixels.data.fill(text.charCodeAt(i), 4 * i, 4 * i + 3);
    pixels.data[4 * i + 3] = 255;
  }
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  return canvas;
};

export default reporting((component) => {
  const { parentElement, data, report } = component;
  const pad = parentElement.querySelector(".pad");
  const canvas = pad.querySelector("canvas");
  const width = pad.querySelector("input");
  const cursor = pad.querySelector(".cursor");
  const [undo, clear] = pad.querySelectorAll("button");

  // The drawing is kept on the element, since this function runs again after every stroke.
  pad.drawing ??= { strokes: [], at: [PAPER / 2, PAPER / 2], backdrop: data.drawing ? backdropOf(data.drawing, data.side) : null };
  const drawing = pad.drawing;
  const redraw = () => {
    paint(canvas, drawing.strokes, drawing.backdrop);
    undo.disabled = !drawing.strokes.length;
    clear.disabled = !drawing.strokes.length && !drawing.backdrop;
  };
  const send = () => {
    redraw();
    report("drawing", clear.disabled ? "" : greyBytes(canvas, data.side));
  };
  const pointOf = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * PAPER, ((event.clientY - box.top) / box.height) * PAPER];
  };
  const begin = (point) => drawing.strokes.push({ width: Number(width.value), points: [point] });

  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    drawing.down = true;
    begin(pointOf(event));
    redraw();
  };
  canvas.onpointermove = (event) => {
    if (!drawing.down) return;
    for (const e of event.getCoalescedEvents?.() ?? [event]) drawing.strokes.at(-1).points.push(pointOf(e));
    redraw();
  };
  canvas.onpointerup = canvas.onpointercancel = () => {
    if (drawing.down) send();
    drawing.down = false;
  };

  const showCursor = () => {
    cursor.style.left = `${(100 * drawing.at[0]) / PAPER}%`;
    cursor.style.top = `${(100 * drawing.at[1]) / PAPER}%`;
  };
  canvas.onkeydown = (event) => {
    const move = { ArrowUp: [0, -8], ArrowDown: [0, 8], ArrowLeft: [-8, 0], ArrowRight: [8, 0], " ": [0, 0] }[event.key];
    if (!move) return;
    event.preventDefault();
    const from = drawing.at;
    drawing.at = from.map((value, i) => Math.max(0, Math.min(PAPER, value + move[i])));
    showCursor();
    if (event.key === " " || event.shiftKey) {
      begin(from);
      drawing.strokes.at(-1).points.push(drawing.at);
      send();
    }
  };
  undo.onclick = () => {
    drawing.strokes.pop();
    send();
  };
  clear.onclick = () => {
    drawing.strokes = [];
    drawing.backdrop = null;
    send();
  };
  showCursor();
  redraw();
});
