// Buttons that enlarge both figures and bring them back.

import { make } from "../payload.js";

const ZOOMS = [["−", "Zoom out", 0.5], ["fit", "Show all", 0], ["+", "Zoom in", 2]];

// planes: what they act on; a factor of 0 fits.
export const newZoom = (host, planes) => {
  const by = (factor) => planes.forEach((plane) => (factor ? plane.zoomBy(factor) : plane.fit()));
  for (const [sign, name, factor] of ZOOMS) {
    const button = Object.assign(make("button", "zoom-button"), { type: "button", textContent: sign, title: name, onclick: () => by(factor) });
    button.setAttribute("aria-label", name);
    host.append(button);
  }
  return { by };
};
