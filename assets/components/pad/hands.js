// Which pointers draw: each its own stroke, and a hand that rests on the screen none.

const PALM = 60; // CSS pixels, about 16 mm; a fingertip touches some 10 mm
const ERASES = 32; // in `buttons`, that a pen is held by its other end

// Takes { pointerId, pointerType, button, buttons, width, height } of pointer events. `strokes` is a list that it adds to, and takes out
// of; begin(point, erases) makes a stroke; pointsOf(event): where it was since the last event.
export const newHands = (strokes, begin, pointsOf) => {
  const drawing = new Map(); // pointerId → stroke
  let hasPen = false; // has a pen drawn here? Then a touch is the hand that holds it
  const isPalm = ({ pointerType, width, height }) => pointerType === "touch" && (hasPen || Math.max(width, height) > PALM);
  const drop = (id) => {
    const at = strokes.indexOf(drawing.get(id));
    if (at >= 0) strokes.splice(at, 1);
    drawing.delete(id);
  };
  return {
    isDrawing: () => drawing.size > 0,
    down: (event) => {
      hasPen ||= event.pointerType === "pen";
      const erases = Boolean(event.buttons & ERASES);
      if (isPalm(event) || (event.button !== 0 && !erases)) return;
      const stroke = begin(pointsOf(event).at(-1), erases);
      drawing.set(event.pointerId, stroke);
      strokes.push(stroke);
    },
    move: (event) => {
      if (isPalm(event)) drop(event.pointerId); // it came down with its edge
      drawing.get(event.pointerId)?.points.push(...pointsOf(event));
    },
    // Gives whether a stroke has ended.
    up: ({ pointerId }) => drawing.delete(pointerId),
    // The system has taken it for a palm, or for a gesture of its own.
    cancel: ({ pointerId }) => drop(pointerId),
  };
};
