// Hands on the series, which is drawn, and on the output, which is pointed at; and keys over both.

import { heldWithin } from "../pixel.js";
import { writeSeries } from "../cnnviz/series_text.js";

const ACROSS = { ArrowLeft: -1, ArrowRight: 1 };
const HIGHER = { ArrowUp: 1, ArrowDown: -1 };
const PARTS = 40; // steps of the keys within the range of the series
const AS_A_CLICK = 4; // pixels until a press becomes a drawing

const leftOf = (svg) => svg.getBoundingClientRect().left;
const tidy = (value, range) => Number(value.toPrecision(12)) && Number((Math.round(value / range) * range).toPrecision(6));
// Numbers that are drawn have as many digits as can be seen.
const grain = ({ low, high }) => 10 ** (Math.floor(Math.log10(high - low)) - 2);

// Everything between two points that a quick hand left out.
const drawnBetween = (values, [from, first], [to, last]) => {
  const count = Math.abs(to - from);
  const next = [...values];
  for (let i = 0; i <= count; i += 1) next[from + Math.sign(to - from) * i] = count ? first + ((last - first) * i) / count : last;
  return next;
};

// view: { now(), charts, set(fields, how), look(at or null), lookAtNumber(at or null), chosen(), choose(number) }.
export const drawWithHands = (svg, view) => {
  let before = null; // where the drawing was last: [position, value]
  let start = null;
  const under = (event) => {
    const { scales } = view.charts;
    const { low, high } = scales.given;
    const value = Math.max(low, Math.min(high, scales.given.valueAt(event.clientY - svg.getBoundingClientRect().top)));
    return [view.charts.numberUnder(view.now(), event.clientX - leftOf(svg)), tidy(value, grain(scales.given))];
  };
  svg.onpointerdown = (event) => {
    if (event.button !== 0) return;
    svg.setPointerCapture(event.pointerId);
    start = [event.clientX, event.clientY];
    before = null;
  };
  svg.onpointermove = (event) => {
    if (!start) return view.lookAtNumber(under(event)[0]);
    if (!before && Math.hypot(event.clientX - start[0], event.clientY - start[1]) < AS_A_CLICK) return null;
    if (!before) view.charts.hold(true);
    const at = under(event);
    const { values } = view.now().task;
    view.set({ values: writeSeries(drawnBetween(values, before ?? at, at)), at: view.at() }, "dragged");
    before = at;
    return null;
  };
  svg.onpointerup = svg.onpointercancel = () => {
    if (before) {
      view.charts.hold(false);
      view.set({ values: writeSeries(view.now().task.values) }, "typed");
    }
    [before, start] = [null, null];
  };
  svg.onpointerleave = () => view.lookAtNumber(null);
  svg.onkeydown = (event) => {
    const { values } = view.now().task;
    const at = view.chosen() ?? 0;
    const to = ACROSS[event.key] ? at + ACROSS[event.key] : { Home: 0, End: values.length - 1 }[event.key];
    if ((to === undefined && !HIGHER[event.key]) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (to !== undefined) return view.choose(heldWithin(to, values.length));
    const scale = view.charts.scales.given;
    const step = Math.max(grain(scale), tidy((scale.high - scale.low) / PARTS, grain(scale)));
    const value = tidy(values[at] + HIGHER[event.key] * step, grain(scale));
    view.set({ values: writeSeries(values.map((one, i) => (i === at ? value : one))) }, "typed");
    return view.choose(at);
  };
  svg.onfocus = () => view.choose(view.chosen() ?? 0);
  svg.onblur = () => view.choose(null);
};

// view: the same, and { at(): the output that is looked at, pin(at), play() }.
export const pointAtOutput = (svg, view) => {
  const under = (event) => view.charts.outputUnder(view.now(), event.clientX - leftOf(svg));
  svg.onpointermove = (event) => view.now().output && view.look(under(event));
  svg.onpointerleave = () => view.look(null);
  svg.onclick = (event) => view.now().output && view.pin(under(event));
  svg.onkeydown = (event) => {
    const { output } = view.now();
    if (!output || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = ACROSS[event.key] ? view.at() + ACROSS[event.key] : { Home: 0, End: output.length - 1 }[event.key];
    if (to === undefined && event.key !== " ") return;
    event.preventDefault();
    if (to === undefined) view.play();
    else view.pin(heldWithin(to, output.length));
  };
};
