// A picture in a frame that can be pointed at: its pixels on a canvas, and rings above them.

import { ringStyles } from "../cnnviz/rings.js";
import { make, putPixels, reconcile } from "../payload.js";
import { pixelUnder } from "../pixel.js";

// Greys of values from low to high, as a canvas stores them.
export const greysOf = (values, low, high) => {
  const scale = 255 / (high - low);
  return Uint32Array.from(values, (value) => {
    const grey = Math.max(0, Math.min(255, Math.round((value - low) * scale)));
    return (0xff000000 | (grey << 16) | (grey << 8) | grey) >>> 0;
  });
};

// figure: with a caption and a frame; handlers: { look([row, column]), leave(), pick([row, column]) }.
export const newPictureFrame = (figure, { look, leave, pick }) => {
  const [caption, frame] = figure.children;
  const [canvas, marks] = frame.children;
  let size = [1, 1];
  const under = ({ clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    return pixelUnder((clientX - box.left) / box.width, (clientY - box.top) / box.height, size);
  };
  frame.onpointermove = (event) => look?.(under(event));
  frame.onpointerleave = () => leave?.();
  frame.onclick = (event) => pick?.(under(event));
  return {
    frame,
    under,
    show(rgba, shape, label, alt) {
      size = shape;
      caption.textContent = label;
      canvas.setAttribute("aria-label", alt);
      figure.style.setProperty("--ratio", shape[1] / shape[0]);
      putPixels(canvas, rgba, shape);
    },
    // rings: [{ at: [row, column], kind, rows, columns }]; kind "here" is what is talked about.
    mark: (rings) => reconcile(marks, rings, () => make("i", ""), (ring, { at: [row, column], kind, rows = 1, columns = 1 }) => {
      ring.className = `ring ${kind}`;
      Object.assign(ring.style, ringStyles({ top: row / size[0], left: column / size[1], height: rows / size[0], width: columns / size[1] }));
    }),
  };
};
