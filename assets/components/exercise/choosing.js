// Which exercises there are to choose from, and which comes next when they are mixed: first what was answered wrong last, then what was never
// tried, then what lies longest ago.

// The choices of a group; all without one.
export const offered = ({ topics, groups }, among) => {
  const all = topics.flatMap(({ exercises }) => exercises);
  const group = groups.flatMap(({ choices }) => choices).find(({ key }) => key === among);
  return group ? group.ids.map((id) => all.find((one) => one.id === id)) : all;
};

// exercises: { id }; items: id → { last: "right" or "wrong", at: number of the day }; random: 0 to 1. The current one comes only where it is alone.
export const chooseNext = (exercises, items, current, random) => {
  const all = exercises.length > 1 ? exercises.filter(({ id }) => id !== current) : exercises;
  const wrong = all.filter(({ id }) => items[id]?.last === "wrong");
  const fresh = all.filter(({ id }) => !items[id]);
  const oldest = Math.min(...all.map(({ id }) => items[id]?.at ?? 0));
  const long = all.filter(({ id }) => (items[id]?.at ?? 0) === oldest);
  const among = [wrong, fresh, long, all].find(({ length }) => length > 0);
  return among[Math.floor(random() * among.length)];
};
