// Pointer and keys over the slices of the output.

import { heldPlace } from "./volume_task.js";
import { voxelAt } from "./volume_slices.js";

const MOVES = {
  ArrowUp: [0, -1, 0], ArrowDown: [0, 1, 0], ArrowLeft: [0, 0, -1], ArrowRight: [0, 0, 1], PageUp: [-1, 0, 0], PageDown: [1, 0, 0],
};

// view: { layout(), size(): of the output, null where it is to be predicted, pinned(), look(place or null), pin(place), play() }.
export const followSlices = (canvas, view) => {
  const under = (event) => {
    const { left, top } = canvas.getBoundingClientRect();
    return view.size() ? voxelAt(view.layout(), view.size(), [event.clientX - left, event.clientY - top]) : null;
  };
  canvas.onpointermove = (event) => view.look(under(event));
  canvas.onpointerleave = () => view.look(null);
  canvas.onclick = (event) => {
    const place = under(event);
    if (place) view.pin(place);
  };
  canvas.onkeydown = (event) => {
    if (!view.size() || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = MOVES[event.key];
    if (!move && event.key !== " ") return;
    event.preventDefault();
    if (move) view.pin(heldPlace(view.pinned().map((at, axis) => at + move[axis]), view.size()));
    else view.play();
  };
};
