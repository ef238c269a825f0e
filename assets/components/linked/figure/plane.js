// A figure of cells: one map or several as tiles, that can be pointed at, enlarged and marked. The pixels are on one
// canvas and the marks on another one above it, so that marking redraws nothing else.

import { make } from "../../payload.js";
import { listenToHands } from "../input/gestures.js";
import { newDrag } from "../input/kernel_drag.js";
import { drawMarks } from "./overlay.js";
import { stripesOf } from "./padding.js";
import { samePosition } from "../../cnnviz/positions.js";
import { measureLetters } from "../letters.js";
import { drawSurface } from "./surface.js";
import { centreSpot, clampView, fitView, isBeyond, isFitted, panView, positionOf, rectOf, revealSpot, spotAt, spotOf, zoomOf, zoomView } from "./viewport.js";

// Colours as canvases understand them: each token is the colour of an element that nobody sees. Those stay, because adding one
// would have the browser work out styles anew for each.
const newProbe = (token) => {
  const probe = Object.assign(make("i", ""), { hidden: true });
  Object.assign(probe.style, { color: `var(${token})`, forcedColorAdjust: "none" });
  return probe;
};
const newTheme = (host, frame) => {
  const probes = {};
  const tokenOf = (token) => {
    probes[token] ??= frame.appendChild(newProbe(token));
    return getComputedStyle(probes[token]).color;
  };
  return () => {
    const style = getComputedStyle(host);
    // Streamlit's theme; a saved page has none, but the same colours as tokens.
    const theme = (name, token, otherwise) => style.getPropertyValue(`--st-${name}`).trim() || tokenOf(`${token}, ${otherwise}`);
    return {
      text: theme("text-color", "--ink", "#000"),
      background: theme("background-color", "--paper", "#fff"),
      paper: theme("secondary-background-color", "--wash", "#eee"),
      lines: theme("border-color", "--edge", "#ccc"),
      slip: tokenOf("--slip"),
      here: style.getPropertyValue("--here").trim() || "#ffcf33",
      onHere: style.getPropertyValue("--on-here").trim() || "#161a20",
      font: style.fontFamily,
    };
  };
};

