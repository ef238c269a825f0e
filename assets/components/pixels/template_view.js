// A template times what stands under it. The object is dragged; the template, with a weight a pixel, stays where it is.

import { indexOf } from "../cnnviz/colours.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { formOf } from "../cnnviz/palettes.js";
import { softmaxOf } from "../cnnviz/shares.js";
import { withNumbers } from "../cnnviz/spoken.js";
import { sumOf } from "../cnnviz/sums.js";
import { logitsOf, movedOf, productsOf } from "../cnnviz/template.js";
import { newStepper } from "../linked/controls/stepper.js";
import { newLive } from "../linked/playing/live.js";
import { make, paletteAt, reconcile } from "../payload.js";
import { pixelAfter, heldWithin } from "../pixel.js";
import { isDark } from "../theme.js";
import { newChoice } from "../choice.js";
import { newPictureFrame, greysOf } from "./picture_frame.js";

const WHITE = 255; // of a test image, whose pixels are parts of 1 for the network
const KINDS = { drawn: "Drawn", trained: "Trained" };
const MOVES = [["←", "Move left", [0, -1]], ["→", "Move right", [0, 1]], ["↑", "Move up", [-1, 0]], ["↓", "Move down", [1, 0]], ["Home", "Move back home", null]];
const strongestOf = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

export const percentText = (share) => {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  return share > 0.999 && share < 1 ? "> 99.9 %" : `${(100 * share).toFixed(1)} %`;
};
const movedText = ([down, right]) => {
  const along = (count, one, words) => (count ? [`${Math.abs(count)} ${Math.abs(count) === 1 ? one : `${one}s`} ${words[count > 0 ? 1 : 0]}`] : []);
  return [...along(down, "row", ["up", "down"]), ...along(right, "column", ["to the left", "to the right"])].join(" and ") || "at home";
};

// What a drawn template answers to its object, moved: in a sentence.
export const drawnText = (total, home, by) => {
  if (!home) return "The template is empty: draw it by clicking its cells.";
  const where = String(by) === "0,0" ? "At home" : `Moved ${movedText(by)}`;
  return `${where}, ${formatNumber(total)} of its ${formatNumber(home)} cells meet${total === home ? ": the template fits." : ": the object is the same, but the weights stay where they were drawn."}`;
};

