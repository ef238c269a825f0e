// The way into the concept test: before the course and after it, from the first question that is open, and to the result.

import { follow } from "../follow.js";
import { make } from "../payload.js";

// answered: number of the question → choice; the place to go on at, from 1: one more than there are is the result
export const firstOpen = (answered, count) => {
  const open = Array.from({ length: count }, (_, number) => number + 1).find((number) => answered[number] === undefined);
  return open ?? count + 1;
};

const FORMS = { a: "Before the course", b: "After the course" };

export const drawTest = (element, { count, page }, kept) => {
  const links = Object.entries(FORMS).map(([form, title]) => {
    const answered = kept[form] ?? {};
    const at = firstOpen(answered, count);
    const how = at > count ? "see the result" : at > 1 || Object.keys(answered).length ? `go on at question ${at}` : `${count} questions`;
    const link = Object.assign(make("a", "to-test"), { href: `${page}?standing=${form}&n=${at}` });
    link.append(Object.assign(make("b", ""), { textContent: title }), Object.assign(make("small", ""), { textContent: how }));
    link.addEventListener("click", follow);
    return link;
  });
  element.querySelector(".tests").replaceChildren(...links);
};
