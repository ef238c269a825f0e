// The same as text: the sentence, a button that copies it, and a table of all positions, which is built when it is unfolded.

import { formatNumber } from "../../cnnviz/numbers.js";
import { operationOf } from "../../cnnviz/operations/operations.js";
import { make, reconcile } from "../../payload.js";

// Rows of the table: what is known of each position in the window, as texts. The first row names the columns.
const factRows = (explanation) => {
  const { window, weights, products, rows, columns, names, outside, chosen } = explanation;
  const { isList, product, chosenName } = operationOf(explanation);
  const nameOf = window.length > 1 ? (c) => [names[c]] : isList ? (c, i) => [names[i]] : () => [];
  const won = new Set(chosen.map(([i, j]) => `${i} ${j}`));
  const head = [...nameOf(0, 0).map(() => "of"), "row", "column", "value", ...(weights ? ["weight"] : []), ...(products ? [product] : []), ...(won.size ? [chosenName(explanation)] : [])];
  const lines = window.flatMap((tile, c) => tile.flatMap((line, i) => line.map((value, j) => [
    ...nameOf(c, i),
    ...(outside[i][j] ? ["outside", "outside"] : [String(rows[i]), String(columns[j])]),
    String(value), ...(weights ? [String(weights[c][i][j])] : []), ...(products ? [String(products[c][i][j] ?? "?")] : []),
    ...(won.size ? [won.has(`${i} ${j}`) ? "yes" : ""] : []),
  ])));
  return [head, ...lines];
};

const copySelected = (text, button) => {
  const field = button.parentNode.appendChild(Object.assign(make("textarea", "detail-unseen"), { value: text }));
  field.select();
  document.execCommand("copy");
  field.remove();
  button.focus();
};

// Copies even over plain http, as in a classroom's network, where there is no navigator.clipboard.
const copyText = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copySelected(text, button);
  }
};

const newCopyButton = (label, text) => {
  const button = Object.assign(make("button", "detail-button"), { type: "button", textContent: label });
  button.onclick = async () => {
    await copyText(text(), button);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  };
  return button;
};

export const newFacts = () => {
  const element = make("div", "detail-facts");
  const sentence = make("p", "detail-sentence");
  const [folded, summary, table] = [make("details", ""), make("summary", ""), make("table", "")];
  let [shown, waiting, form] = [null, 0, ""];

  const fill = () => {
    const [head, ...lines] = factRows(shown);
    const texts = (tag) => (row, cells) => reconcile(row, cells, () => make(tag, ""), (cell, text) => { cell.textContent = text; });
    table.caption ?? table.append(make("caption", ""), make("thead", ""), make("tbody", ""));
    table.caption.textContent = `${shown.title}: ${shown.hidden ? "?" : shown.code ?? formatNumber(shown.total)}`;
    reconcile(table.tHead, [head], () => make("tr", ""), texts("th"));
    reconcile(table.tBodies[0], lines, () => make("tr", ""), texts("td"));
  };
  const refill = () => {
    clearTimeout(waiting);
    if (folded.open && shown) waiting = setTimeout(fill, 120); // it isn't read while the pointer moves
  };

  // The sentence keeps the height of the longest one of its kind, so that nothing below it moves.
  const keepHeight = (now) => {
    if (now !== form) sentence.style.minHeight = "";
    form = now;
  };
  let width = 0;
  const growing = new ResizeObserver(([{ contentRect }]) => requestAnimationFrame(() => {
    sentence.style.minHeight = contentRect.width === width ? `${contentRect.height}px` : "";
    width = contentRect.width;
  }));
  growing.observe(sentence);

  const asText = () => factRows(shown).map((row) => row.join("\t")).join("\n");
  const scroll = Object.assign(make("div", "detail-scroll"), { tabIndex: 0, role: "region", ariaLabel: "All positions in the window" });
  summary.textContent = "As a table";
  scroll.append(table);
  folded.append(summary, newCopyButton("Copy table", asText), scroll);
  folded.ontoggle = refill;
  const line = make("div", "detail-line");
  line.append(sentence, newCopyButton("Copy", () => sentence.textContent));
  element.append(line, folded);

  return {
    element,
    show(explanation) {
      shown = explanation;
      sentence.textContent = explanation.sentence;
      keepHeight(`${explanation.operation} ${explanation.window[0].length} ${explanation.window[0][0].length}`);
      refill();
    },
    close() {
      clearTimeout(waiting);
      growing.disconnect();
    },
  };
};
