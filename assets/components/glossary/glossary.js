// The glossary: what is typed is answered here at once. The terms came with the code (pages/ui/session/component.py).

import { findTerms } from "../cnnviz/glossary_search.js";
import { follow } from "../follow.js";
import { reporting } from "../reports.js";

const element = (name, given, ...children) => {
  const made = Object.assign(document.createElement(name), given);
  made.append(...children);
  return made;
};

const unbroken = (text) => text.replaceAll(" × ", "\u00a0×\u00a0");

const entry = ({ name, says, formula, synonyms, words, at }, titles) => {
  const made = element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: unbroken(says) }));
  if (formula) made.append(element("dd", { className: "formula", textContent: formula }));
  const also = [...synonyms, ...words];
  if (also.length) made.append(element("dd", { className: "also", textContent: unbroken(`Also: ${also.join(", ")}`) }));
  if (at) {
    const see = `See it on ${titles[at.split("?")[0]]}`;
    const link = element("a", { href: at, onclick: follow, textContent: see, ariaLabel: `${see}: ${name}` });
    made.append(element("dd", { className: "more" }, link));
  }
  return made;
};

export default reporting(({ parentElement, data, report }) => {
  const [root, terms] = [parentElement.querySelector(".glossary"), globalThis.cnnvizCode.vocabulary];
  const [input, count, list] = ["input", ".count", "dl"].map((selector) => root.querySelector(selector));
  const names = terms.map(({ name, synonyms, words }) => [name, ...synonyms, ...words]);
  const answer = () => {
    const found = findTerms(input.value, names);
    const entries = root.entries;
    entries.forEach((one) => { one.hidden = true; });
    for (const number of found) {
      entries[number].hidden = false;
      list.append(entries[number]);
    }
    count.textContent = found.length ? `${found.length} of ${terms.length} terms` : "No term found. Try fewer letters.";
  };
  if (!root.entries) { // drawn first; later runs tell nothing new
    root.entries = terms.map((term) => entry(term, data.titles));
    input.value ||= data.typed; // what was typed before this code had come stays
  }
  answer();
  input.oninput = answer;
  input.onchange = () => report("typed", input.value);
  root.dataset.paints = 1;
});
