// A gallery of things to choose from: Tab leads to one of them, the arrow keys from there to the others, Home and End to the ends.

// Tab leads to this one of them.
export const reach = (items, one) => {
  for (const item of items) item.tabIndex = item === one ? 0 : -1;
};

const middleOf = (item) => {
  const { left, top, width, height } = item.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2, half: height / 2 };
};

// Of the nearest line below (above with sign -1), the item that lies nearest; undefined at the edge.
const inNextLine = (items, from, sign) => {
  const start = middleOf(from);
  const beyond = items.map((item) => ({ item, ...middleOf(item) })).filter(({ y }) => sign * (y - start.y) > start.half);
  const line = Math.min(...beyond.map(({ y }) => sign * y));
  const across = ({ x }) => Math.abs(x - start.x);
  return beyond.filter(({ y, half }) => sign * y <= line + half).sort((one, other) => across(one) - across(other))[0]?.item;
};

const STEPS = {
  ArrowLeft: (items, from) => items[items.indexOf(from) - 1],
  ArrowRight: (items, from) => items[items.indexOf(from) + 1],
  ArrowUp: (items, from) => inNextLine(items, from, -1),
  ArrowDown: (items, from) => inNextLine(items, from, 1),
  Home: (items) => items[0],
  End: (items) => items.at(-1),
};

// Moves the focus as a key says, and returns whether it was a key for that.
export const moveByKey = (event, items, from) => {
  const step = !event.ctrlKey && !event.metaKey && !event.altKey && STEPS[event.key];
  if (!step) return false;
  event.preventDefault(); // the page would scroll
  const next = step(items, from);
  if (next) {
    reach(items, next);
    next.focus();
  }
  return true;
};
