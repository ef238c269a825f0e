// Finds terms by what is typed; cnnviz/glossary/search.py explains it, and a test holds both to one answer.

const LONGEST = 60;
const [ONE_WRONG, TWO_WRONG] = [4, 8];
const [EXACT, BEGINS, WORD_BEGINS, MISSPELLED] = [0, 1, 2, 3];

const plain = (text) => text.replace(/[-‐‑–—\s]+/g, " ").trim().toLowerCase();

// How many changes make a text a beginning of a name: characters put in, left out, other, or swapped.
const wrongIn = (text, name) => {
  let [before, row] = [[], Array.from({ length: name.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= text.length; i += 1) {
    const earlier = before;
    [before, row] = [row, [i]];
    for (let j = 1; j <= name.length; j += 1) {
      const swapped = i > 1 && j > 1 && text[i - 1] === name[j - 2] && text[i - 2] === name[j - 1];
      row.push(Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (text[i - 1] !== name[j - 1]), swapped ? earlier[j - 2] + 1 : Infinity));
    }
  }
  return Math.min(...row);
};

const rankOf = (text, name) => {
  if (name === text) return [EXACT, 0, name.length];
  if (name.startsWith(text)) return [BEGINS, 0, name.length];
  if (` ${name}`.includes(` ${text}`)) return [WORD_BEGINS, 0, name.length];
  const wrong = wrongIn(text, name);
  return [wrong <= (text.length >= ONE_WRONG) + (text.length >= TWO_WRONG) ? MISSPELLED : MISSPELLED + 1, wrong, name.length];
};

const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

// The numbers of the terms found, the best first; of each term its names are given.
export const findTerms = (typed, terms) => {
  const text = plain([...typed].slice(0, LONGEST).join(""));
  if (!text) return terms.map((_, i) => i);
  const ranks = terms.map((names, i) => [...names.map((name) => rankOf(text, plain(name))).sort(compare)[0], i]);
  const found = ranks.filter(([rank]) => rank <= MISSPELLED).sort((a, b) => compare(a, b) || a[3] - b[3]);
  return found.filter(([rank]) => found[0][0] === MISSPELLED || rank < MISSPELLED).map(([, , , i]) => i);
};
