// Signs of the timeline as drawings: not every computer has a font with them.

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  first: "M2 3 H4 V13 H2 Z M14 3 L5 8 L14 13 Z",
  previous: "M11 3 L9 3 L2 8 L9 13 L11 13 L4 8 Z",
  play: "M4 2 L14 8 L4 14 Z",
  pause: "M4 3 H7 V13 H4 Z M9 3 H12 V13 H9 Z",
  next: "M5 3 L7 3 L14 8 L7 13 L5 13 L12 8 Z",
  last: "M2 3 L11 8 L2 13 Z M12 3 H14 V13 H12 Z",
};

// A drawing in the colour of the text around it.
export const icon = (name) => {
  const svg = document.createElementNS(SVG, "svg");
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  path.setAttribute("d", PATHS[name]);
  return svg;
};
