// What hands do: drag the picture, or move it by keys and buttons; point at a number of a map, pin it, and move the pin by keys.

import { KEY_STEPS, pixelAfter, pixelUnder, shareOf } from "../pixel.js";

const FAR = 8; // pixels, with Shift

// frame: the picture's; size(): of the picture; by(): how far it has moved; move(by, how): "dragged" or "typed"; look(pixel or null).
export const followDrag = (frame, { size, by, move, look }) => {
  let held = null;
  frame.onpointerdown = (event) => {
    if (event.button !== 0) return;
    held = { at: [event.clientX, event.clientY], by: by() };
    frame.setPointerCapture(event.pointerId);
    frame.focus({ preventScroll: true });
    event.preventDefault();
  };
  frame.onpointermove = (event) => {
    if (!held) return look(pixelUnder(...shareOf(event, frame), size()));
    const { width, height } = frame.getBoundingClientRect();
    const [rows, columns] = size();
    const across = Math.round(((event.clientX - held.at[0]) / width) * columns);
    const down = Math.round(((event.clientY - held.at[1]) / height) * rows);
    return move([held.by[0] + down, held.by[1] + across], "dragged");
  };
  frame.onpointerup = frame.onpointercancel = frame.onlostpointercapture = () => { held = null; };
  frame.onpointerleave = () => look(null);
  frame.onkeydown = (event) => {
    const step = KEY_STEPS[event.key]?.map((each) => each * (event.shiftKey ? FAR : 1));
    if (!step && event.key !== "Home") return;
    event.preventDefault();
    move(step ? by().map((pixels, axis) => pixels + step[axis]) : [0, 0], "typed");
  };
};

// frame: of a map; size(): of the map; pinned(): [row, column]; look([row, column] or null), pin([row, column]).
export const followPointing = (frame, { size, pinned, look, pin }) => {
  frame.onpointermove = frame.onpointerdown = (event) => look(pixelUnder(...shareOf(event, frame), size()));
  frame.onpointerleave = () => look(null);
  frame.onclick = (event) => pin(pixelUnder(...shareOf(event, frame), size()));
  frame.onkeydown = (event) => {
    const next = pixelAfter(event.key, pinned(), size());
    if (!next) return;
    event.preventDefault();
    pin(next);
  };
};
