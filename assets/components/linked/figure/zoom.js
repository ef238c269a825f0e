// Buttons that enlarge both figures and bring them back.

import { make } from "../../payload.js";

const ZOOMS = [["−", "Zoom out", 0.5], ["fit", "Show all", 0], ["+", "Zoom in", 2]];

// planes: what they act on, with a factor of 0 they fit; act: done after each; tell([factor of each plane]): what it came to.
export const newZoom = (host, planes, act, tell) => {
  let told = null; // as long as it is null, what an address says was not taken over
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
    // To be called whenever a plane shows another part.
    changed() {
      if (told === null || String(now()) === told) return;
      told = String(now());
      tell(now());
    },
    // Takes over what came with an address.
    begin(factors) {
      if (told !== null) return;
      planes.forEach((plane, i) => factors?.[i] > 1 && plane.zoomBy(factors[i]));
      told = String(now());
      act();
    },
  };
};
