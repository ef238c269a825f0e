// What a key does in a figure that has the focus.

const CURSOR_KEYS = {
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0],
};

const OTHER_KEYS = {
  Home: { go: "first" }, End: { go: "last" }, " ": { play: true }, Enter: { pin: true }, Escape: { leave: true },
  "+": { zoom: 2 }, "=": { zoom: 2 }, "-": { zoom: 0.5 }, 0: { zoom: 0 },
};

// {move: [rows, columns]}, {go: "first" | "last"}, {play}, {pin}, {leave}, {zoom: factor, 0 to fit}, or null for any other key.
export const actionOf = ({ key, ctrlKey, metaKey, altKey }) => {
  if (ctrlKey || metaKey || altKey) return null;
  return CURSOR_KEYS[key] ? { move: CURSOR_KEYS[key] } : OTHER_KEYS[key] ?? null;
};
