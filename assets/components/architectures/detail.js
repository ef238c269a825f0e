// What is said of one layer: its name, what it is, and each number's formula, every number with its name below it.

import { make } from "../payload.js";

const withText = (tag, className, textContent) => Object.assign(make(tag, className), { textContent });

const newPiece = (piece) => {
  if (typeof piece === "string") return withText("span", "sign", piece);
  const term = make("span", "term");
  term.append(withText("b", "", piece[0]), withText("small", "", piece[1]));
  return term;
};

const newLine = ([name, text, pieces, result]) => {
  const line = make("div", "line");
  line.append(withText("h3", "", name));
  if (!pieces) {
    line.append(withText("p", "plain", text));
    return line;
  }
  const formula = make("div", "formula");
  formula.setAttribute("aria-hidden", "true");
  formula.append(...pieces.map(newPiece), withText("span", "sign", "="), withText("b", "result", result));
  line.append(withText("p", "told", text), formula);
  return line;
};

export const drawDetail = (section, layer, lines) => {
  if (!layer) return section.replaceChildren();
  const head = withText("h2", "", layer.name);
  const made = make("p", "made");
  made.append("→ ", withText("mark", "", layer.made));
  return section.replaceChildren(head, withText("p", "what", layer.what), made, ...layer.lines.map((at) => newLine(lines[at])));
};
