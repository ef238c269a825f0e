// Networks as discs: parameters to the right, error upwards, multiplications as area. Pointing at one says its numbers, a click opens it.
// pages/ui/architectures/comparing.py says where each lies.

import { make, reconcile } from "../payload.js";
import { reporting } from "../reports.js";

const WIDEST = 3; // rem, of a disc

const ASK = "Point at a network to read its numbers; click it to open it.";

const keyOf = (target) => target.closest(".point")?.dataset.key;

// Points for fingers lie over each other: the one whose middle is nearest is meant, or the one that a key presses.
const nearest = (points, { target, clientX, clientY, detail }) => {
  if (!detail || !keyOf(target)) return keyOf(target);
  const distance = (point) => {
    const { left, top, width, height } = point.getBoundingClientRect();
    return Math.hypot(left + width / 2 - clientX, top + height / 2 - clientY);
  };
  return [...points.children].sort((a, b) => distance(a) - distance(b))[0].dataset.key;
};

const newPoint = () => {
  const button = Object.assign(make("button", "point"), { type: "button" });
  button.append(make("i", "disc"), make("span", "name"));
  return button;
};

const drawPoint = (chosen) => (button, { key, title, told, across, up, size, side }) => {
  const [disc, name] = button.children;
  Object.assign(button.dataset, { key, side });
  Object.assign(button.style, { left: `${100 * across}%`, bottom: `${100 * up}%` });
  button.style.setProperty("--wide", `${WIDEST * size}rem`);
  button.setAttribute("aria-pressed", String(key === chosen));
  button.ariaLabel = told;
  disc.className = key === chosen ? "disc chosen" : "disc";
  name.textContent = title;
};

const drawTick = (edge) => (node, [text, at]) => {
  node.textContent = text;
  node.style[edge] = `${100 * at}%`;
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".against");
  const [plot, told] = [root.querySelector(".plot"), root.querySelector(".told")];
  if (!plot.children.length) {
    plot.append(...["ups", "acrosses", "points"].map((name) => make("div", name)));
    plot.addEventListener("focusin", () => root.say());
    plot.addEventListener("focusout", () => root.say());
  }
  const [ups, acrosses, points] = plot.children;
  ups.setAttribute("aria-hidden", "true");
  acrosses.setAttribute("aria-hidden", "true");
  reconcile(ups, data.up, () => make("span", "tick"), drawTick("bottom"));
  reconcile(acrosses, data.across, () => make("span", "tick"), drawTick("left"));
  reconcile(points, data.points, newPoint, drawPoint(data.chosen));
  // The one that is pointed at, or has the focus, or is chosen.
  root.say = (pointedAt) => {
    const key = pointedAt ?? plot.querySelector(".point:focus")?.dataset.key ?? data.chosen;
    told.textContent = data.points.find((point) => point.key === key)?.told ?? ASK;
  };
  plot.onpointerover = ({ target }) => root.say(keyOf(target));
  plot.onpointerleave = () => root.say();
  plot.onclick = (event) => {
    const key = nearest(points, event);
    if (key) report("net", key);
  };
  root.say();
  root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1);
});
