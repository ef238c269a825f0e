// How fast the timeline runs: a step of usual length while one lap stays short enough, else several steps at once.

export const LONGEST_LAP = 20_000; // ms
export const USUAL_STEP = 250; // ms
export const CALM_STEP = 500; // ms, for whoever asked for less motion

// The speeds on offer: how many times the usual pace, Infinity for "at once".
export const SPEEDS = [["slow", 0.5], ["usual", 1], ["fast", 4], ["very fast", 16], ["at once", Infinity]];

// Milliseconds from one position to the next.
export const stepLength = (positions, speed, calm = false) => {
  if (calm) return CALM_STEP;
  return Math.min(USUAL_STEP / speed, LONGEST_LAP / Math.max(1, positions));
};

// The position after some time, from a start; it stays at the last one.
export const positionAfter = (start, elapsed, length, positions) =>
  length === 0 ? positions - 1 : Math.min(positions - 1, start + Math.floor(elapsed / length));
