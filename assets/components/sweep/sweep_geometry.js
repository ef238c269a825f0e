// Where the curves of a sweep lie and where their names stand: numbers only, nothing is drawn here.

// From an amount to its coordinate between two ends.
export const alongAxis = (amounts, left, right) => {
  const [first, last] = [amounts[0], amounts.at(-1)];
  return (amount) => left + ((right - left) * (amount - first)) / (last - first);
};

// The index of the amount that lies nearest to a coordinate on the axis.
export const nearestStep = (amounts, left, right, x) => {
  const xOf = alongAxis(amounts, left, right);
  const away = amounts.map((amount) => Math.abs(xOf(amount) - x));
  return away.indexOf(Math.min(...away));
};

// One class's shares at all steps; `shares` holds a row of `classes` numbers for each step.
export const sharesOf = (shares, classes, one) =>
  Array.from({ length: shares.length / classes }, (_, step) => shares[step * classes + one]);

// The classes whose share becomes large, the largest first; the others are drawn thin and without a name.
export const namedClasses = (shares, classes, most = 5, least = 0.15) =>
  Array.from({ length: classes }, (_, one) => ({ one, peak: Math.max(...sharesOf(shares, classes, one)) }))
    .filter(({ peak }) => peak >= least)
    .sort((a, b) => b.peak - a.peak || a.one - b.one)
    .slice(0, most)
    .map(({ one }) => one);

export const pathOf = (points) => points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

const LETTER = 7; // CSS pixels, about
const LINE = 15;

const meets = (a, b) =>
  Math.abs(a.x - b.x) < ((a.name.length + b.name.length) * LETTER) / 2 && Math.abs(a.y - b.y) < LINE;

// Where a line stands out most from the others, without its name reaching beyond the ends.
const standsOut = (lines, line, left, right) => {
  const half = (line.name.length * LETTER) / 2;
  let best = { gap: -Infinity, at: line.points[0] };
  line.points.forEach(([x, y], step) => {
    if (x - half < left || x + half > right) return;
    const gap = Math.min(...lines.filter((other) => other !== line).map((other) => other.points[step][1] - y), 1e9);
    if (gap > best.gap) best = { gap, at: [x, y] };
  });
  return best.at;
};

// A point for the name of each line, {name, x, y}, none over another: `lines` have a name and points.
export const labelPoints = (lines, left, right, top, bottom) => {
  const labels = [];
  for (const line of lines) {
    const [x, y] = standsOut(lines, line, left, right);
    const tries = [6, -LINE, LINE + 6, -2 * LINE, 2 * LINE + 6, -3 * LINE, 3 * LINE + 6, -4 * LINE, -5 * LINE];
    const free = tries
      .map((up) => ({ name: line.name, x, y: y - up }))
      .filter((point) => point.y > top + LINE / 2 && point.y < bottom)
      .find((point) => !labels.some((other) => meets(point, other)));
    if (free) labels.push(free);
  }
  return labels;
};
