// Carries out what a key does in a figure.

import { actionOf } from "./keyboard.js";

// view: pin(place), leave(), cursor(), result(), play(), zoom(factor).
export const presser = (view) => (event) => {
  const action = actionOf(event);
  const result = view.result();
  if (!action || !result) return;
  event.preventDefault();
  const cursor = view.cursor();
  const [down, across] = action.move ?? [0, 0];
  if (action.move) view.pin({ ...cursor, row: cursor.row + down, column: cursor.column + across });
  else if (action.go === "first") view.pin({ ...cursor, row: 0, column: 0 });
  else if (action.go) view.pin({ ...cursor, row: result.height - 1, column: result.width - 1 });
  else if (action.play) view.play();
  else if (action.zoom !== undefined) view.zoom(action.zoom);
  else if (action.pin) view.pin(cursor);
  else view.leave();
};
