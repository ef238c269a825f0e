// Where one number comes from: the window times the weights, the products, their sum; in tiles, in a sentence, as a table.

import { newChannelStrip } from "./channel_strip.js";
import { newEquation, tilesOf } from "./equation.js";
import { newFacts } from "./facts.js";
import { formatNumber } from "./numbers.js";
import { make, reconcile } from "../payload.js";

const MOST_LINES = 3; // kernels that are combined have a line each up to this many
const HINT = "Point at a number of the result, or move there with the arrow keys, to see where it comes from.";

const bracketed = (value) => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));

// What one place of the window is, in a line: its value, weight and product.
const tapText = ({ window, weights, products, rows, columns, outside }, c, [i, j]) => {
  const where = outside[i][j] ? "outside the image" : `row ${rows[i]}, column ${columns[j]}`;
  const value = formatNumber(window[c][i][j]);
  if (!weights) return `${where}: ${value}`;
  const made = products ? ` = ${formatNumber(products[c][i][j])}` : "";
  return `${where}: ${value} × ${bracketed(weights[c][i][j])}${made}`;
};

// Which channels have a line of their own, large.
const largeOf = ({ operation, window }, chosen) =>
  operation === "combined" && window.length <= MOST_LINES ? window.map((_, c) => c) : [Math.min(chosen, window.length - 1)];

// host: an empty element; handlers: { edit(text), hoverTap(i, j) or hoverTap(null), chooseChannel(c) }.
export const newDetail = (host, handlers) => {
  const state = { explanation: null, paint: null, chosen: 0, most: 0, width: 0, large: [] };
  const [hint, body, equations, tap] = [make("p", "detail-hint"), make("div", "detail-body"), make("div", "detail-equations"), make("p", "detail-tap")];
  const strip = newChannelStrip((c) => choose(c));
  const facts = newFacts();
  const lines = [];
  hint.textContent = HINT;
  body.append(strip.element, equations, tap, facts.element);
  host.classList.add("detail");
  host.append(hint, body);

  const hover = (line) => (i, j) => {
    const place = i === null || i === undefined ? null : [i, j];
    lines.slice(0, state.large.length).forEach((other) => other.highlight(place));
    tap.ariaLive = host.querySelector(".detail-equations :focus-visible") ? "polite" : "off";
    tap.textContent = place && state.explanation ? tapText(state.explanation, state.large[line], place) : "";
    handlers.hoverTap(...(place ?? [null]));
  };
  const lineAt = (n) => (lines[n] ??= newEquation({ hover: hover(n), edit: handlers.edit }));

  const draw = () => {
    const { explanation, paint, width, most } = state;
    body.hidden = !explanation;
    hint.hidden = Boolean(explanation);
    if (!explanation || !width) return;
    state.large = largeOf(explanation, state.chosen);
    const small = state.large.length === explanation.window.length ? [] : explanation.window;
    strip.show(small.map((_, c) => ({
      name: explanation.names[c], sum: explanation.partial[c], tiles: tilesOf(explanation, c, paint), chosen: c === state.large[0],
    })));
    const shown = state.large.map((_, n) => lineAt(n));
    if (equations.children.length !== shown.length) equations.replaceChildren(...shown.map(({ element }) => element));
    shown.forEach((line, n) => line.show(explanation, state.large[n], paint, width, most));
    facts.show(explanation);
  };

  const choose = (c) => {
    state.chosen = c;
    draw();
    handlers.chooseChannel(c);
  };

  const observer = new ResizeObserver(([{ contentRect }]) => {
    if (Math.floor(contentRect.width) === state.width) return;
    state.width = Math.floor(contentRect.width);
    draw();
  });
  observer.observe(host);

  return {
    show(explanation, paint) {
      Object.assign(state, { explanation, paint });
      draw();
    },
    // The longest side of a kernel that can be typed over, 0 if it can't be.
    editable(most) {
      state.most = most;
      draw();
    },
    // The last edit was answered: the next may be sent.
    ready: () => lines.forEach(({ editor }) => editor?.ready()),
    close() {
      observer.disconnect();
      facts.close();
    },
  };
};
