// Gestures on a plane: point, tap, drag, pinch, Ctrl and wheel. The page still scrolls: a plain
// wheel, and one finger while nothing is enlarged, are left to it.
// act: { point(event), leave(), tap(event), drag(dx, dy), zoom(factor, event), double(event), canDrag(), hold(event): the drag of a
// number that the mouse takes hold of, as newDrag gives it, or null }; lengths in CSS pixels.

const STILL = 5; // a tap may move this far
const WHEEL_MOST = 30; // of a mouse's notch; a touchpad sends small steps
const WHEEL_SPEED = 0.01;
const LINE = 16; // some browsers count the wheel in lines

const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a, b) => ({ clientX: (a.x + b.x) / 2, clientY: (a.y + b.y) / 2 });

const wheelFactor = ({ deltaY, deltaMode }) => {
  const delta = deltaMode ? deltaY * LINE : deltaY;
  return Math.exp(-WHEEL_SPEED * Math.max(-WHEEL_MOST, Math.min(WHEEL_MOST, delta)));
};

export const listenToHands = (element, act) => {
  const down = new Map(); // pressed pointers and where they are
  let start = null;
  let moved = false; // since the first was pressed
  let held = null; // the number that is dragged

  const pinch = (event, before, now) => {
    const other = [...down].find(([id]) => id !== event.pointerId)[1];
    const [was, is] = [middle(before, other), middle(now, other)];
    act.drag(is.clientX - was.clientX, is.clientY - was.clientY);
    act.zoom(distance(now, other) / Math.max(1, distance(before, other)), is);
  };

  const dragBy = (event, before, now) => {
    if (!moved || !act.canDrag()) return;
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
    element.classList.add("plane-dragged");
    act.drag(now.x - before.x, now.y - before.y);
  };

  const dragNumber = (event) => {
    held.move(event);
    moved ||= held.moved;
  };

  const release = (event) => {
    down.delete(event.pointerId);
    held?.end();
    held = null;
    element.classList.remove("plane-dragged");
  };

  element.onpointerdown = (event) => {
    if (event.button !== 0) return;
    if (!down.size) [start, moved] = [{ x: event.clientX, y: event.clientY }, false];
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (down.size > 1) moved = true;
    else if (event.pointerType === "mouse") held = act.hold(event);
    if (held) element.setPointerCapture(event.pointerId);
  };
  element.onpointermove = (event) => {
    const [before, now] = [down.get(event.pointerId), { x: event.clientX, y: event.clientY }];
    if (event.pointerType !== "touch" && !held) act.point(event);
    if (!before) return undefined;
    moved ||= distance(start, now) > STILL;
    down.set(event.pointerId, now);
    if (held) return dragNumber(event);
    if (down.size === 2) pinch(event, before, now);
    if (down.size === 1) dragBy(event, before, now);
    return undefined;
  };
  element.onpointerup = release;
  element.onpointercancel = release;
  element.onpointerleave = (event) => {
    if (!element.hasPointerCapture(event.pointerId)) release(event);
    if (event.pointerType !== "touch") act.leave();
  };
  element.onclick = (event) => {
    if (!moved && event.detail < 2) act.tap(event); // the second click of a double click is no tap
  };
  element.ondblclick = act.double;
  element.onwheel = (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    act.zoom(wheelFactor(event), event);
  };
  element.ontouchmove = (event) => {
    if (event.touches.length > 1) event.preventDefault(); // two fingers zoom the picture
  };
};
