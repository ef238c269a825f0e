// A sentence's powers of e as one writes them by hand. What is read out and copied stays as it is typed: e^(−2.5).

import { make } from "../payload.js";

const POWER = /e\^(?:\(((?:[^()\s]|\([^()]*\))+)\)|([^()\s]+))/g;

const hidden = (text) => Object.assign(make("span", "told"), { textContent: text });

// The nodes of a sentence.
export const withPowers = (text) => {
  const nodes = [];
  let at = 0;
  for (const { 0: whole, 1: grouped, 2: plain, index } of text.matchAll(POWER)) {
    const [before, after] = grouped ? ["^(", ")"] : ["^", ""];
    const raised = Object.assign(make("sup", ""), { textContent: grouped ?? plain });
    nodes.push(text.slice(at, index), "e", hidden(before), raised, hidden(after));
    at = index + whole.length;
  }
  return [...nodes, text.slice(at)];
};
