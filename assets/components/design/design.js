// A network that is designed: drawn as a stack of blocks, changed by buttons and keys, measured at once in the browser. Python is told what
// stands here a moment later, and keeps it in the address.

import { drawDetail } from "../architectures/detail.js";
import { evenFits, fitsOf } from "../cnnviz/design_fits.js";
import { measureDesign, totalsOf } from "../cnnviz/design_measure.js";
import { designOf } from "../cnnviz/design_text.js";
import { titleOf } from "../cnnviz/design_words.js";
import { formulaLine, inBytes, shapeText } from "../cnnviz/formulas.js";
import { formatNumber } from "../cnnviz/numbers.js";
import { make, reconcile } from "../payload.js";
import { reporting, reports } from "../reports.js";
import { drawBoxes, drawPicture, fileOf } from "./design_drawing.js";
import { fieldByKey, newFields } from "./design_fields.js";
import { grainOf, layoutOf } from "./design_layout.js";
import { newState } from "./design_state.js";
import { newTools } from "./design_tools.js";

const REST = 250; // ms after the last key, when Python is told
const AXES = ["Output, rows", "Output, columns"];
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
const BESIDE = { ArrowUp: -1, ArrowDown: 1 };
const TIMES = { "+": (n) => n + 1, "=": (n) => n + 1, "-": (n) => n - 1, "*": (n) => 2 * n, "/": (n) => Math.ceil(n / 2) };

const linesOf = ({ rows, nodes }, at, input) => {
  const row = rows[at];
  const kind = nodes[at].part.kind;
  const names = ["add", "concat", "response"].includes(kind) ? ["Output, maps"] : row.sizes.length === 1 ? ["Output"] : AXES;
  const more = row.field && Math.min(...row.field) > Math.max(...input.slice(1)) ? ", more than the input has" : "";
  const sees = row.field ? `${row.field.map((side) => formatNumber(side)).join(" × ")} pixels${more}` : "all of the input";
  return [
    ...row.sizes.map((size, n) => formulaLine(names[n], size)), formulaLine("Parameters", row.parameters),
    formulaLine("Multiplications", row.multiplications), formulaLine("Memory of the output", row.memory), ["One unit sees", sees],
  ];
};

const sumsOf = (found) => {
  const totals = totalsOf(found);
  const upTo = found.fault ? " up to there" : "";
  const last = found.rows.findLast(({ field }) => field);
  const told = [
    [formatNumber(totals.parameters), `parameters${upTo}`], [formatNumber(totals.multiplications), "multiplications"], [inBytes(totals.memory), "for all outputs"],
  ];
  if (last) told.push([last.field.map((side) => formatNumber(side)).join(" × "), "pixels seen"]);
  if (!found.fault && found.rows.length) told.push([shapeText(found.rows.at(-1).shape), "come out"]);
  return told;
};
const drawSumsOf = (host, sums) => reconcile(host, sums, () => {
  const sum = make("span", "sum");
  sum.append(make("b", ""), make("span", ""));
  return sum;
}, (sum, [number, name]) => {
  [sum.children[0].textContent, sum.children[1].textContent] = [number, ` ${name} `];
});

