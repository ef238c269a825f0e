// Links to pages, in sections: of each a picture and a line, which can be clicked anywhere. pages/ui/home/stops.py packs them.

import { follow } from "../follow.js";
import { drawCanvases, mapsOn, redrawWhenResized } from "../maps/map_pixels.js";
import { countPaint } from "../painted.js";
import { make, reconcile, unpackSync } from "../payload.js";
import { isDark, whenThemeChanges } from "../theme.js";

const say = (element, text) => Object.assign(element, { textContent: text, hidden: !text });

const newStop = () => {
  const [item, link] = [make("li", ""), make("a", "")];
  link.append(make("strong", ""), make("span", ""));
  link.addEventListener("click", follow);
  item.append(link);
  return item;
};

const updateStop = (item, { href, title, does, picture }, maps) => {
  const link = item.lastChild;
  link.href = href;
  const [name, rest] = link.children;
  [name.textContent, rest.textContent] = [title, `: ${does}`];
  if (picture === null) return item.querySelector(".frame")?.remove();
  if (!item.querySelector(".frame")) {
    const frame = make("div", "frame");
    frame.append(make("canvas", ""));
    item.prepend(frame);
  }
  const canvas = item.querySelector("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", maps[picture].alt);
};

const newSection = () => {
  const section = make("section", "");
  const name = make("h3", "");
  name.append(make("span", ""), " ", make("b", ""));
  section.append(name, make("ul", ""));
  return section;
};

const updateSection = (section, { title, stops }, index, maps) => {
  const [name, list] = section.children;
  name.hidden = !title;
  [name.firstChild.textContent, name.lastChild.textContent] = [index + 1, title];
  reconcile(list, stops, newStop, (item, stop) => updateStop(item, stop, maps));
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".stops");
  const [heading, sections] = root.children;
  const { header, blocks } = unpackSync(data);
  say(heading, header.title);
  reconcile(sections, header.sections, newSection, (section, given, index) => updateSection(section, given, index, header.maps));
  const draw = () => drawCanvases([...root.querySelectorAll("canvas")], mapsOn({ header, blocks }, isDark(root)));
  draw();
  root.unwatch?.();
  const ends = [redrawWhenResized(root), whenThemeChanges(draw)];
  root.unwatch = () => ends.forEach((end) => end());
  countPaint(root);
  return root.unwatch;
};
