// Where the words of the glossary stand in a page's prose. Prose is what Python writes by st.html, and Markdown of one piece of text:
// there Streamlit replaces all when something changes, so that nothing of its own is missed when a word gets an element around it.

const PROSE = ".stHtml :is(p, li, dd, small, dt), .stMarkdown :is(p, li)";
const NO_PROSE = "a, button, summary, label, table, code, pre, h1, h2, h3, [role], [aria-live], [aria-hidden], .glossed, .status, .st-key-title, .drawing";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/[- ]/g, "[-\\s]");

// A term's number by each of its names, in small letters and with spaces for hyphens; and what finds them, the longest first.
export const newFinder = (terms, namesOf = ({ marks }) => marks) => {
  const numbers = new Map();
  terms.forEach((term, i) => namesOf(term).forEach((name) => numbers.set(keyOf(name), i)));
  const names = [...numbers.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${names.join("|")})(?:s|es)?(?![\\p{L}\\p{N}_])`, "giu");
  const numberOf = (text) => numbers.get(keyOf(text)) ?? numbers.get(keyOf(text).replace(/s$/, "")) ?? numbers.get(keyOf(text).replace(/es$/, ""));
  return (text) => [...text.matchAll(pattern)].map(({ 0: word, index }) => ({ word, index, number: numberOf(word) }));
};

const keyOf = (text) => text.toLowerCase().replace(/[-\s]+/g, " ");

const isProse = (element) => element.closest(".stHtml") ? true : element.childNodes.length === 1;

const textsIn = (root) => [...root.querySelectorAll(PROSE)].filter(isProse).flatMap((element) =>
  [...element.childNodes, ...element.querySelectorAll(":scope > :is(b, strong, em, i, small)")].flatMap((node) => (node.nodeType === 3 ? [node] : [...node.childNodes].filter(({ nodeType }) => nodeType === 3))));

// Puts wrap(word, number) around the first occurrence of each term below root that has none yet.
export const markIn = (root, find, wrap) => {
  const known = new Set([...root.querySelectorAll(".glossed")].map(({ dataset }) => Number(dataset.term)));
  for (const text of new Set(textsIn(root))) {
    if (!text.parentElement || text.parentElement.closest(NO_PROSE)) continue;
    let [rest, from] = [text, 0];
    for (const { word, index, number } of find(text.data)) {
      if (known.has(number)) continue;
      known.add(number);
      const found = rest.splitText(index - from);
      rest = found.splitText(word.length);
      from = index + word.length;
      found.replaceWith(wrap(word, number));
    }
  }
};
