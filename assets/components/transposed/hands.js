// Pointer and keys over the output, and over what it is compared with.

import { cellUnder } from "./grid.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const ORIGIN = [0, 0];

const columnsIn = (grid) => Number(grid.style.getPropertyValue("--columns"));

// view: { output(): the matrix, null where none is to be seen, cursor(): the output that is looked at, look(what or null), pin(place), play() }.
export const overOutput = (host, view) => {
  const placeUnder = (event) => (view.output() ? cellUnder(event, view.output().columns) : null);
  Object.assign(host, { tabIndex: 0, role: "group" });
  host.onpointerover = (event) => {
    const place = placeUnder(event);
    if (place) view.look({ by: "gather", place });
  };
  host.onpointerleave = () => view.look(null);
  host.onclick = (event) => {
    const place = placeUnder(event);
    if (place) view.pin(place);
  };
  host.onkeydown = (event) => {
    const made = view.output();
    if (!made || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = [made.rows - 1, made.columns - 1];
    const step = STEPS[event.key];
    const to = step ? view.cursor().map((at, axis) => Math.max(0, Math.min(last[axis], at + step[axis]))) : { Home: ORIGIN, End: last }[event.key];
    if (!to && event.key !== " ") return;
    event.preventDefault();
    if (to) view.pin(to);
    else view.play();
  };
};

// Stamps are counted output by output: pointing there is pointing at the output.
export const overCompared = (host, view) => {
  const found = (event) => {
    const figure = event.target.closest("figure");
    const place = figure && cellUnder(event, columnsIn(figure.children[1]));
    return place ? { key: figure.dataset.key, place } : null;
  };
  host.onpointerover = (event) => {
    const one = found(event);
    if (one) view.look(one.key === "coverage" ? { by: "gather", place: one.place } : { by: "beside", ...one });
  };
  host.onpointerleave = () => view.look(null);
  host.onclick = (event) => {
    const one = found(event);
    if (one?.key === "coverage") view.pin(one.place);
  };
};
