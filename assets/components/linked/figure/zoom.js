// Buttons that zoom both figures, and fit them again.

import { make } from "../../payload.js";

const ZOOMS = [["−", "Zoom out", 0.5], ["fit", "Show all", 0], ["+", "Zoom in", 2]];

// planes: what they act on, with a factor of 0 they fit; act: called after each; tell([factor of each plane]): reports the result.
export const newZoom = (host, planes, act, tell) => {
  let told = null; // null until the zoom of the address was applied
  const now = () => planes.map((plane) => plane.zoom());
  const by = (factor) => {
    planes.forEach((plane) => (factor ? plane.zoomBy(factor) : plane.fit()));
    act();
  };
  for (const [sign, name, factor] of ZOOMS) {
    const button = Object.assign(make("button", "zoom-button"), { type: "button", textContent: sign, title: name, onclick: () => by(factor) });
    button.setAttribute("aria-label", name);
    host.append(button);
  }
  return {
    by,
    // Call it whenever a plane shows another part.
    changed() {
      if (told === null || String(now()) === told) return;
      told = String(now());
      tell(now());
    },
    // Applies the zoom of an address.
    begin(factors) {
      if (told !== null) return;
      planes.forEach((plane, i) => factors?.[i] > 1 && plane.zoomBy(factors[i]));
      told = String(now());
      act();
    },
  };
};
