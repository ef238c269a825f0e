// Timers that pass when a test says so, in place of the window's.

const timers = new Map();
let [now, last] = [0, 0];

globalThis.setTimeout = (act, rest = 0) => {
  timers.set(last += 1, { act, at: now + rest });
  return last;
};
globalThis.clearTimeout = (timer) => timers.delete(timer);

// Lets time pass until the next timer is due; gives how many ms that took, or null if there is none.
export const wait = () => {
  const [next] = [...timers].sort(([, one], [, other]) => one.at - other.at);
  if (!next) return null;
  const [timer, { act, at }] = next;
  const rest = at - now;
  timers.delete(timer);
  now = at;
  act();
  return rest;
};

export const stopAll = () => timers.clear();
