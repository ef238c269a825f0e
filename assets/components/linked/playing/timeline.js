// Goes through all outputs in reading order: first, previous, play, next, last, a scrubber, and how fast.

import { make, write } from "../../payload.js";

// The pace: the usual step while a lap stays short enough, else several steps at once.
export const LONGEST_LAP = 20_000; // ms
export const USUAL_STEP = 250; // ms
export const CALM_STEP = 500; // ms, with prefers-reduced-motion

// The speeds on offer: how many times the usual pace, Infinity for "at once".
export const SPEEDS = [["½×", 0.5], ["1×", 1], ["4×", 4], ["16×", 16], ["at once", Infinity]];

// Milliseconds per step, and positions per step. With prefers-reduced-motion Play still plays, as it was asked for, but nothing slides: the
// window stands still for half a second, then stands elsewhere, and on a large map it leaves positions out rather than hurry.
export const paceOf = (positions, speed, calm = false) => {
  if (calm) return { length: CALM_STEP, jump: Math.ceil((positions * CALM_STEP) / LONGEST_LAP) };
  return { length: Math.min(USUAL_STEP / speed, LONGEST_LAP / Math.max(1, positions)), jump: 1 };
};

// The position after some time from a start; it stops at the last one.
export const positionAfter = (start, elapsed, { length, jump }, positions) =>
  length === 0 ? positions - 1 : Math.min(positions - 1, start + jump * Math.floor(elapsed / length));

// Drawings, because not every computer has a font with these signs.
const SVG = "http://www.w3.org/2000/svg";
const SIGNS = {
  first: "M2 3 H4 V13 H2 Z M14 3 L5 8 L14 13 Z",
  previous: "M11 3 L9 3 L2 8 L9 13 L11 13 L4 8 Z",
  play: "M4 2 L14 8 L4 14 Z",
  pause: "M4 3 H7 V13 H4 Z M9 3 H12 V13 H9 Z",
  next: "M5 3 L7 3 L14 8 L7 13 L5 13 L12 8 Z",
  last: "M2 3 L11 8 L2 13 Z M12 3 H14 V13 H12 Z",
};

// A drawing in the colour of the text around it.
const icon = (name) => {
  const svg = document.createElementNS(SVG, "svg");
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  path.setAttribute("d", SIGNS[name]);
  return svg;
};

const relabel = (element, sign, name) => {
  element.replaceChildren(icon(sign));
  element.setAttribute("aria-label", name);
  element.title = name;
};

const timelineButton = (sign, name, act) => {
  const element = Object.assign(make("button", "timeline-button"), { type: "button", onclick: act });
  relabel(element, sign, name);
  return element;
};

const speedChoice = () => {
  const choice = make("select", "timeline-speed");
  choice.setAttribute("aria-label", "Speed");
  choice.append(...SPEEDS.map(([name], i) => new Option(name, String(i), name === "1×", name === "1×")));
  return choice;
};

const placeInMap = (row, column) => `row ${row}, column ${column}`;

// handlers: go(row, column) at each step, rest(row, column) when it comes to rest; inWords(row, column): a place in words, where it is no map.
export const newTimeline = (host, handlers, inWords = placeInMap) => {
  const state = { columns: 1, count: 1, position: 0, frame: 0 };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const scrubber = Object.assign(make("input", "timeline-scrubber"), { type: "range", min: 0, step: 1 });
  scrubber.setAttribute("aria-label", "Position of the window");
  const text = make("output", "timeline-text");
  const speed = speedChoice();

  const draw = () => {
    const [row, column] = [Math.floor(state.position / state.columns), state.position % state.columns];
    scrubber.value = String(state.position);
    const told = `${(state.position + 1).toLocaleString("en")} of ${state.count.toLocaleString("en")}`;
    write(text, { textContent: told });
    write(scrubber, { ariaValueText: `${inWords(row, column)}, ${told}` });
    return [row, column];
  };
  const go = (position) => {
    state.position = Math.max(0, Math.min(state.count - 1, position));
    handlers.go(...draw());
  };
  const rest = () => handlers.rest(Math.floor(state.position / state.columns), state.position % state.columns);
  const stop = () => {
    if (!state.frame) return;
    cancelAnimationFrame(state.frame);
    state.frame = 0;
    relabel(play, "play", "Play");
    rest();
  };
  const run = (start, since, pace) => (now) => {
    go(positionAfter(start, now - since, pace, state.count));
    if (state.position === state.count - 1 || document.hidden || !host.isConnected) stop();
    else state.frame = requestAnimationFrame(run(start, since, pace));
  };
  const begin = () => {
    if (state.position === state.count - 1) go(0);
    relabel(play, "pause", "Pause");
    const pace = paceOf(state.count, SPEEDS[Number(speed.value)][1], calm.matches);
    state.frame = requestAnimationFrame(run(state.position, performance.now(), pace));
  };
  const toggle = () => (state.frame ? stop() : begin());
  const jump = (position) => {
    stop();
    go(position);
    rest();
  };

  const play = timelineButton("play", "Play", toggle);
  host.append(
    timelineButton("first", "First", () => jump(0)), timelineButton("previous", "Previous", () => jump(state.position - 1)), play,
    timelineButton("next", "Next", () => jump(state.position + 1)), timelineButton("last", "Last", () => jump(state.count - 1)),
    scrubber, text, speed,
  );
  scrubber.oninput = () => {
    stop();
    go(Number(scrubber.value));
  };
  scrubber.onchange = rest;
  speed.onchange = () => {
    if (!state.frame) return;
    stop();
    begin();
  };

  return {
    toggle,
    stop,
    // Where the window is now, on a map of this size.
    show({ rows, columns, row, column }) {
      Object.assign(state, { columns, count: rows * columns, position: row * columns + column });
      scrubber.max = String(state.count - 1);
      draw();
    },
  };
};
