// A confusion matrix whose cells are buttons: a row for what it is, a column for what the network says.
// The arrow keys move among the cells, Home and End along a row; Tab leaves them. A click reports [row, column].

import { make, reconcile } from "../payload.js";
import { reporting } from "../reports.js";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The cell that a key leads to as [row, column]; null for other keys and beyond the edge.
export const nextCell = (key, [row, column], size) => {
  if (key === "Home") return [row, 0];
  if (key === "End") return [row, size - 1];
  if (!STEPS[key]) return null;
  const next = [row + STEPS[key][0], column + STEPS[key][1]];
  return next.every((index) => index >= 0 && index < size) ? next : null;
};

const text = (node, words) => { if (node.textContent !== words) node.textContent = words; };

// A name breaks between words and after a slash, not at a hyphen.
const breakable = (node, words) => {
  if (node.textContent === words) return;
  const whole = (part) => Object.assign(make("span", ""), { textContent: part });
  node.replaceChildren(...words.match(/ |[^ /]+\/?/g).flatMap((part) => (part === " " ? part : part.endsWith("/") ? [whole(part), make("wbr", "")] : whole(part))));
};

const drawHead = (table, labels, corner, column) => {
  const row = (table.tHead ?? table.createTHead()).rows[0] ?? table.tHead.insertRow();
  reconcile(row, [corner, ...labels], () => make("th", ""), (th, words, i) => {
    th.scope = "col";
    th.className = i - 1 === column ? "here" : "";
    breakable(th, words);
  });
};

const drawCell = (button, data, row, column) => {
  const { labels, counts, strengths, chosen } = data;
  const count = counts[row][column];
  const isRight = row === column;
  button.className = isRight ? "right" : count ? "" : "none";
  button.style.setProperty("--strength", isRight ? 0 : strengths[row][column]);
  const what = isRight ? "classified correctly" : `classified as ${labels[column]}`;
  button.setAttribute("aria-label", `${labels[row]} ${what}: ${count}`);
  button.setAttribute("aria-pressed", String(chosen[0] === row && chosen[1] === column));
  text(button, String(count));
};

const newRow = () => {
  const row = make("tr", "");
  row.append(Object.assign(make("th", ""), { scope: "row" }));
  return row;
};

const newCell = (row, column) => {
  const cell = make("td", "");
  const button = Object.assign(make("button", ""), { type: "button", tabIndex: -1 });
  [button.dataset.row, button.dataset.column] = [row, column];
  cell.append(button);
  return cell;
};

const drawBody = (table, data) => {
  const body = table.tBodies[0] ?? table.createTBody();
  reconcile(body, data.labels, newRow, (tr, label, row) => {
    tr.className = data.chosen[0] === row ? "here" : "";
    breakable(tr.firstChild, label);
    data.labels.forEach((_, column) => {
      const cell = tr.children[column + 1] ?? tr.appendChild(newCell(row, column));
      drawCell(cell.firstChild, data, row, column);
    });
  });
};

const buttonAt = (root, [row, column]) => root.querySelector(`[data-row="${row}"][data-column="${column}"]`);
const cellOf = (button) => [Number(button.dataset.row), Number(button.dataset.column)];

// Tab leads to one of the buttons, the arrow keys from there to the others.
const rove = (root, button) => {
  for (const other of root.querySelectorAll("button[tabindex='0']")) other.tabIndex = -1;
  button.tabIndex = 0;
};

const draw = (root, data) => {
  const table = root.querySelector("table");
  drawHead(table, data.labels, data.corner, data.chosen[1]);
  drawBody(table, data);
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".confusion");
  root.querySelector("table").setAttribute("aria-label", data.label);
  text(parentElement.querySelector("p"), data.words);
  draw(root, data);
  if (!root.contains(root.getRootNode().activeElement)) rove(root, buttonAt(root, data.chosen));

  root.onclick = (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    rove(root, button);
    draw(root, { ...data, chosen: cellOf(button) }); // without waiting for the server
    report("pick", cellOf(button));
  };
  root.onkeydown = (event) => {
    const button = event.target.closest("button");
    const next = button && nextCell(event.key, cellOf(button), data.labels.length);
    if (!next) return;
    event.preventDefault();
    rove(root, buttonAt(root, next));
    buttonAt(root, next).focus();
  };
  root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1); // tests wait for this
});
