// Which exercise comes next when they are mixed: first what was answered wrong last, then what was never tried, then what lies longest ago.

// menu: topics with exercises; items: id → { last: "right" or "wrong", at: number of the day, count }; random: 0 to 1
export const chooseNext = (menu, items, current, random) => {
  const all = menu.flatMap(({ exercises }) => exercises).filter(({ id }) => id !== current);
  const wrong = all.filter(({ id }) => items[id]?.last === "wrong");
  const fresh = all.filter(({ id }) => !items[id]);
  const oldest = Math.min(...all.map(({ id }) => items[id]?.at ?? 0));
  const long = all.filter(({ id }) => (items[id]?.at ?? 0) === oldest);
  const among = [wrong, fresh, long, all].find(({ length }) => length > 0);
  return among[Math.floor(random() * among.length)];
};
