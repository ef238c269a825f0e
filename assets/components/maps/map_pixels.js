// The pixels of maps on their canvases: enlarged ones stay squares, those that are shrunk are drawn for the size that they have.

import { formOf } from "../cnnviz/palettes.js";
import { strengthsFrom, strongestPixels } from "../cnnviz/shrink.js";
import { paletteAt, pixelAt, putPixels } from "../payload.js";

// Of pixels that come in two forms, those for the page.
const pixelsOn = (pixels, dark) => {
  if (pixels.shape.length < 4) return pixels;
  const half = pixels.length / 2;
  return pixels.subarray(dark ? half : 0, dark ? 2 * half : half);
};

// What pages/ui/figures/maps.py describes, as it is drawn on a light or a dark page.
export const mapsOn = ({ header, blocks }, dark) => header.maps.map((map, i) => {
  const [pixels, palette] = [blocks[`pixels ${i}`], blocks[`palette ${i}`]];
  const [h, w] = pixels.shape.slice(pixels.shape.length > 3 ? 1 : 0);
  return { ...map, h, w, pixels: pixelsOn(pixels, dark), palette: palette && formOf(palette, dark) };
});

// Numbers with a sign that are shrunk: mixed colours would stand for no number.
const putStrongest = (canvas, rgba, map, shown) => {
  const [across, down] = [shown, (map.h * shown) / map.w].map((side) => Math.max(1, Math.round(side)));
  putPixels(canvas, strongestPixels(rgba, map.pixels, strengthsFrom(map.middle), [map.w, map.h], [across, down]), [down, across]);
};

const shownWidth = (canvas) => canvas.clientWidth * window.devicePixelRatio;

export const drawCanvas = (canvas, map, shown = shownWidth(canvas)) => {
  const rgba = new Uint32Array(map.w * map.h);
  if (map.palette) {
    const colours = paletteAt(map.palette, 0);
    for (let i = 0; i < rgba.length; i += 1) rgba[i] = colours[map.pixels[i]];
  } else {
    for (let i = 0; i < rgba.length; i += 1) rgba[i] = pixelAt(map.pixels, 3 * i);
  }
  rgba.fill(0, map.known); // transparent: not computed yet
  // Enlarged pixels stay squares; a picture that is shrunk is smoothed.
  canvas.drawn = { map, shown };
  const isShrunk = shown && map.w > shown;
  if (isShrunk && map.middle !== null && map.palette) putStrongest(canvas, rgba, map, shown);
  else putPixels(canvas, rgba, [map.h, map.w]);
  canvas.style.imageRendering = isShrunk ? "auto" : "pixelated";
};

// Several, which are measured first.
export const drawCanvases = (canvases, maps) => {
  const shown = canvases.map(shownWidth);
  canvases.forEach((canvas, i) => drawCanvas(canvas, maps[i], shown[i]));
};

// The browser would blur what was shrunk for another size.
const redraw = (root) => {
  for (const canvas of root.querySelectorAll(".frame canvas")) {
    if (shownWidth(canvas) !== canvas.drawn.shown) drawCanvas(canvas, canvas.drawn.map);
  }
};

// Returns what ends it.
export const redrawWhenResized = (root) => {
  const draw = () => requestAnimationFrame(() => redraw(root));
  const observer = new ResizeObserver(draw);
  observer.observe(root);
  window.addEventListener("resize", draw); // a zoom may leave the root as large as it was
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", draw);
  };
};
