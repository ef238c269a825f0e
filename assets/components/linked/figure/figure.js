// One of the two pictures with its caption and its colour scale; the drawing itself is plane.js's, of a list list_figure.js's.

import { stripOf, switchTitle } from "../../cnnviz/legend.js";
import { newListFigure } from "./list_figure.js";
import { make, putPixels, reconcile, write } from "../../payload.js";
import { newPlane } from "./plane.js";

// A swatch of each colour with what it stands for.
const drawKey = (host, { codes, palette }) => {
  if (host.firstChild?.tagName !== "UL") host.replaceChildren(make("ul", "scale-key"));
  const newEntry = () => {
    const entry = make("li", "");
    entry.append(make("i", ""), make("span", ""));
    return entry;
  };
  reconcile(host.firstChild, codes, newEntry, ({ firstChild: swatch, lastChild: name }, code, index) => {
    swatch.style.backgroundColor = `rgb(${palette.subarray(3 * index, 3 * index + 3).join()})`;
    name.textContent = code;
  });
};

const newStrip = (tag) => {
  const row = make(tag, "scale-row");
  row.append(make("span", ""), make("canvas", ""), make("span", ""));
  if (tag === "button") row.append(Object.assign(make("span", "scale-word"), { textContent: "Full range" }));
  return row;
};

const drawStrip = (row, { range, palette, strip: indices, ends }) => {
  const [low, strip, high] = row.children;
  write(low, { textContent: range[0] });
  write(high, { textContent: range[1] });
  const pixels = stripOf(palette, indices, ends);
  const colours = pixels.join();
  if (strip.shown === colours) return;
  strip.shown = colours;
  putPixels(strip, pixels, [1, pixels.length]);
};

// reach(full) is called where a scale that can end early is pressed.
export const drawScale = (host, part, reach) => {
  const isKey = Boolean(part.codes?.length);
  write(host, { hidden: !part.range && !isKey });
  if (isKey) drawKey(host, part);
  if (!part.range || isKey) return;
  const tag = typeof part.full === "boolean" ? "button" : "div";
  if (host.firstChild?.tagName !== tag.toUpperCase()) host.replaceChildren(newStrip(tag));
  const row = host.firstChild;
  drawStrip(row, part);
  if (tag === "div") return;
  write(row, { type: "button", ariaPressed: String(part.full), title: switchTitle(part.full), onclick: () => reach(!part.full) });
};

// host: the <figure>; handlers as newPlane's; press: what a key does.
export const newFigure = (host, handlers, press) => {
  const [caption, frame, scale] = host.children;
  const [cells, list] = [newPlane(frame, handlers), newListFigure(frame, handlers)];
  let drawn = cells;
  frame.onkeydown = press;
  return {
    // The part that can be pointed at, marked and enlarged: cells or a list.
    plane: {
      mark: (marks) => drawn.mark(marks), zoomBy: (factor) => drawn.zoomBy(factor), fit: () => drawn.fit(),
      zoom: () => drawn.zoom?.() ?? 1,
      rect: (position) => drawn.rect?.(position) ?? null,
      reveal: ({ plane, row, column }, centred) => drawn.reveal?.(row, column, plane, centred),
    },
    // entered: what Enter does, a sentence; "" for nothing.
    show(content, part, entered = "") {
      const listed = Boolean(part.lines?.length);
      drawn = listed ? list : cells;
      write(caption, { textContent: content.label });
      frame.classList.toggle("listed", listed);
      frame.setAttribute("role", "application");
      frame.setAttribute("aria-roledescription", listed ? "list" : "map");
      frame.setAttribute("aria-label", `${content.alt.replace(/\.$/, "")}. Arrow keys move ${listed ? "from line to line" : "the window"}, space plays${listed ? "" : ", plus and minus zoom"}.${entered && ` ${entered}`}`);
      host.style.setProperty("--ratio", content.image.width / content.image.height);
      drawn.show(content, part);
      drawScale(scale, listed ? {} : part, handlers.reach);
    },
  };
};
