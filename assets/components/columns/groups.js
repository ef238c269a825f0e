// Which columns stand close together, and what columns.css works out the size of the maps from.

// Columns that stand close together, by their numbers: one, and those that join it.
export const groupsOf = (columns) => {
  const groups = [];
  columns.forEach(({ joins }, i) => (joins && groups.length ? groups.at(-1).push(i) : groups.push([i])));
  return groups;
};

// What columns.css works out the size of the maps from, where all of them shall fit into the window.
export const measure = (style, columns, groups) => {
  const alone = groups.filter((group) => group.length === 1).length;
  const tallest = Math.max(...columns.map(({ n }) => n));
  const counts = { "--groups": groups.length, "--alone": alone, "--close": columns.length - alone, "--most-maps": tallest };
  for (const [name, count] of Object.entries(counts)) style.setProperty(name, count);
};
