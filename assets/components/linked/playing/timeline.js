// Goes through all outputs in reading order: first, previous, play, next, last, a scrubber, and how fast.

import { make } from "../../payload.js";
import { icon } from "./icons.js";
import { SPEEDS, paceOf, positionAfter } from "./pace.js";

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
  choice.append(...SPEEDS.map(([name], i) => new Option(name, String(i), name === "usual", name === "usual")));
  return choice;
};

// handlers: go(row, column) at each step, rest(row, column) when it comes to rest.
export const newTimeline = (host, handlers) => {
  const state = { columns: 1, count: 1, position: 0, frame: 0 };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const scrubber = Object.assign(make("input", "timeline-scrubber"), { type: "range", min: 0, step: 1 });
  scrubber.setAttribute("aria-label", "Position of the window");
  const text = make("output", "timeline-text");
  const speed = speedChoice();

  const draw = () => {
    const [row, column] = [Math.floor(state.position / state.columns), state.position % state.columns];
    scrubber.value = String(state.position);
    text.textContent = `${(state.position + 1).toLocaleString("en")} of ${state.count.toLocaleString("en")}`;
    scrubber.setAttribute("aria-valuetext", `row ${row}, column ${column}, ${text.textContent}`);
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
