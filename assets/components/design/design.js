// A network that is designed: drawn as a stack of blocks, changed by buttons and keys, measured at once in the browser. Python is told what
// stands here a moment later, and keeps it in the address.

import { drawDetail } from "../architectures/detail.js";
import { kindOf } from "../cnnviz/design_kinds.js";
import { measureDesign } from "../cnnviz/design_measure.js";
import { designOf } from "../cnnviz/design_text.js";
import { titleOf } from "../cnnviz/design_words.js";
import { shapeText } from "../cnnviz/formulas.js";
import { make } from "../payload.js";
import { reporting, reports } from "../reports.js";
import { drawBoxes, drawPicture, fileOf } from "./design_drawing.js";
import { newFields } from "./design_fields.js";
import { grainOf, layoutOf } from "./design_layout.js";
import { newKeys } from "./design_keys.js";
import { newMisfit } from "./design_misfit.js";
import { newState } from "./design_state.js";
import { detailOf, drawSums, saidOf, veiled, whatChanged } from "./design_told.js";
import { newTools } from "./design_tools.js";

const REST = 250; // ms after the last key, when Python is told

// How wide something is, in rem: presented, a page has larger ones.
const roomOf = (one) => one.clientWidth / parseFloat(getComputedStyle(document.documentElement).fontSize);

const newView = (root) => {
  const find = (selector) => root.querySelector(selector);
  const [net, drawn, svg, boxes, misfit, status] = [".net", ".drawn", "svg", ".boxes", ".misfit", ".told"].map(find);
  const state = newState();
  let [data, report, mine, timer, measured, found, room] = [null, null, null, 0, null, null, 0]; // found: what may be seen of what was measured

  const tell = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    report("design", { text: state.text, at: state.at + 1 });
    mine = { session: reports.session, revision: reports.revision };
  };
  const tellSoon = () => {
    clearTimeout(timer);
    mine = { session: reports.session, revision: Infinity };
    timer = setTimeout(tell, REST);
  };
  const said = (at) => saidOf(found, state.design, at, data.titles);
  const drawLayer = () => {
    const node = found.nodes[state.at];
    const given = node && node.inputs.map((name) => found.shapes[name])[0];
    const what = node ? titleOf(node.part, data.titles) : "What the network is given";
    drawFields({ part: state.part(), name: node?.name ?? "Input", what, given, chosen: state.field, ends: data.ends, curves: data.curves });
    const { made, lines } = detailOf(measured, found, state.at, state.design.shape);
    drawDetail(find(".detail"), made && { name: "", what: "", made, lines: lines.map((_, n) => n) }, lines);
  };
  const draw = () => {
    measured = measureDesign(state.design, data.most);
    const isHeard = data.text === state.text && data.at - 1 === state.at;
    found = veiled(measured, state.at, data.seen && !isHeard ? undefined : data.seen);
    const grain = grainOf(found.nodes.length + 1, matchMedia("(pointer: coarse)").matches);
    room = roomOf(net);
    const layout = layoutOf(state.design, found, grain, room);
    drawPicture(svg, layout, found, state.design, grain);
    drawBoxes(boxes, layout, state.at, said);
    svg.querySelectorAll(".item").forEach((item) => item.classList.toggle("shown", Number(item.dataset.at) === state.at));
    Object.assign(drawn.style, { width: svg.style.width, height: svg.style.height });
    drawn.ariaLabel = `Layers of the design, for an input of ${shapeText(state.design.shape)}`;
    drawSums(find(".sums"), found);
    drawMisfit(state.design, found, state.at, data);
    drawLayer();
    drawTools(state, data);
    root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1); // tests wait for this
  };
  const focusChosen = () => [...boxes.children].find((box) => Number(box.dataset.at) === state.at)?.focus({ preventScroll: false });
  // Draws what was done, if anything was, and says it.
  const done = (isDone, { isFocused = false } = {}) => {
    if (!isDone) return;
    draw();
    if (isFocused) focusChosen();
    status.textContent = whatChanged(found, state.design, state.at, data.titles);
    tellSoon();
  };
  const look = (at, how) => {
    state.look(at);
    done(true, how);
  };
  const save = () => {
    const link = Object.assign(make("a", ""), { href: URL.createObjectURL(new Blob([fileOf(svg)], { type: "image/svg+xml" })), download: "cnnviz-design.svg" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const nextCurve = () => {
    const names = ["", ...data.curves.map(([name]) => name)];
    return state.set({ activation: names[(names.indexOf(state.part().activation) + 1) % names.length] });
  };
  const ACTS = {
    conv: () => state.insert("conv"), max: () => state.insert("max"), avg: () => state.insert("avg"), mean: () => state.insert("mean"), dense: () => state.insert("dense"),
    skip: state.skip, branch: state.branch, remove: state.remove, undo: state.undo, redo: state.redo,
    norm: () => state.at >= 0 && kindOf(state.part()).hasFilters && state.set({ norm: !state.part().norm }),
    curve: () => state.at >= 0 && nextCurve(),
  };
  const drawMisfit = newMisfit(misfit, (design) => done(state.become(design), { isFocused: true }));
  const drawFields = newFields(find(".layer"), {
    set: (changes) => done(state.set(changes)),
    choose: (name) => {
      state.field = name;
      root.querySelectorAll(".layer .field").forEach((field) => field.classList.remove("chosen"));
      draw();
    },
  });
  const { draw: drawTools, keys } = newTools(find(".tools"), find(".keys dl"), {
    act: (name) => (name === "save" ? save() : done(ACTS[name]())),
    start: (key) => {
      clearTimeout(timer);
      timer = 0;
      report("start", key);
      mine = null;
    },
  });

  // The room changes after a drawing when a lesson comes to stand beside it, the window is dragged, or the page is presented.
  new ResizeObserver(() => requestAnimationFrame(() => data && roomOf(net) !== room && draw())).observe(net);
  boxes.onclick = ({ target }) => target.matches(".box") && look(Number(target.dataset.at), { isFocused: true });
  net.onkeydown = newKeys(state, keys, {
    look: (at) => look(at, { isFocused: true }),
    change: (isDone) => done(isDone, { isFocused: true }),
    act: (name) => done(ACTS[name](), { isFocused: true }),
    choose: (field) => {
      state.field = field;
      draw();
    },
  });
  root.onpointerleave = tell;
  root.addEventListener("focusout", ({ relatedTarget }) => !root.contains(relatedTarget) && tell());

  return (given) => {
    data = { ...given.data, titles: Object.fromEntries(given.data.curves) };
    report = given.report;
    Object.assign(state, { limits: data.limits, ends: data.ends });
    const isBehind = mine && mine.session === data.session && data.revision < mine.revision;
    if (!isBehind && data.text !== state.text) {
      if (state.text) state.become(designOf(data.text));
      else state.show(data.text, data.at - 1);
      state.look(data.at - 1);
    } else if (!isBehind && data.at - 1 !== state.at) state.look(data.at - 1);
    draw();
  };
};

export default reporting((given) => {
  const root = given.parentElement.querySelector(".design");
  (root.take ??= newView(root))(given);
});
