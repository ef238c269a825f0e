// Words as they stand in exercises: paragraphs, and **what matters**.

import { make } from "../payload.js";

export const paragraphs = (text) => text.split(/\n\s*\n/).map((block) => {
  const made = make("p", "");
  made.append(...block.replaceAll("\n", " ").split("**").map((part, number) => (
    number % 2 ? Object.assign(make("strong", ""), { textContent: part }) : part
  )));
  return made;
});