const newView = (root) => {
  const find = (selector) => root.querySelector(selector);
  const [net, drawn, svg, boxes, misfit, status] = [".net", ".drawn", "svg", ".boxes", ".misfit", ".told"].map(find);
  const state = newState();
  let [data, report, mine, timer, found, offered] = [null, null, null, 0, null, []];

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
  const saidOf = (at) => {
    if (at < 0) return `Input: ${shapeText(state.design.shape)}`;
    const { name, part } = found.nodes[at];
    const made = found.rows[at] ? `makes ${shapeText(found.rows[at].shape)}` : at === found.rows.length ? "does not fit" : "waits for what does not fit";
    return `${name}: ${titleOf(part, data.titles)}, ${made}`;
  };
  const drawFits = () => {
    const row = found.rows[state.at];
    const isUneven = !found.fault && row?.rest > 0;
    misfit.hidden = !found.fault && !isUneven;
    misfit.classList.toggle("uneven", isUneven);
    const pixels = row?.rest === 1 ? "1 pixel at the end is" : `${row?.rest} pixels at the end are`;
    const text = found.fault ? `${found.fault}.` : isUneven ? `${pixels} seen by no window of ${found.nodes[state.at].name}. It fits evenly with:` : "";
    const fault = find(".fault");
    if (fault.textContent !== text) fault.textContent = text;
    offered = misfit.hidden ? [] : found.fault ? fitsOf(state.design, found, data.most, data.ends) : evenFits(state.design, found, state.at, data.most, data.ends);
    reconcile(find(".fits"), offered, () => Object.assign(make("button", "fit"), { type: "button" }), (button, { label }) => { button.textContent = label; });
  };
  const drawLayer = () => {
    const node = found.nodes[state.at];
    const row = found.rows[state.at];
    const given = node && node.inputs.map((name) => found.shapes[name])[0];
    const what = node ? titleOf(node.part, data.titles) : "What the network is given";
    drawFields({ part: state.part(), name: node?.name ?? "Input", what, given, chosen: state.field, ends: data.ends, curves: data.curves });
    const lines = row ? linesOf(found, state.at, state.design.shape) : [];
    const made = node ? row && shapeText(row.shape) : shapeText(state.design.shape);
    drawDetail(find(".detail"), made && { name: "", what: "", made, lines: lines.map((_, n) => n) }, lines);
  };
  const draw = () => {
    found = measureDesign(state.design, data.most);
    const grain = grainOf(found.nodes.length + 1, matchMedia("(pointer: coarse)").matches);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const layout = layoutOf(state.design, found, grain, net.clientWidth / rem);
    drawPicture(svg, layout, found, state.design, grain);
    drawBoxes(boxes, layout, state.at, saidOf);
    svg.querySelectorAll(".item").forEach((item) => item.classList.toggle("shown", Number(item.dataset.at) === state.at));
    Object.assign(drawn.style, { width: svg.style.width, height: svg.style.height });
    drawn.ariaLabel = `Layers of the design, for an input of ${shapeText(state.design.shape)}`;
    drawSumsOf(find(".sums"), sumsOf(found));
    drawFits();
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
    status.textContent = `${saidOf(state.at)}. ${found.fault ? `${found.fault}.` : `${formatNumber(totalsOf(found).parameters)} parameters in all.`}`;
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
    norm: () => state.part().kind === "conv" && state.set({ norm: !state.part().norm }),
    curve: () => state.at >= 0 && nextCurve(),
  };
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

  find(".fits").onclick = ({ target }) => {
    const fit = offered[[...find(".fits").children].indexOf(target)];
    if (fit) done(state.become(fit.design), { isFocused: true });
  };
  boxes.onclick = ({ target }) => target.matches(".box") && look(Number(target.dataset.at), { isFocused: true });
  net.onkeydown = (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const isUndo = (ctrlKey || metaKey) && "zy".includes(key.toLowerCase());
    if (altKey || ((ctrlKey || metaKey) && !isUndo)) return;
    const name = isUndo ? (key.toLowerCase() === "y" || shiftKey ? "redo" : "undo") : keys[key];
    const field = fieldByKey(state.part().kind, key);
    if (key in STEPS) look(state.at + STEPS[key], { isFocused: true });
    else if (key in BESIDE) {
      state.beside(BESIDE[key]);
      done(true, { isFocused: true });
    } else if (key in TIMES) done(state.setNumber(TIMES[key]), { isFocused: true });
    else if (name) done(ACTS[name](), { isFocused: true });
    else if (field) {
      state.field = field;
      draw();
    } else return;
    event.preventDefault();
    event.stopPropagation(); // letters are keys of Streamlit's, too
  };
  root.onpointerleave = tell;
  root.onfocusout = ({ relatedTarget }) => !root.contains(relatedTarget) && tell();

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
