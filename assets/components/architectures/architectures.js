// A network drawn layer by layer. Pointing at a layer, or going to it with the arrow keys, shows its formulas at once; a click keeps it.
// pages/ui/architectures/view.py sends all of it.

import { make } from "../payload.js";
import { reporting, reports } from "../reports.js";
import { drawDetail } from "./detail.js";
import { newBlock } from "./drawing.js";

const REST = 300; // ms after which a layer that the keys have come to is kept
// Of few layers each box is large; up to 40 there is room to write the number of maps into it.
const GRAINS = [
  { name: "large", most: 10, down: 2.6, times: 1.7 },
  { name: "middle", most: 40, down: 2.6, times: 1 },
  { name: "small", most: Infinity, down: 1.8, times: 1 },
];
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

const drawSums = (node, sums) => node.replaceChildren(...sums.map(([number, name]) => {
  const sum = make("span", "sum");
  sum.append(Object.assign(make("b", ""), { textContent: number }), ` ${name} `);
  return sum;
}));

const newStage = (layers, grain) => ({ label, blocks, isHead }) => {
  const stage = make("div", isHead ? "stage head" : "stage");
  stage.setAttribute("role", "group");
  stage.ariaLabel = label;
  const row = make("div", "blocks");
  row.setAttribute("role", "presentation");
  row.append(...blocks.map((block) => newBlock(block, layers, grain)));
  const size = Object.assign(make("div", "size"), { textContent: label });
  size.setAttribute("aria-hidden", "true");
  stage.append(size, row);
  return stage;
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".architectures");
  const [sums, words, fault, net, legend, detail] = [".sums", ".words", ".fault", ".net", ".legend", ".detail"].map((at) => root.querySelector(at));
  const { layers, lines, stages } = data;
  drawSums(sums, data.sums);
  words.textContent = data.words;
  legend.textContent = data.layers.length ? data.legend : "";
  net.setAttribute("aria-description", "The arrow keys go from layer to layer.");
  Object.assign(fault, { textContent: data.fault, hidden: !data.fault });

  const key = JSON.stringify([stages, layers]);
  const before = { key: root.drawn, chosen: root.chosen, shown: root.shown };
  if (root.drawn !== key) {
    root.drawn = key;
    const isSame = root.net === data.title + data.input; // with more or fewer of its numbers hidden
    const [top, hasFocus] = [net.scrollTop, net.contains(root.getRootNode().activeElement)];
    root.net = data.title + data.input;
    if (!isSame) {
      clearTimeout(root.timer);
      [root.timer, root.mine] = [0, null];
    }
    const grain = GRAINS.find(({ most }) => layers.length <= most);
    root.dataset.grain = grain.name;
    net.querySelectorAll(".layer").forEach((box) => { box.onblur = null; }); // browsers differ in whether one that goes tells of it
    net.replaceChildren(...stages.map(newStage(layers, grain)));
    net.scrollTop = isSame ? top : 0;
    root.isTaken = isSame && hasFocus;
  }
  net.ariaLabel = `Layers of ${data.title}, for an input of ${data.input}`;
  const boxes = [...net.querySelectorAll(".layer")]; // as they are drawn
  const boxOf = (at) => boxes.find((box) => Number(box.dataset.at) === at);
  // What was chosen here and has not been heard of yet stays.
  const isBehind = root.mine && root.mine.session === data.session && data.revision < root.mine.revision;
  if (!isBehind) root.chosen = data.chosen;

  const show = (at) => {
    root.shown = at;
    boxes.forEach((box) => box.classList.toggle("shown", Number(box.dataset.at) === at));
    drawDetail(detail, layers[at], lines);
  };
  const choose = (at) => {
    root.chosen = at;
    boxes.forEach((box) => {
      const isChosen = Number(box.dataset.at) === at;
      box.setAttribute("aria-selected", String(isChosen));
      box.tabIndex = isChosen ? 0 : -1;
    });
    show(at);
  };
  root.layers = layers;
  const keep = () => {
    clearTimeout(root.timer);
    root.timer = 0;
    const layer = root.layers[root.chosen]; // of the layers as they are drawn by then
    if (layer) report("layer", layer.name);
    root.mine = layer ? { session: reports.session, revision: reports.revision } : null;
  };
  const atOf = (target) => Number(target.closest(".layer")?.dataset.at ?? -1);

  net.onpointerover = ({ target, pointerType }) => pointerType === "mouse" && atOf(target) >= 0 && show(atOf(target));
  net.onpointerleave = () => show(root.chosen);
  net.onclick = ({ target }) => {
    if (atOf(target) < 0) return;
    choose(atOf(target));
    boxOf(root.chosen).focus();
    keep();
  };
  net.onkeydown = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const now = boxes.indexOf(boxOf(root.chosen));
    const next = boxes[Math.max(0, Math.min(boxes.length - 1, now + step))];
    choose(Number(next.dataset.at));
    next.focus();
    clearTimeout(root.timer);
    root.mine = { session: reports.session, revision: Infinity }; // until it is told
    root.timer = setTimeout(keep, REST);
  };
  // Told at once where the focus goes elsewhere: Back is newer.
  boxes.forEach((box) => { box.onblur = ({ relatedTarget }) => root.timer && !net.contains(relatedTarget) && keep(); });
  choose(Math.min(root.chosen, layers.length - 1));
  if (root.isTaken) boxOf(root.chosen)?.focus({ preventScroll: true });
  root.isTaken = false;
  if (before.key === key && before.chosen === root.chosen) show(before.shown); // another may be pointed at meanwhile
  root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1);
});
