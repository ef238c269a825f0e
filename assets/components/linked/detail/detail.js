// How one number is computed: the window times the weights, the products, their sum; as tiles, as a sentence and as a table.

import { newChannelStrip } from "./channel_strip.js";
import { newEquation } from "./equation.js";
import { newFacts } from "./facts.js";
import { formatNumber } from "../../cnnviz/numbers.js";
import { OPERATIONS, operationOf } from "../../cnnviz/operations/operations.js";
import { scaledText } from "../../cnnviz/products.js";
import { make, write } from "../../payload.js";
import { newSumBox } from "./sum_box.js";
import { measureLetters } from "../letters.js";
import { covered, cellName, tilesOf } from "../tiles/tile_contents.js";

const MOST_LINES = 3; // up to this many channels have a line each
const HINT = "Point at a number in the output, or move there with the arrow keys, to see where it comes from.";

const bracketed = (value) => (value < 0 ? `(${formatNumber(value)})` : formatNumber(value));

// What one position of the window is, in a line: its value, weight and product.
const tapText = (explanation, c, [i, j]) => {
  const { window, weights, products } = explanation;
  const where = [cellName(explanation, i, j), operationOf(explanation).entryName?.(explanation, c, i, j)].filter(Boolean).join(", ");
  const value = formatNumber(window[c][i][j]);
  if (!weights) return `${where}: ${value}`;
  const product = products?.[c][i][j] ?? null;
  const made = product === null ? "" : ` = ${formatNumber(product)}`;
  return `${where}: ${value} × ${bracketed(weights[c][i][j])}${made}`;
};

const MOST_TERMS = 9; // up to this many products stand in a line as their sum

// The products as a sum, the largest first, and what it gives, in as many digits as above it; nothing where there are too many, or where they are hidden.
const sumText = ({ products, total, bias, code, sum = total, scaling }) => {
  const terms = (products?.length === 1 ? products[0].flat() : []).filter((value) => value !== 0).sort((a, b) => b - a);
  const result = Object.assign(make("b", ""), { textContent: formatNumber(total) });
  const after = scaling && !terms.includes(null) ? [`${scaledText({ scaling }, bracketed(sum))} = `, result] : [];
  if (!terms.length || terms.length > MOST_TERMS || terms.includes(null) || bias || code) return after;
  const written = terms.map((value, n) => `${n ? (value < 0 ? "− " : "+ ") : value < 0 ? "−" : ""}${formatNumber(Math.abs(value), 3)}`);
  return scaling ? [`${written.join(" ")} = ${formatNumber(sum)}; `, ...after] : [`${written.join(" ")} = `, result];
};

// Which channels have a line of their own, large.
const largeOf = ({ operation, window }, chosen, place) =>
  !place && OPERATIONS[operation].together && window.length <= MOST_LINES ? window.map((_, c) => c) : [Math.min(chosen, window.length - 1)];

// The channel that is large until one is chosen.
const firstOf = ({ preferred }) => preferred ?? 0;

