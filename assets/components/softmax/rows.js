// One line for each class: its name, its logit as a number and as a bar that can be dragged, e^z, its probability, and whether it is right.

import { formatNumber } from "../cnnviz/numbers.js";
import { logitText, shareText } from "../cnnviz/shares.js";
import { barOf } from "../linked/figure/list_figure.js";
import { make } from "../payload.js";

const cell = (className, ...children) => {
  const node = make("div", className);
  node.setAttribute("role", className.startsWith("name") ? "rowheader" : "cell");
  node.append(...children);
  return node;
};
const field = (className, most) => Object.assign(make("input", className), { type: "text", maxLength: most, autocomplete: "off", spellcheck: false });

const newTrack = () => {
  const track = make("div", "track");
  track.setAttribute("role", "slider");
  track.append(make("i", "zero"), make("i", "bar"), make("i", "grip"));
  return track;
};

export const newRow = (longestName) => () => {
  const row = make("div", "row");
  row.setAttribute("role", "row");
  const meter = make("div", "meter");
  meter.append(make("i", "bar"));
  const remove = Object.assign(make("button", "remove"), { type: "button", textContent: "×" });
  row.append(
    cell("name", field("class", longestName)), cell("logit", field("number", 24)), cell("pull", newTrack()), cell("power"),
    cell("bars", meter), cell("share", make("span", "")), cell("right", Object.assign(make("input", ""), { type: "radio", name: "right" })), cell("out", remove),
  );
  return row;
};

// What stands in a field that is being typed in, or that was refused, stays.
const setField = (input, text) => {
  const isTyped = input.getRootNode().activeElement === input && input.dataset.typed;
  if (!isTyped && input.getAttribute("aria-invalid") !== "true") input.value = text;
};

const drawTrack = (track, { name, logit, share, index }, limit, hides) => {
  const isFixed = index < 0;
  const { zero, left, width } = barOf(logit, [-limit, limit]);
  const [origin, bar, grip] = track.children;
  origin.style.left = `${zero}%`;
  Object.assign(bar.style, { left: `${left}%`, width: `${width}%` });
  bar.dataset.sign = logit < 0 ? "negative" : "positive";
  grip.style.left = `${logit < 0 ? left : left + width}%`;
  track.tabIndex = isFixed ? -1 : 0;
  const said = { label: `Logit of ${name}`, valuemin: -limit, valuemax: limit, valuenow: logit, valuetext: hides ? logitText(logit) : `${logitText(logit)}, probability ${shareText(share)}`, disabled: isFixed };
  Object.entries(said).forEach(([key, value]) => track.setAttribute(`aria-${key}`, String(value)));
};

// worked: of working.js; limit: where the tracks end.
export const drawRow = (worked, limit) => (node, row, at) => {
  const [name, logit, pull, power, bars, share, right, out] = node.children;
  const [label, number, track, radio, remove] = [name.firstChild, logit.firstChild, pull.firstChild, right.firstChild, out.firstChild];
  const isFixed = row.index < 0;
  node.dataset.index = row.index;
  node.classList.toggle("chosen", at === worked.chosen);
  node.classList.toggle("fixed", isFixed);
  setField(label, isFixed ? row.name : worked.classes[row.index][0]);
  setField(number, logitText(row.logit));
  label.placeholder = row.name;
  Object.assign(label, { ariaLabel: isFixed ? "The other class" : `Name of class ${row.index}`, readOnly: isFixed });
  Object.assign(number, { ariaLabel: `Logit of ${row.name}, as a number`, readOnly: isFixed, inputMode: "text" });
  drawTrack(track, row, limit, worked.hides);
  power.textContent = formatNumber(row.power);
  bars.firstChild.firstChild.style.width = `${100 * row.share}%`;
  share.firstChild.textContent = shareText(row.share);
  Object.assign(radio, { checked: at === worked.rightRow, ariaLabel: `${row.name} is right` });
  remove.ariaLabel = `Remove ${row.name}`;
  remove.hidden = isFixed || worked.way === "one" || worked.classes.length <= 2;
};

// The line below: what the powers and the probabilities add up to, with a bar in which each class has its part.
export const newSumRow = () => {
  const row = make("div", "row sums");
  row.setAttribute("role", "row");
  const name = cell("name");
  name.textContent = "Sum";
  row.append(name, cell("logit"), cell("pull"), cell("power"), cell("bars", make("div", "parts")), cell("share", make("span", "")), cell("right"), cell("out"));
  return row;
};

export const drawSumRow = (node, worked) => {
  const [, , , power, bars, share] = node.children;
  const isEach = worked.way === "sigmoids";
  power.textContent = isEach ? "" : formatNumber(worked.total);
  share.firstChild.textContent = isEach ? formatNumber(worked.totalShare, 3) : "1";
  const parts = worked.rows.map(({ share: part }, i) => {
    const piece = make("i", i === worked.chosen ? "part chosen" : "part");
    piece.style.width = `${100 * part}%`;
    return piece;
  });
  bars.firstChild.hidden = isEach;
  bars.firstChild.replaceChildren(...parts);
};
