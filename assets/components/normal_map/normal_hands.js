// The lamp follows the pointer over the lit surface while it is pressed, and the arrow keys.

import { KEY_STEPS, shareOf } from "../pixel.js";

const [ALL, NEAR, FAR] = [1000, 25, 100]; // thousandths of the picture's sides: all, a step, one with Shift
const within = (place) => place.map((part) => Math.max(0, Math.min(ALL, Math.round(part))));

// place(): [down, right] in thousandths; move(place, how): "dragged" or "typed"; look(event or null) where nothing is held.
export const followLamp = (frame, { place, move, look }) => {
  let isHeld = false;
  const follow = (event) => {
    const [across, down] = shareOf(event, frame);
    move(within([ALL * down, ALL * across]), "dragged");
  };
  frame.onpointerdown = (event) => {
    if (event.button !== 0) return;
    isHeld = true;
    frame.setPointerCapture(event.pointerId);
    frame.focus({ preventScroll: true });
    event.preventDefault();
    follow(event);
  };
  frame.onpointermove = (event) => (isHeld ? follow(event) : look(event));
  frame.onpointerup = frame.onpointercancel = frame.onlostpointercapture = () => { isHeld = false; };
  frame.onpointerleave = () => look(null);
  frame.onkeydown = (event) => {
    const step = KEY_STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    move(within(place().map((part, axis) => part + step[axis] * (event.shiftKey ? FAR : NEAR))), "typed");
  };
};
