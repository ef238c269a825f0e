// How fast the timeline runs: a step of usual length while one lap stays short enough, else several steps at once.

export const LONGEST_LAP = 20_000; // ms
export const USUAL_STEP = 250; // ms
export const CALM_STEP = 500; // ms, for whoever asked for less motion

// The speeds on offer: how many times the usual pace, Infinity for "at once".
export const SPEEDS = [["slow", 0.5], ["usual", 1], ["fast", 4], ["very fast", 16], ["at once", Infinity]];

// Milliseconds from one step to the next, and the positions of a step: for whoever asked for less motion few and large ones.
export const paceOf = (positions, speed, calm = false) => {
  if (calm) return { length: CALM_STEP, jump: Math.ceil((positions * CALM_STEP) / LONGEST_LAP) };
  return { length: Math.min(USUAL_STEP / speed, LONGEST_LAP / Math.max(1, positions)), jump: 1 };
};

// The position after some time, from a start; it stays at the last one.
export const positionAfter = (start, elapsed, { length, jump }, positions) =>
  length === 0 ? positions - 1 : Math.min(positions - 1, start + jump * Math.floor(elapsed / length));
