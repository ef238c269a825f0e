// What a key does in a figure that has the focus.

const CURSOR_KEYS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
};

const OTHER_KEYS = {
  Home: { go: "first" }, End: { go: "last" }, " ": { play: true }, Enter: { pin: true }, Escape: { leave: true },
  "+": { zoom: 2 }, "=": { zoom: 2 }, "-": { zoom: 0.5 }, 0: { zoom: 0 },
};

// {move: [rows, columns]}, {go: "first" | "last"}, {play}, {pin}, {leave}, {zoom: factor, 0 to fit}, or null for any other key.
const actionOf = ({ key, ctrlKey, metaKey, altKey }) => {
  if (ctrlKey || metaKey || altKey) return null;
  return CURSOR_KEYS[key] ? { move: CURSOR_KEYS[key] } : OTHER_KEYS[key] ?? null;
};

// Does it. view: pin(position), leave(), cursor(), result(), play(), zoom(factor).
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
