// What a number of a figure is while it is dragged: written over its cell until the figure is drawn with it.

import { laidOver } from "./cell_input.js";
import { make } from "../../payload.js";

// host: the figure's element; rect(place): where a cell lies in it.
export const newHeldCell = (host, rect) => {
  const element = host.appendChild(make("div", "cell-held"));
  element.hidden = true;
  return {
    show(place, text) {
      const at = rect(place);
      if (!at) return;
      element.hidden = false;
      element.textContent = text;
      for (const [side, length] of Object.entries(laidOver(at, host))) element.style[side] = `${length}px`;
    },
    hide() { element.hidden = true; },
  };
};
