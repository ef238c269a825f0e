// Maps that can be picked, by a click or by keys; Tab leads to one of them.

import { moveByKey, reach } from "../gallery.js";
import { pixelUnder } from "../pixel.js";

export const makePlain = (frame) => {
  for (const name of ["role", "tabindex", "aria-label", "aria-pressed"]) frame.removeAttribute(name);
  frame.onclick = frame.onkeydown = null;
};

export const makePickable = (frame, map, index, pick) => {
  const view = frame.firstChild;
  const isTable = view.tagName === "TABLE"; // screen readers skip the children of a button, but a table's numbers must be read
  frame.setAttribute("role", isTable ? "group" : "button");
  frame.setAttribute("aria-label", map.alt);
  if (isTable) frame.removeAttribute("aria-pressed");
  else frame.setAttribute("aria-pressed", String(map.chosen));
  const gallery = () => [...frame.closest(".maps").querySelectorAll(".frame.pickable")];
  frame.onclick = (event) => {
    const box = view.getBoundingClientRect();
    reach(gallery(), frame);
    pick([index, ...pixelUnder((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, [map.h, map.w])]);
  };
  frame.onkeydown = (event) => {
    if (moveByKey(event, gallery(), frame) || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    pick([index, 0, 0]);
  };
};

// While the focus is among them it stays where it is. Else Tab leads to the map that is chosen, or to the first.
export const keepOneTabStop = (root) => {
  const frames = [...root.querySelectorAll(".frame.pickable")];
  const focused = root.getRootNode().activeElement;
  const chosen = frames.find((frame) => frame.getAttribute("aria-pressed") === "true");
  reach(frames, frames.includes(focused) ? focused : chosen ?? frames[0]);
};
