// One grid of coloured numbers: the window, the weights or the products. Nodes are reused, and changed only where something is new.

import { make, reconcile } from "../../payload.js";
import { inkFor } from "../../cnnviz/colours.js";
import { shortNumber } from "./tile_layout.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const KINDS = { outside: "outside the image", repeated: "in the border, a copy of this pixel" };

// Writes into a node only what it does not show yet.
const paintCell = (cell, value, { text, colour, kind, isChosen }, room, exact) => {
  const old = (cell.shown ??= {});
  const other = old.value !== value || old.room !== room;
  const number = other ? (value === null ? "?" : shortNumber(value, room)) : old.number;
  const written = text ?? number;
  if (other) cell.title = value === null ? "" : exact?.(value) ?? value;
  if (old.written !== written) cell.textContent = written;
  if (old.kind !== kind || old.isChosen !== isChosen) {
    const words = { ...KINDS, chosen: isChosen };
    cell.dataset.kind = kind;
    cell.ariaDescription = kind.split(" ").map((word) => words[word] ?? "").join(" ").trim() || null;
  }
  Object.assign(old, { value, room, number, written, kind, isChosen });
  const background = colour ? `rgb(${colour[0]},${colour[1]},${colour[2]})` : "";
  if (old.background === background) return;
  old.background = cell.style.backgroundColor = background;
  cell.style.color = colour ? inkFor(colour) : "";
};

// What a product was made of stands above it where the style sheet writes it.
const writeMade = (cell, text) => {
  if ((cell.dataset.made ?? "") !== text) cell.dataset.made = text;
};

const newCell = () => Object.assign(make("td", ""), { tabIndex: -1 });

// What all kinds of tile have: a name above, an operator behind.
export const newTileFrame = (operator, content) => {
  const element = make("div", operator ? "detail-tile" : "detail-tile detail-plain");
  const [sign, name] = [make("span", "detail-operator"), make("div", "detail-name")];
  Object.assign(sign, { textContent: operator, ariaHidden: "true" });
  element.append(name, content, sign);
  return { element, setName: (text) => { if (name.textContent !== text) name.textContent = name.title = text; } };
};

// operator: "×", "=" or "→"; handlers: { hover(i, j) or hover(null) }.
// tile.show({ name, values, look(i, j) -> { colour, kind, text?, isChosen? (what "chosen" means) }, exact(value)? (as the title tells it) }, layout): kind: words of "outside", "repeated" and
// "chosen". A null value is to be predicted.
export const newTile = (operator, handlers) => {
  const table = make("table", "detail-grid");
  const body = table.appendChild(make("tbody", ""));
  table.setAttribute("role", "grid");
  const { element, setName } = newTileFrame(operator, table);
  let home = null; // the cell that Tab leads to
  let marked = null;

  const cellAt = (i, j) => body.rows[i]?.cells[j];
  const cellOf = (node) => {
    const cell = node.closest?.("td");
    return cell && [cell.parentNode.rowIndex, cell.cellIndex];
  };
  const settle = (cell) => {
    if (home) home.tabIndex = -1;
    home = cell;
    home.tabIndex = 0;
  };
  const hoverOn = (event) => {
    const cell = cellOf(event.target);
    if (cell) handlers.hover(...cell);
  };

  table.onpointerover = hoverOn;
  table.onpointerleave = () => handlers.hover(null);
  table.addEventListener("focusin", (event) => {
    settle(event.target.closest("td"));
    hoverOn(event);
  });
  table.addEventListener("focusout", () => handlers.hover(null));
  table.onkeydown = (event) => {
    const step = ARROWS[event.key];
    if (!step) return;
    event.preventDefault();
    const [i, j] = cellOf(event.target);
    cellAt(i + step[0], j + step[1])?.focus();
  };

  return {
    element,
    show({ name, values, look, made, exact }, layout) {
      setName(name);
      if (table.ariaLabel !== name) table.ariaLabel = name;
      reconcile(body, values, () => make("tr", ""), (line, row, i) =>
        reconcile(line, row, newCell, (cell, value, j) => {
          paintCell(cell, value, look(i, j), layout.room, exact);
          writeMade(cell, made?.(i, j) ?? "");
        }));
      if (!home?.isConnected) settle(cellAt(0, 0));
    },
    highlight(cell) {
      const wanted = cell ? cellAt(...cell) : null;
      if (wanted === marked) return;
      marked?.classList.remove("tap");
      wanted?.classList.add("tap");
      marked = wanted;
    },
  };
};