export const newTemplateView = (section, change) => {
  const [moves, shares, total, sum] = [".moves", ".shares", ".total", ".sum"].map((at) => section.querySelector(at));
  const showKind = newChoice(section.querySelector(".kinds"), KINDS, (of) => change({ of, by: [0, 0], ...(of === "trained" ? objectOf() : {}) }, "typed"));
  const test = newStepper((value) => change({ test: value, by: [0, 0] }, "typed"));
  section.querySelector(".test").append(test.element);
  const classes = make("select", "class");
  classes.ariaLabel = "Class whose weights are shown";
  classes.onchange = () => change({ label: Number(classes.value) }, "typed");
  section.querySelector(".label").append(classes);
  let [now, dragged, hovered] = [null, null, null];
  const live = newLive(section.querySelector(".heard"));

  // Trained weights meet first what they were trained for, unless another image was chosen.
  const objectOf = () => (now.test ? {} : { test: Math.max(0, now.labels.indexOf(now.label)) });
  const farthest = () => now.size[0] - 1;
  const moveTo = (by, how = "typed") => change({ by: by.map((one) => Math.max(-farthest(), Math.min(farthest(), one))) }, how);
  const look = (at) => {
    hovered = at;
    drawPlace();
  };
  const toggle = ([row, column]) => {
    if (now.of !== "drawn") return;
    const at = row * now.size[1] + column;
    change({ drawn: now.drawn.slice(0, at) + (now.drawn[at] === "1" ? "0" : "1") + now.drawn.slice(at + 1) }, "typed");
  };
  const leave = () => look(null);
  const object = newPictureFrame(section.querySelector(".object"), { look: (at) => !dragged && look(at), leave });
  const weights = newPictureFrame(section.querySelector(".weights"), { look, leave, pick: toggle });
  const products = newPictureFrame(section.querySelector(".products"), { look, leave });

  const { frame } = object;
  frame.onpointerdown = (event) => {
    if (event.button !== 0) return;
    frame.setPointerCapture(event.pointerId);
    dragged = { from: object.under(event), by: now.by };
    frame.focus({ preventScroll: true });
    event.preventDefault();
  };
  const lookUnder = frame.onpointermove;
  frame.onpointermove = (event) => {
    if (!dragged) return lookUnder(event);
    const to = object.under(event);
    return moveTo(dragged.by.map((was, axis) => was + to[axis] - dragged.from[axis]), "dragged");
  };
  frame.onpointerup = frame.onpointercancel = frame.onlostpointercapture = () => { dragged = null; };
  frame.onkeydown = (event) => {
    const step = pixelAfter(event.key, [1, 1], [3, 3]);
    if (!step && event.key !== "Home") return;
    event.preventDefault();
    moveTo(step ? now.by.map((was, axis) => was + step[axis] - 1) : [0, 0]);
  };
  weights.frame.onkeydown = (event) => {
    const next = pixelAfter(event.key, now.pen, now.size);
    if (next) [now.pen, hovered] = [next, next];
    else if (event.key === " " || event.key === "Enter") toggle(now.pen);
    else return;
    event.preventDefault();
    drawPlace();
    live.announce(placeText(now.pen));
  };
  for (const [sign, name, step] of MOVES) {
    moves.append(Object.assign(make("button", ""), { type: "button", textContent: sign, ariaLabel: name, onclick: () => moveTo(step ? now.by.map((was, axis) => was + step[axis]) : [0, 0]) }));
  }
  section.querySelector(".clear").onclick = () => change({ drawn: "0".repeat(now.board ** 2), by: [0, 0] }, "typed");
  section.querySelector(".letter").onclick = () => change({ drawn: now.letter, by: [0, 0] }, "typed");

  const placeText = ([row, column]) => {
    const at = row * now.size[1] + column;
    return `Row ${row}, column ${column}: ${formatNumber(now.seen[at])} · ${formatNumber(now.template[at])} = ${formatNumber(now.products[at])}`;
  };
  const drawPlace = () => {
    if (!now) return;
    const rings = hovered ? [{ at: hovered, kind: "here" }] : [];
    [object, weights, products].forEach((one) => one.mark(rings));
    if (!hovered) { sum.textContent = now.sentence; return; }
    sum.textContent = placeText(hovered);
  };
  const signedOf = (values) => {
    const [low, high] = [-(strongestOf(values) || 1), strongestOf(values) || 1];
    const colours = paletteAt(formOf(now.palette, isDark(section)), 0);
    return Uint32Array.from(values, (value) => colours[indexOf(value, { low, high, ...now.rule })]);
  };
  const drawFigures = () => {
    const { of, seen, template, size, by, names, label } = now;
    const isDrawn = of === "drawn";
    object.show(greysOf(seen, 0, 1), size, `Object, ${movedText(by)}`, withNumbers(`The object, ${movedText(by)}`, seen, size));
    weights.show(signedOf(template), size, isDrawn ? "Template: click to draw" : `Weights, −${formatNumber(strongestOf(template), 2)} … ${formatNumber(strongestOf(template), 2)}`, isDrawn ? withNumbers("The template's weights", template, size) : `The weights of ${names[label]}, one for each pixel`);
    const most = strongestOf(now.products);
    products.show(signedOf(now.products), size, `Products${most ? `, −${formatNumber(most, 2)} … ${formatNumber(most, 2)}` : ""}`, withNumbers("The products of object and template", now.products, size));
    frame.setAttribute("aria-label", `The object, ${movedText(by)}: arrow keys move it`);
    weights.frame.setAttribute("aria-label", isDrawn ? "The template: arrow keys choose a cell, space draws" : `The weights of ${names[label]}`);
  };
  const drawShares = () => {
    const order = now.shares.map((_, i) => i).sort((a, b) => now.shares[b] - now.shares[a]);
    reconcile(shares, order, () => { const row = make("tr", ""); row.append(make("th", ""), make("td", ""), make("td", "")); row.lastChild.append(make("i", "share-bar")); return row; }, (row, i) => {
      const [name, share, bar] = row.children;
      name.scope = "row";
      [name.textContent, share.textContent] = [now.names[i], percentText(now.shares[i])];
      bar.firstChild.style.width = `${100 * now.shares[i]}%`;
      row.classList.toggle("chosen", i === now.label);
    });
  };
  const drawTotal = () => {
    shares.hidden = now.of === "drawn";
    total.textContent = now.of === "drawn" ? `Sum ${formatNumber(now.total)}` : `Predicted: ${now.names[now.best]} ${percentText(now.shares[now.best])}`;
    if (now.of === "trained") drawShares();
  };
  const drawBar = () => {
    showKind(now.of);
    section.dataset.of = now.of;
    test.show({ label: "Test image", low: 0, high: now.labels.length - 1 }, now.test);
    reconcile(classes, now.names, () => make("option", ""), (option, name, i) => { option.textContent = name; option.value = String(i); });
    classes.value = String(now.label);
  };

  // Of the drawn template, or of the trained ones: what meets, and what comes of it.
  const workedOut = (state, parts) => {
    const { of, by, label } = state;
    if (of === "drawn") {
      const template = Float64Array.from(state.drawn, Number);
      const size = [state.board, state.board];
      const seen = movedOf(template, size, by);
      return { template, size, seen, made: productsOf(template, seen), home: sumOf(template) };
    }
    const size = parts.images.shape.slice(1);
    const area = size[0] * size[1];
    const pixels = parts.images.subarray(state.test * area, (state.test + 1) * area);
    const seen = movedOf(Float32Array.from(pixels, (grey) => grey / WHITE), size, by);
    const template = parts.weights.subarray(label * area, (label + 1) * area);
    const logits = logitsOf(parts.weights, parts.biases, seen);
    return { template, size, seen, made: productsOf(template, seen), logits, shares: softmaxOf(logits) };
  };
  const sentenceOf = ({ of, by, label, names, labels, test: image, total: all, home, logits, shares: found }) => (of === "drawn"
    ? drawnText(all, home, by)
    : `${names[labels[image]]} of test image ${image}, ${movedText(by)}: the products and the bias of ${names[label]} add up to ${formatNumber(logits[label])}; softmax makes ${percentText(found[label])} of it.`);
  return {
    draw(state, parts) {
      const found = workedOut(state, parts);
      const pen = now?.size?.join() === found.size.join() ? now.pen : found.size.map((side) => Math.floor(side / 2));
      now = {
        ...state, ...found, products: found.made, names: parts.classes, labels: parts.labels, palette: parts.signed, rule: parts.signed_rule,
        total: sumOf(found.made), best: found.shares ? found.shares.indexOf(Math.max(...found.shares)) : 0, pen: pen.map((one) => heldWithin(one, found.size[0])),
      };
      now.sentence = sentenceOf(now);
      drawBar();
      drawFigures();
      drawTotal();
      drawPlace();
    },
  };
};
