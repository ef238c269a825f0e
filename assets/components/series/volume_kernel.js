// Weights as up to three slices, typed cell by cell; and beside them the products under the window.

import { inkFor } from "../cnnviz/colours.js";
import { cellFault, cellValue } from "../cnnviz/kernel_text.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { voxelsIn, placeAtIndex } from "../cnnviz/volume.js";
import { cellsOfSlices, inSlices, voxelNumbers, writtenSlices } from "../cnnviz/volume_text.js";
import { LONGEST_CELL, plainNumber } from "../cnnviz/typed_number.js";
import { make, reconcile } from "../payload.js";

// How many cells a key leads on, in a kernel of this size.
const tapStep = (key, [, rows, columns]) => ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, PageUp: -rows * columns, PageDown: rows * columns })[key];

const nameOfTap = (tap, size) => {
  const [slice, row, column] = placeAtIndex(tap, size);
  return `slice ${slice}, row ${row}, column ${column}`;
};

const painted = (cell, share, signed) => {
  const colour = signed(share);
  Object.assign(cell.style, { background: `rgb(${colour.join(" ")})`, color: inkFor(colour) });
};

// A grid for each slice within a host, whose cells are one after the other.
const newGrids = (host, newCell) => (size, update) => {
  const taps = Array.from({ length: voxelsIn(size) }, (_, tap) => tap);
  reconcile(host, inSlices(taps, size), () => make("div", "grid"), (grid, rows) => {
    grid.style.setProperty("--columns", size[2]);
    reconcile(grid, rows.flat(), newCell, update);
  });
};

// handlers: { text(): the weights, set(text), refuse(sentence), look(tap or null) }.
export const newVoxelKernel = (host, handlers) => {
  const newField = () => Object.assign(make("input", "cell"), { type: "text", autocomplete: "off", spellcheck: false, maxLength: LONGEST_CELL + 1 });
  const each = newGrids(host, newField);
  const cells = () => [...host.querySelectorAll("input")];
  const at = (field) => Number(field.dataset.at);
  const now = () => cellsOfSlices(handlers.text());
  const put = (field) => {
    delete field.dataset.typed;
    const { cells: words, size } = now();
    const fault = cellFault(field.value, 0, 0).replace(/^Row 0, column 0/, `The weight at ${nameOfTap(at(field), size)}`);
    field.setAttribute("aria-invalid", String(Boolean(fault)));
    handlers.refuse(fault && `${fault} It stays ${words[at(field)].replace("-", "−")}.`);
    if (fault) return;
    const written = plainNumber(field.value).replace(/\s/g, "") || "0";
    handlers.set(writtenSlices(inSlices(words.map((cell, i) => (i === at(field) ? written : cell)), size)));
  };
  host.oninput = ({ target }) => { target.dataset.typed = "true"; };
  host.onchange = ({ target }) => put(target);
  host.addEventListener("focusin", ({ target }) => target.select?.());
  host.onkeydown = (event) => {
    if (event.key === "Enter") put(event.target);
    const step = tapStep(event.key, now().size);
    const to = cells()[at(event.target) + (step ?? 0)];
    if (!step || !to || (event.key === "ArrowLeft" && event.target.selectionStart > 0) || (event.key === "ArrowRight" && event.target.selectionEnd < event.target.value.length)) return;
    event.preventDefault();
    to.focus();
  };
  return {
    show(text, signed) {
      const [{ cells: words, size }, { values: weights }] = [cellsOfSlices(text), voxelNumbers(text)];
      const largest = Math.max(...weights.map(Math.abs)) || 1;
      each(size, (field, tap) => {
        field.dataset.at = tap;
        field.ariaLabel = `Weight, ${nameOfTap(tap, size)}`;
        painted(field, weights[tap] / largest, signed);
        if (!field.dataset.typed && field.ariaInvalid !== "true") field.value = words[tap].replace("-", "−");
      });
    },
    forget: () => cells().forEach((field) => {
      delete field.dataset.typed;
      field.setAttribute("aria-invalid", "false");
    }),
  };
};

export const newVoxelProducts = (host) => {
  const each = newGrids(host, () => make("span", "cell"));
  return (trace, size, isHidden, signed) => {
    const largest = Math.max(...trace.products.map(Math.abs)) || 1;
    each(size, (cell, tap) => {
      cell.textContent = isHidden ? "?" : trace.inside[tap] ? formatNumber(trace.products[tap], 2) : "";
      cell.classList.toggle("outside", !trace.inside[tap]);
      painted(cell, isHidden ? 0 : trace.products[tap] / largest, signed);
    });
    const sums = inSlices(trace.products, size).map((rows) => rows.flat().reduce((sum, one) => sum + one, 0));
    host.ariaLabel = isHidden ? "Products, to be predicted" : `${trace.products.length} ${trace.products.length === 1 ? "product" : "products"}; by slices ${sums.map((sum) => formatNumber(sum)).join(", ")}`;
  };
};