// host: an empty element; handlers: { edit(text), ahead(): the kernel that was set, as text, if the explanation is older than that, hoverTap(i, j, channel) or hoverTap(null), chooseChannel(c) }.
export const newDetail = (host, handlers) => {
  const state = { explanation: null, paint: null, chosen: null, most: 0, width: 0, large: [], line: 0, tap: null, place: null };
  const [hint, body, calculation, equations, tap] =
    [make("p", "detail-hint"), make("div", "detail-body"), make("div", "detail-calculation"), make("div", "detail-equations"), make("p", "detail-tap")];
  const strip = newChannelStrip((c) => choose(c));
  const facts = newFacts();
  const together = newSumBox();
  const lines = [];
  together.element.classList.add("detail-together");
  hint.textContent = HINT;
  calculation.append(equations, together.element);
  const [where, terms] = [make("p", "detail-where"), make("p", "detail-terms")];
  body.append(where, strip.element, calculation, terms, tap, facts.element);
  host.classList.add("detail");
  host.append(hint, body);

  const shownLines = () => lines.slice(0, state.large.length);
  const drawTap = () => {
    const { explanation, large, line } = state;
    if (state.tap && explanation?.window[0][state.tap[0]]?.[state.tap[1]] === undefined) state.tap = null; // the window became smaller
    shownLines().forEach((equation) => equation.highlight(state.tap));
    write(tap, { textContent: state.tap ? tapText(explanation, large[line], state.tap) : "" });
  };
  const hover = (line) => (i, j) => {
    Object.assign(state, { line, tap: Number.isInteger(i) ? [i, j] : null });
    tap.ariaLive = equations.querySelector(":focus-visible") ? "polite" : "off"; // what the mouse passes over is not read out
    drawTap();
    handlers.hoverTap(...(state.tap ? [...state.tap, state.large[line]] : [null]));
  };
  const lineAt = (n) => (lines[n] ??= newEquation({ hover: hover(n), edit: handlers.edit, ahead: handlers.ahead }));

  const drawChannels = ({ names, partial, window, winners }, tiles) => {
    const small = state.large.length === window.length ? [] : window;
    const won = (c) => (winners.includes(c) ? (winners.length > 1 ? "tie" : "won") : "");
    strip.show(small.map((_, c) => ({ name: names[c], sum: partial[c], tiles: tiles(c), chosen: c === state.large[0], won: won(c) })));
  };
  const drawEquations = (explanation, tiles) => {
    const shown = state.large.map((_, n) => lineAt(n));
    if (equations.children.length !== shown.length) equations.replaceChildren(...shown.map(({ element }) => element));
    shown.forEach((line, n) => line.show(explanation, state.large[n], tiles(state.large[n]), state));
    const joint = operationOf(explanation).together?.(explanation) ?? [];
    write(together.element, { hidden: !joint.length });
    together.show(joint);
  };

  const draw = () => {
    const { explanation, paint, width } = state;
    measureLetters();
    write(body, { hidden: !explanation });
    write(hint, { hidden: Boolean(explanation) });
    if (!explanation || !width) return;
    state.large = largeOf(explanation, state.chosen ?? firstOf(explanation), state.place);
    const tiles = tilesOf(explanation, paint);
    write(where, { textContent: explanation.title[0].toUpperCase() + explanation.title.slice(1) });
    terms.replaceChildren(...sumText(explanation));
    drawChannels(explanation, tiles);
    drawEquations(explanation, tiles);
    if (state.tap) drawTap();
    facts.show(explanation);
  };

  const choose = (c) => {
    state.chosen = c;
    draw();
    handlers.chooseChannel(c);
  };

  const observer = new ResizeObserver(() => requestAnimationFrame(() => {
    if (host.clientWidth === state.width) return;
    state.width = host.clientWidth;
    draw();
  }));
  observer.observe(host);

  return {
    // turned: is the kernel rotated by 180°?
    show(explanation, paint, turned = false) {
      Object.assign(state, { explanation: explanation && covered(explanation), paint, turned, width: state.width || host.clientWidth });
      draw();
    },
    // Where the weights stand, { tile, strip }, or null if they stand here.
    standIn(place) {
      if (place === state.place) return;
      state.place = place;
      if (place) place.strip.append(strip.element);
      else where.after(strip.element);
    },
    // Makes the kernel of a size, [rows, columns], if it can be edited.
    resize: (size) => lines[0]?.resize(size),
    // The channel that is large from the next explanation on; null for the first.
    enlarge(channel) { state.chosen = channel; },
    // The longest side of a kernel that can be typed over, 0 if it can't be.
    editable(most) {
      if (most === state.most) return; // called for each result, and drawing twice takes time
      state.most = most;
      draw();
    },
    close() {
      observer.disconnect();
      facts.close();
    },
  };
};
