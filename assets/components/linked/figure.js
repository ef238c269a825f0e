// One of the two pictures with its caption and its colour scale; the drawing itself is plane.js's.

import { make } from "../payload.js";
import { newPlane } from "./plane.js";

const drawScale = (host, part) => {
  host.hidden = !part.range;
  if (!part.range) return;
  if (!host.firstChild) host.append(make("span", ""), make("canvas", ""), make("span", ""));
  const [low, strip, high] = host.children;
  [low.textContent, high.textContent] = part.range;
  [strip.width, strip.height] = [256, 1];
  const bytes = new Uint8ClampedArray(1024);
  for (let i = 0; i < 256; i += 1) bytes.set([...part.palette.subarray(3 * i, 3 * i + 3), 255], 4 * i);
  strip.getContext("2d").putImageData(new ImageData(bytes, 256, 1), 0, 0);
};

// host: the <figure>; handlers as newPlane's; press: what a key does.
export const newFigure = (host, handlers, press) => {
  const [caption, frame, scale] = host.children;
  const plane = newPlane(frame, handlers);
  frame.onkeydown = press;
  return {
    plane,
    show(content, part) {
      caption.textContent = content.label;
      frame.setAttribute("role", "application");
      frame.setAttribute("aria-roledescription", "map");
      frame.setAttribute("aria-label", `${content.alt}. Arrow keys move the window, space plays, plus and minus zoom.`);
      host.style.setProperty("--ratio", content.image.width / content.image.height);
      plane.show(content);
      drawScale(scale, part);
    },
  };
};
