// What a class thinks of a task: how many have it right, and what the others did, by meaning.

import { make } from "../payload.js";

const written = (tag, textContent) => Object.assign(make(tag, ""), { textContent });

const barOf = (share) => {
  const bar = make("i", "bar");
  bar.style.width = `${100 * share}%`;
  return bar;
};

export const drawThoughts = (list, right, wrong) => {
  const most = Math.max(right, ...wrong.map(({ count }) => count), 1);
  const first = make("li", "right");
  first.append(written("b", `✓ ${right}`), written("span", "right"), make("span", ""), barOf(right / most));
  list.replaceChildren(first, ...wrong.map(({ sentence, count, student }) => {
    const item = make("li", "");
    const see = Object.assign(written("button", "see one"), { type: "button" });
    see.dataset.see = student;
    item.append(written("b", count), written("span", sentence), see, barOf(count / most));
    return item;
  }));
};
