// What does not fit in a design, or leaves pixels unseen, with what would fit to be pressed.

import { evenFits, fitsOf } from "../cnnviz/design_fits.js";
import { make, reconcile } from "../payload.js";

const unseenText = (rest, name) => `${rest === 1 ? "1 pixel at the end is" : `${rest} pixels at the end are`} seen by no window of ${name}. It fits evenly with:`;

// take(design): called with what was pressed. Gives draw(design, what was measured of it, which layer is looked at, { most, ends }).
export const newMisfit = (host, take) => {
  const [fault, fits] = [".fault", ".fits"].map((selector) => host.querySelector(selector));
  let offered = [];
  fits.onclick = ({ target }) => {
    const fit = offered[[...fits.children].indexOf(target)];
    if (fit) take(fit.design);
  };
  return (design, found, at, { most, ends }) => {
    const rest = found.rows[at]?.rest;
    const isUneven = !found.fault && rest > 0;
    host.hidden = !found.fault && !isUneven;
    host.classList.toggle("uneven", isUneven);
    const text = found.fault ? `${found.fault}.` : isUneven ? unseenText(rest, found.nodes[at].name) : "";
    if (fault.textContent !== text) fault.textContent = text; // said aloud once
    offered = host.hidden ? [] : found.fault ? fitsOf(design, found, most, ends) : evenFits(design, found, at, most, ends);
    reconcile(fits, offered, () => Object.assign(make("button", "fit"), { type: "button" }), (button, { label }) => { button.textContent = label; });
  };
};
