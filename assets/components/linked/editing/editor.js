// The weights as a grid: type over, drag, resize, undo.

import { make, reconcile } from "../../payload.js";
import { cellMove, historyStep } from "../input/cell_keys.js";
import { makeDraggable } from "../input/kernel_drag.js";
import { newKernelState } from "./kernel_state.js";
import { cellFault, cellValue, resizedCells } from "../../cnnviz/kernel_text.js";
import { newKernelTools } from "./kernel_tools.js";
import { paintInput } from "./kernel_input.js";
import { newTileFrame } from "../tiles/tiles.js";

// A tile as newTile of tiles.js; handlers: { hover(i, j) or hover(null), edit(text), ahead(): the kernel that was set, as text, if what is shown is older than that }.
export const newEditor = (operator, handlers) => {
  const [block, table, fault] = [make("div", ""), make("table", "detail-grid detail-editor"), make("p", "detail-fault")];
  const body = table.appendChild(make("tbody", ""));
  const isTyping = () => {
    const { activeElement } = body.getRootNode();
    return body.contains(activeElement) && activeElement.value !== activeElement.dataset.text;
  };
  const state = newKernelState(handlers.edit, () => draw(), { isTyping });
  const tools = newKernelTools({
    undo: () => mended() || state.undo(),
    redo: () => mended() || state.redo(),
    resize: (rows, columns) => mended() || state.put(resizedCells(state.cells, rows, columns)),
  });
  block.append(table, tools.element, fault);
  fault.role = "alert";
  const { element, setName } = newTileFrame(operator, block);
  let [layout, marked, drawn] = [null, null, []];

  const inputAt = (i, j) => body.rows[i]?.cells[j]?.firstChild;
  const cellOfInput = (input) => [input.parentNode.parentNode.rowIndex, input.parentNode.cellIndex];
  const textAt = (input) => {
    const [i, j] = cellOfInput(input);
    return state.cells[i][j];
  };
  const replaced = (input, text) => {
    const [i, j] = cellOfInput(input);
    return state.cells.map((row, y) => row.map((cell, x) => (y === i && x === j ? text : cell)));
  };

  const take = (input) => {
    if (input.value === input.dataset.text) return true;
    const [i, j] = cellOfInput(input);
    fault.textContent = cellFault(input.value, i, j);
    input.ariaInvalid = String(Boolean(fault.textContent));
    if (fault.textContent) return false;
    state.put(replaced(input, input.value.trim() || "0"));
    input.value = input.dataset.text;
    return true;
  };
  const giveUp = (input) => {
    input.value = input.dataset.text;
    input.ariaInvalid = "false";
    fault.textContent = "";
    state.follow();
    input.select();
  };
  // Where the text can't be read, a button only restores the cell.
  const mended = () => {
    const wrong = body.querySelector('[aria-invalid="true"]');
    if (wrong) giveUp(wrong);
    return Boolean(wrong);
  };
  const goBack = (event) => {
    const step = historyStep(event);
    if (!step) return false;
    if (event.target.value !== event.target.dataset.text) return false; // the browser undoes what is being typed
    event.preventDefault();
    state[step]();
    event.target.select();
    return true;
  };

  const onKey = (event) => {
    event.stopPropagation(); // not for the figures' keys
    if (goBack(event)) return;
    if (event.key === "Escape") giveUp(event.target);
    const move = event.key === "Enter" ? [1, 0] : cellMove(event);
    if (!move) return;
    event.preventDefault();
    const [i, j] = cellOfInput(event.target);
    if (event.key === "Enter" && !take(event.target)) return;
    (inputAt(i + move[0], j + move[1]) ?? (event.key === "Enter" ? inputAt(0, j + 1) : null))?.focus();
  };

  const newCell = () => {
    const cell = make("td", "");
    const input = Object.assign(make("input", ""), { autocomplete: "off", spellcheck: false, enterKeyHint: "next", onkeydown: onKey });
    input.onchange = () => take(input);
    input.onfocus = () => {
      input.select();
      handlers.hover(...cellOfInput(input));
    };
    input.onblur = () => {
      state.follow();
      handlers.hover(null);
    };
    cell.onpointerenter = () => handlers.hover(...cellOfInput(input));
    makeDraggable(input, {
      begin: () => take(input) || giveUp(input),
      text: () => textAt(input),
      largest: () => state.largest,
      move: (text) => state.put(replaced(input, text), false),
      end: () => state.put(state.cells),
      giveUp: () => state.giveUp(),
    });
    cell.append(input);
    return cell;
  };

  // While only the window moves, there is nothing to do.
  const isDrawn = (...now) => {
    const same = now.every((item, n) => item === drawn[n]);
    drawn = now;
    return same;
  };
  const draw = () => {
    if (!layout) return;
    tools.show(state, layout.most);
    if (isDrawn(state.cells, layout.paint, layout.room)) return;
    const limit = state.largest;
    reconcile(body, state.cells, () => make("tr", ""), (line, row, i) =>
      reconcile(line, row, newCell, ({ firstChild }, text, j) =>
        paintInput(firstChild, text, layout.paint.signed(cellValue(text), limit), layout.room, [i, j])));
  };
  table.onpointerleave = () => handlers.hover(null);

  return {
    element,
    show({ name, values }, given) {
      setName(name);
      table.ariaLabel = `The kernel, ${values.length} rows and ${values[0].length} columns`;
      layout = given;
      state.know(values, given.turned, handlers.ahead());
      draw();
    },
    resize: ([rows, columns]) => mended() || state.put(resizedCells(state.cells, rows, columns)),
    highlight(cell) {
      const wanted = cell ? inputAt(...cell)?.parentNode : null;
      if (wanted === marked) return;
      marked?.classList.remove("tap");
      wanted?.classList.add("tap");
      marked = wanted;
    },
  };
};
