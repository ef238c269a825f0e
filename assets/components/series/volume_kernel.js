// 27 weights as three slices, typed cell by cell; and beside them the products under the window.

import { inkFor } from "../cnnviz/colours.js";
import { cellFault, cellValue } from "../cnnviz/kernel_text.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { placesIn, SIDE } from "../cnnviz/volume.js";
import { LONGEST_CELL, plainNumber } from "../cnnviz/typed_number.js";
import { make, reconcile } from "../payload.js";

const LINE = SIDE * SIDE;
const KEYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -SIDE, ArrowDown: SIDE, PageUp: -LINE, PageDown: LINE };

export const cellsIn = (text) => text.split(/[\s]+/);
const textIn = (cells) => [0, 1, 2].map((slice) => cells.slice(slice * LINE, (slice + 1) * LINE).join(" ")).join("\n");
export const voxelWeights = (text) => cellsIn(text).map((cell) => Math.fround(cellValue(cell)));

const nameOfTap = (tap) => {
  const [slice, row, column] = placesIn(SIDE)[tap];
  return `slice ${slice}, row ${row}, column ${column}`;
};

const painted = (cell, share, signed) => {
  const colour = signed(share);
  Object.assign(cell.style, { background: `rgb(${colour.join(" ")})`, color: inkFor(colour) });
};

// Three grids within a host, whose cells are one after the other.
const newGrids = (host, newCell) => {
  const grids = [0, 1, 2].map(() => host.appendChild(make("div", "grid")));
  return (count, update) => grids.forEach((grid, slice) => reconcile(grid, Array.from({ length: LINE }, (_, i) => slice * LINE + i), newCell, update));
};

// handlers: { text(): the weights, set(text), refuse(sentence), look(tap or null) }.
export const newVoxelKernel = (host, handlers) => {
  const newField = () => Object.assign(make("input", "cell"), { type: "text", autocomplete: "off", spellcheck: false, maxLength: LONGEST_CELL + 1 });
  const each = newGrids(host, newField);
  const cells = () => [...host.querySelectorAll("input")];
  const at = (field) => Number(field.dataset.at);
  const put = (field) => {
    delete field.dataset.typed;
    const fault = cellFault(field.value, 0, 0).replace(/^Row 0, column 0/, `The weight at ${nameOfTap(at(field))}`);
    field.setAttribute("aria-invalid", String(Boolean(fault)));
    handlers.refuse(fault && `${fault} It stays ${cellsIn(handlers.text())[at(field)].replace("-", "−")}.`);
    if (fault) return;
    const written = plainNumber(field.value).replace(/\s/g, "") || "0";
    handlers.set(textIn(cellsIn(handlers.text()).map((cell, i) => (i === at(field) ? written : cell))));
  };
  host.oninput = ({ target }) => { target.dataset.typed = "true"; };
  host.onchange = ({ target }) => put(target);
  host.addEventListener("focusin", ({ target }) => target.select?.());
  host.onkeydown = (event) => {
    if (event.key === "Enter") put(event.target);
    const to = cells()[at(event.target) + (KEYS[event.key] ?? 0)];
    if (!KEYS[event.key] || !to || (event.key === "ArrowLeft" && event.target.selectionStart > 0) || (event.key === "ArrowRight" && event.target.selectionEnd < event.target.value.length)) return;
    event.preventDefault();
    to.focus();
  };
  return {
    show(text, signed) {
      const [words, weights] = [cellsIn(text), voxelWeights(text)];
      const largest = Math.max(...weights.map(Math.abs)) || 1;
      each(LINE, (field, tap) => {
        field.dataset.at = tap;
        field.ariaLabel = `Weight, ${nameOfTap(tap)}`;
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
  return (trace, isHidden, signed) => {
    const largest = Math.max(...trace.products.map(Math.abs)) || 1;
    each(LINE, (cell, tap) => {
      cell.textContent = isHidden ? "?" : trace.inside[tap] ? formatNumber(trace.products[tap], 2) : "";
      cell.classList.toggle("outside", !trace.inside[tap]);
      painted(cell, isHidden ? 0 : trace.products[tap] / largest, signed);
    });
    const sums = [0, 1, 2].map((slice) => trace.products.slice(slice * LINE, (slice + 1) * LINE).reduce((sum, one) => sum + one, 0));
    host.ariaLabel = isHidden ? "Products, to be predicted" : `27 products; by slices ${sums.map((sum) => formatNumber(sum)).join(", ")}`;
  };
};
