// A block of a network: its layers as boxes, branches side by side, lines between them, and a skip as an arc above. All lengths are in rem.

import { make } from "../payload.js";

const ACROSS = 3.3; // from one layer to the next
const [WIDE, LEAD, ARC] = [2.8, 0.8, 0.6]; // a box; before and behind the boxes of a block; above them where a skip passes

const shapeOf = ({ columns, lanes, places, edges }, down) => {
  const isAlone = places.length === 1;
  const lead = isAlone ? 0 : LEAD;
  const skips = edges.filter(([from, to]) => from < 0 && places.find(([at]) => at === to)[1] > 0);
  const top = skips.length ? ARC : 0;
  const height = lanes * down + 2 * top;
  const spots = new Map(places.map(([at, column, lane]) => {
    const isJoin = edges.filter(([, to]) => to === at).length > 1;
    return [at, { left: lead + column * ACROSS, middle: isJoin ? height / 2 : top + (lane + 0.5) * down }];
  }));
  return { width: 2 * lead + (columns - 1) * ACROSS + WIDE, height, spots, isAlone };
};

const lineOf = ({ height, spots }, [from, to]) => {
  const end = spots.get(to);
  const middle = height / 2;
  if (from < 0 && end.left > LEAD) { // a skip
    const down = end.left + WIDE / 2;
    return `M0 ${middle}C0.5 ${middle} 0.3 0.2 1 0.2L${down - 0.6} 0.2C${down} 0.2 ${down} 0.3 ${down} ${middle}`;
  }
  const start = from < 0 ? { x: 0, y: middle } : { x: spots.get(from).left + WIDE, y: spots.get(from).middle };
  const bend = end.left - Math.min(LEAD, end.left - start.x);
  return `M${start.x} ${start.y}L${bend} ${start.y}C${end.left - 0.2} ${start.y} ${bend} ${end.middle} ${end.left} ${end.middle}`;
};

const newLayer = (layer, at, { left, middle }, rem) => {
  const box = make("div", "layer");
  box.setAttribute("role", "option");
  Object.assign(box.dataset, { at });
  Object.assign(box.style, { left: rem(left), top: rem(middle), width: rem(WIDE) });
  box.ariaLabel = `${layer.name}: ${layer.what}, makes ${layer.made}`;
  const share = make("i", "share");
  share.style.width = `${100 * layer.share}%`;
  box.append(Object.assign(make("b", ""), { textContent: layer.short }), Object.assign(make("small", ""), { textContent: layer.units }), share);
  return box;
};

// down: from one lane to the next; times: how much larger all is drawn.
export const newBlock = (block, layers, { down, times }) => {
  const shape = shapeOf(block, down);
  const rem = (length) => `${times * length}rem`;
  const node = make("div", shape.isAlone ? "block" : "block several");
  node.setAttribute("role", "presentation");
  Object.assign(node.style, { width: rem(shape.width), height: rem(shape.height) });
  if (!shape.isAlone) {
    const lines = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    lines.setAttribute("viewBox", `0 0 ${shape.width} ${shape.height}`);
    lines.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const last = shape.spots.get(block.places.at(-1)[0]);
    const out = `M${last.left + WIDE} ${last.middle}L${shape.width} ${shape.height / 2}`;
    path.setAttribute("d", block.edges.map((edge) => lineOf(shape, edge)).join("") + out);
    lines.append(path);
    node.append(lines);
  }
  node.append(...block.places.map(([at]) => newLayer(layers[at], at, shape.spots.get(at), rem)));
  return node;
};
