// Below a page, folded away: all terms of the glossary that are read on it, also on controls and within views, where none is marked.

import { newFinder } from "./prose.js";

const UNREAD = "script, style, code, pre, .vocabulary, .gloss";

const isShown = (element) => element.checkVisibility() || getComputedStyle(element).display === "contents";

// The texts that are shown below a node, within components, too.
const readIn = (node) => {
  if (node.nodeType === 3) return [node.data];
  if (node.nodeType !== 1 || node.matches(UNREAD) || !isShown(node)) return [];
  return [...(node.shadowRoot ?? node).childNodes].flatMap(readIn);
};

const element = (name, given, ...children) => {
  const made = Object.assign(document.createElement(name), given);
  made.append(...children);
  return made;
};

const entry = ({ name, says, formula }) =>
  element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: says }), ...(formula ? [element("dd", { className: "formula", textContent: formula })] : []));

export const newList = (main, terms) => {
  const find = newFinder(terms, ({ name, marks }) => [name, ...marks]);
  const list = element("dl", {});
  const fold = element("details", { className: "vocabulary" }, element("summary", { textContent: "Words on this page" }), list);
  let listed = "";
  const follow = () => {
    const block = main.querySelector(".stMainBlockContainer");
    if (block && fold.parentElement !== block) block.append(fold);
    if (!fold.open) return;
    const numbers = new Set(readIn(main).flatMap((text) => find(text).map(({ number }) => number)));
    const found = [...numbers].sort((a, b) => a - b); // by the alphabet, as terms are
    if (found.join() === listed) return;
    listed = found.join();
    list.replaceChildren(...found.map((number) => entry(terms[number])));
  };
  fold.addEventListener("toggle", follow);
  return { follow, remove: () => fold.remove() };
};
