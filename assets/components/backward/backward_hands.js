// What hands do to the figures: point at a number, choose one, walk by keys; point at a window; pull a weight along its curve.

import { cellUnder } from "../transposed/grid.js";

const WALK = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const PULL = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

// A browser says that a pointer that rests is over what a new drawing has put under it: that is not pointing.
let last = "";
const hasMoved = ({ screenX, screenY }) => {
  const before = last;
  last = `${screenX} ${screenY}`;
  return last !== before;
};

// sheet(): the numbers of the figure; cursor(): the place that Enter chooses and the arrow keys go on from; look(place or null), pin(place).
export const overFigure = (host, { sheet, cursor, look, pin }) => {
  const placeUnder = (event) => cellUnder(event, sheet().columns);
  Object.assign(host, { tabIndex: 0, role: "group" });
  host.onpointerover = (event) => { const place = hasMoved(event) && placeUnder(event); if (place) look(place); };
  host.onpointerleave = () => look(null);
  host.onclick = (event) => { const place = placeUnder(event); if (place) pin(place); };
  host.onkeydown = (event) => {
    const step = event.key === "Enter" ? [0, 0] : WALK[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { rows, columns } = sheet();
    const [row, column] = cursor();
    pin([Math.max(0, Math.min(rows - 1, row + step[0])), Math.max(0, Math.min(columns - 1, column + step[1]))]);
  };
};

// columns(): how many windows stand in a row; look(at or null): a window in reading order.
export const overTiles = (host, columns, look) => {
  const tileOf = (event) => event.target.closest?.(".tile");
  host.onpointerover = (event) => { const tile = hasMoved(event) && tileOf(event); if (tile) look(Number(tile.dataset.at)); };
  host.onpointerleave = () => { if (!host.contains(host.getRootNode().activeElement)) look(null); };
  host.addEventListener("focusin", (event) => look(Number(tileOf(event).dataset.at)));
  host.addEventListener("focusout", () => look(null));
  host.onclick = (event) => tileOf(event)?.focus();
  host.onkeydown = (event) => {
    const step = WALK[event.key];
    const tile = tileOf(event);
    if (!step || !tile) return;
    event.preventDefault();
    host.children[Number(tile.dataset.at) + step[0] * columns() + step[1]]?.focus();
  };
};

// The dot on the curve. pull(share): to a place between the chart's ends, 0 to 1; nudge(way): by one nudge, −1 or 1; rest(): hands are off.
export const overPlot = (host, { pull, nudge, hold, rest }) => {
  const shareUnder = ({ clientX }) => {
    const { left, width } = host.getBoundingClientRect();
    return Math.max(0, Math.min(1, (clientX - left) / width));
  };
  let isHeld = false;
  host.onpointerdown = (event) => {
    if (event.button !== 0) return;
    isHeld = true;
    hold();
    host.setPointerCapture(event.pointerId);
    host.querySelector(".dot").focus({ preventScroll: true });
    pull(shareUnder(event));
    event.preventDefault();
  };
  host.onpointermove = (event) => isHeld && pull(shareUnder(event));
  host.onpointerup = host.onpointercancel = host.onlostpointercapture = () => {
    if (!isHeld) return;
    isHeld = false;
    rest();
  };
  host.onkeydown = (event) => {
    if (!PULL[event.key]) return;
    event.preventDefault();
    nudge(PULL[event.key]);
  };
};
