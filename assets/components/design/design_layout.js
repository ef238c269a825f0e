// Where each layer of a design is drawn, in rem: a row of blocks along a line, branches below each other, a skip below what it passes.

import { isJoin } from "../cnnviz/design_kinds.js";

const GRAINS = [
  { name: "large", most: 12, pitch: 6.6, label: 2.5, tall: 9.5 },
  { name: "middle", most: 45, pitch: 3.3, label: 2.5, tall: 7 },
  { name: "small", most: Infinity, pitch: 1.9, label: 0.3, tall: 6 },
];
const [LEAD, JOIN, GAP, LANE, SKIP] = [1.4, 2, 0.5, 0.5, 0.9]; // before and behind branches; a join; between blocks; between branches; below a block where a skip passes
const PARTS_OF_REM = 2; // widths of blocks to the rem: a filter more seldom moves all that is behind it
const [LEAST, GHOST] = [0.5, 2.2]; // heights: of the smallest map, and of what cannot be drawn
const [ACROSS, UP] = [0.2, 0.13]; // how far a map's columns lead to the right and up
const FINGER = 2.9;
const [NARROW, LOWER] = [62, 0.75]; // where there is less room, as on a projector, blocks are lower, so that numbers stay in sight
const MOST_APART = 4; // how much further apart few blocks stand where there is room

export const grainOf = (count, isCoarse) => {
  const grain = GRAINS.find(({ most }) => count <= most);
  return isCoarse ? { ...grain, pitch: Math.max(grain.pitch, FINGER) } : grain;
};

// A block: how thick (channels), how high (rows), and how far it leads into the picture (columns).
const blockOf = (shape, { sides, units, tall }) => {
  if (!shape) return { thick: 1, high: GHOST, deep: 0 };
  if (shape.length === 1) return { thick: 0.45, high: LEAST + (tall - 2) * Math.log2(1 + shape[0]) / Math.log2(1 + units), deep: 0, isRow: true };
  const long = (side) => LEAST + (tall - LEAST) * Math.sqrt(side / sides);
  return { thick: 0.3 + 0.24 * Math.log2(1 + shape[0]), high: long(shape[1]), deep: long(shape[2]) };
};

// found: as measureDesign gives it; room: the width that there is. Gives { width, height, items: [{ at (-1: the input), x, y, ...block, left, right, top, bottom }], lines, joins }.
const layoutWith = (design, found, grain) => {
  const known = [design.shape, ...found.rows.map(({ shape }) => shape)];
  const scale = {
    sides: Math.max(...known.filter((shape) => shape.length === 3).flatMap(([, ...sides]) => sides)),
    units: Math.max(...known.filter((shape) => shape.length === 1).map(([units]) => units), 1000),
    tall: grain.tall,
  };
  const ats = new Map(found.nodes.map(({ part }, at) => [part, at]));
  const shapeAt = (at) => (at < 0 ? design.shape : found.rows[at]?.shape);
  const sized = (at) => {
    const block = blockOf(shapeAt(at), scale);
    const [dx, dy] = [ACROSS * block.deep, UP * block.deep];
    return { at, ...block, dx, dy, wide: Math.max(grain.pitch, Math.ceil(PARTS_OF_REM * (block.thick + dx + GAP)) / PARTS_OF_REM), up: block.high / 2 + dy, down: block.high / 2 + grain.label };
  };
  const sizedPart = (part) => {
    if (!isJoin(part)) return sized(ats.get(part));
    const lanes = part.branches.map(sizedChain);
    const full = lanes.filter(({ parts }) => parts.length);
    const wide = Math.max(...lanes.map((lane) => lane.wide), LEAD) + 2 * LEAD + JOIN;
    const down = full.length === 1 ? full[0].down + SKIP * (lanes.length - 1) : 0;
    const high = lanes.reduce((sum, lane) => sum + (lane.parts.length ? lane.up + lane.down : SKIP), LANE * (lanes.length - 1));
    return { at: ats.get(part), lanes, isJoin: true, wide, isSkip: full.length === 1, up: full.length === 1 ? full[0].up : high / 2, down: full.length === 1 ? down : high / 2 };
  };
  const sizedChain = (parts) => {
    const all = parts.map(sizedPart);
    return { parts: all, wide: all.reduce((sum, one) => sum + one.wide, 0), up: Math.max(...all.map(({ up }) => up), 1), down: Math.max(...all.map(({ down }) => down), 1) };
  };

  const [items, lines] = [[], []];
  const placeBlock = (one, x, y) => {
    const left = x + (one.wide - one.thick - one.dx) / 2;
    items.push({ ...one, x: left, y, cell: [x, y - one.up, one.wide, one.up + one.down] });
    return [left, left + one.thick + one.dx / 2];
  };
  // Each place function is given where the line comes from, and gives where it goes on.
  const placeChain = ({ parts }, x, y, from) => parts.reduce(([at, last], one) => {
    if (one.isJoin) return [at + one.wide, placeJoin(one, at, y, last)];
    const [left, right] = placeBlock(one, at, y);
    lines.push([last, [left, y]]);
    return [at + one.wide, [right, y]];
  }, [x, from])[1];
  const placeJoin = ({ at, lanes, wide, isSkip, up }, x, y, from) => {
    const circle = [x + wide - JOIN / 2 - LEAD / 2, y];
    const fork = [x + LEAD / 3, y];
    lines.push([from, fork]);
    let top = y - up;
    let below = y + (lanes.find(({ parts }) => parts.length)?.down ?? 0);
    lanes.forEach((lane) => {
      const isEmpty = !lane.parts.length;
      let middle = y;
      if (isSkip && isEmpty) {
        below += SKIP;
        middle = below - SKIP / 2;
      } else if (!isSkip) {
        middle = top + (isEmpty ? SKIP / 2 : lane.up);
        top += (isEmpty ? SKIP : lane.up + lane.down) + LANE;
      }
      const start = [x + LEAD, middle];
      lines.push([fork, start]);
      const end = isEmpty ? start : placeChain(lane, x + LEAD, middle, start);
      const turn = [circle[0] - LEAD, middle];
      if (end[0] < turn[0]) lines.push([end, turn]);
      lines.push([turn, [circle[0] - 0.55, y]]);
    });
    items.push({ at, isJoin: true, x: circle[0], y, cell: [circle[0] - JOIN / 2, y - 1.4, JOIN, 2.8] });
    return [circle[0] + 0.55, y];
  };

  const chain = sizedChain(design.layers);
  const input = sized(-1);
  const [up, down] = [Math.max(chain.up, input.up) + 0.3, Math.max(chain.down, input.down)];
  const [, right] = placeBlock(input, 0, up);
  placeChain(chain, input.wide, up, [right, up]);
  return { width: input.wide + chain.wide, height: up + down, items, lines };
};

export const layoutOf = (design, found, grain, room) => {
  const drawn = room < NARROW ? { ...grain, tall: LOWER * grain.tall } : grain;
  const layout = layoutWith(design, found, drawn);
  const apart = Math.min(MOST_APART, (room - layout.width) / layout.items.length);
  return apart > 0 ? layoutWith(design, found, { ...drawn, pitch: grain.pitch + apart }) : layout;
};
