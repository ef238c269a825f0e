// Where a learner stands in the course, of what the browser remembers: { lessons: id → { far, of, done, at }, items: id → { last, at } }.

const LATER = [1, 3, 7, 14, 30]; // days after which a lesson's question comes back, longer each time that it was right

const isDue = ({ items }, { items: asked }, today) => asked.some((id) => {
  const one = items[id];
  if (!one) return false;
  if (one.last === "wrong") return true;
  return today - one.at >= LATER[Math.min(one.right, LATER.length) - 1];
});

// "done", "repeat", "begun" or "open"
export const stateOf = (lesson, kept, today) => {
  const one = kept.lessons[lesson.id];
  if (!one) return "open";
  if (!one.done) return "begun";
  return isDue(kept, lesson, today) ? "repeat" : "done";
};

// What stands beside a lesson: that it is to be repeated, how many of its questions were answered rightly last, or how long it takes.
export const besideOf = ({ items, minutes }, kept, how) => {
  if (how === "repeat") return how;
  const right = items.filter((id) => kept.items[id]?.last === "right").length;
  return right ? `${right} of ${items.length} right` : `${minutes} min`;
};

export const toRepeat = (lessons, kept, today) => lessons.filter((lesson) => stateOf(lesson, kept, today) === "repeat");

// The lesson to go on with: the one that was begun last and is not done, else the first that is not done, else the first of all.
export const placeOf = (lessons, kept) => {
  const begun = lessons.filter(({ id }) => kept.lessons[id] && !kept.lessons[id].done);
  const last = begun.reduce((one, other) => (one && kept.lessons[one.id].at >= kept.lessons[other.id].at ? one : other), null);
  return last ?? lessons.find(({ id }) => !kept.lessons[id]?.done) ?? lessons[0];
};