// In whole device pixels, so that nothing is smoothed.
const fitCanvas = (canvas, { box, ratio }) => {
  const [width, height] = [Math.round(box.width * ratio), Math.round(box.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  Object.assign(canvas.style, { width: `${width / ratio}px`, height: `${height / ratio}px` });
};

// host: an empty element of some size, position: relative. handlers: { look(position), leave(), pick(position),
// viewChanged(view), double(position), true if that does more than zoom, number(position): what a drag does to the
// number there, as newDrag takes it, or null }, the last three are optional; positions { plane, row, column } count in the map, padding below 0.
export const newPlane = (host, handlers) => {
  const frame = host.appendChild(make("div", "plane-frame"));
  const [surface, overlay] = [make("canvas", "plane-surface"), make("canvas", "plane-overlay")];
  frame.append(surface, overlay);
  frame.setAttribute("aria-hidden", "true"); // the host has the figure's name; keys and sentences tell the rest
  const theme = newTheme(host, frame);
  const state = { content: null, marks: [], marked: [], view: null, box: { width: 0, height: 0 }, ratio: 1, looked: null };

  const sceneOn = (canvas) => ({ pen: canvas.getContext("2d"), ...state });
  const drawSurfaceNow = () => state.view && drawSurface(sceneOn(surface));
  // Marks that are drawn as they would be again stay: a new map is often marked in the same place.
  const drawMarksNow = () => {
    if (!state.view) return;
    const { content, view, box, ratio, colours, marks } = state;
    const now = [content, view, box, ratio, colours, JSON.stringify(marks)];
    if (now.every((item, n) => item === state.marked[n])) return;
    state.marked = now;
    drawMarks(sceneOn(overlay), marks);
  };

  const setView = (view) => {
    state.view = view;
    state.fitted = isFitted(view, state.content, state.box);
    frame.classList.toggle("plane-enlarged", !state.fitted);
    drawSurfaceNow();
    drawMarksNow();
    handlers.viewChanged?.(view);
  };

  // A new pattern at each step of a drag would be two new canvases.
  const keepStripes = (ratio) => {
    const { here, slip } = state.colours;
    const look = [ratio, here, slip].join();
    if (state.striped === look) return;
    const stripes = (colour) => stripesOf(overlay.getContext("2d"), ratio, colour, { pitch: 8, line: 2.5, slope: 1 });
    Object.assign(state, { striped: look, stripes: stripes(here), slipStripes: stripes(slip) });
  };

  const layOut = (width, height, ratio) => {
    if (!state.content || !width || !height) return;
    Object.assign(state, { box: { width, height }, ratio, rem: measureLetters().rem });
    for (const canvas of [surface, overlay]) fitCanvas(canvas, state);
    keepStripes(ratio);
    const fits = !state.view || state.fitted;
    setView(fits ? fitView(state.content, state.box) : clampView(state.view, state.content, state.box));
  };

  const pointIn = ({ clientX, clientY }) => {
    const { left, top } = frame.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const spotUnder = (event) => {
    const { x, y } = pointIn(event);
    return spotAt(state.view, x, y);
  };

  const leave = () => {
    if (state.looked) handlers.leave();
    state.looked = null;
  };
  const point = (event) => {
    if (!state.view) return;
    const spot = spotUnder(event);
    if (isBeyond(state.content, spot)) leave();
    const position = positionOf(state.content, spot);
    frame.classList.toggle("plane-number", Boolean(position && handlers.number?.(position)));
    if (!position || (state.looked && samePosition(position, state.looked))) return;
    state.looked = position;
    handlers.look(position);
  };

  const plane = {
    show(content) {
      const kept = state.view && state.content.key === content.key;
      state.content = content;
      state.colours = theme();
      if (!kept) Object.assign(state, { view: null, looked: null });
      layOut(frame.clientWidth, frame.clientHeight, devicePixelRatio);
    },
    mark(marks) {
      state.marks = marks;
      drawMarksNow();
    },
    zoomBy(factor, at = { x: state.box.width / 2, y: state.box.height / 2 }) {
      if (state.view) setView(zoomView(state.view, factor, at, state.content, state.box));
    },
    fit() {
      if (state.view) setView(fitView(state.content, state.box));
    },
    // Brings a position into sight: with the least movement, or into the middle.
    reveal(row, column, number = 0, centred = false) {
      if (!state.view || state.fitted) return;
      const spot = spotOf(state.content, { plane: number, row, column });
      setView((centred ? centreSpot : revealSpot)(state.view, spot, state.content, state.box));
    },
    // Shows the same part as another plane of the same size.
    lookAt(view) {
      if (state.view) setView(clampView(view, state.content, state.box));
    },
    // How many times larger than fitted, rounded to one decimal.
    zoom: () => (state.view ? Math.round(10 * zoomOf(state.view, state.content, state.box)) / 10 : 1),
    cellSize: () => state.view?.scale ?? 0,
    // Where a cell lies in the host, in CSS pixels.
    rect(position) {
      if (!state.view) return null;
      const { left, top, size } = rectOf(state.view, spotOf(state.content, position));
      return { left: left + frame.offsetLeft, top: top + frame.offsetTop, size };
    },
    // The position under a pointer's event; null in a gap and beyond the maps.
    position: (event) => (state.view ? positionOf(state.content, spotUnder(event)) : null),
    resize() {
      const [width, height, ratio] = [frame.clientWidth, frame.clientHeight, devicePixelRatio];
      if (state.box.width !== width || state.box.height !== height || state.ratio !== ratio) layOut(width, height, ratio);
    },
  };

  listenToHands(frame, {
    point,
    leave,
    tap: (event) => {
      const position = plane.position(event);
      if (position) handlers.pick(position);
    },
    drag: (dx, dy) => state.view && setView(panView(state.view, dx, dy, state.content, state.box)),
    zoom: (factor, event) => plane.zoomBy(factor, pointIn(event)),
    double: (event) => {
      const position = plane.position(event);
      if (!position || !handlers.double?.(position)) plane.zoomBy(2, pointIn(event));
    },
    canDrag: () => Boolean(state.view) && !state.fitted,
    hold: (event) => {
      const position = state.fitted ? plane.position(event) : null; // a drag pans what is enlarged
      const about = position && handlers.number?.(position);
      return about ? newDrag(about, event) : null;
    },
  });
  new ResizeObserver(plane.resize).observe(frame);
  return plane;
};
