// A shape of voxels under a kernel: all slices linked, and the shape turned in space, before and after. No server is asked.

import { formatNumber } from "../cnnviz/numbers.js";
import { indexIn, placeAtIndex, volumeTrace } from "../cnnviz/volume.js";
import { inSlices, resizedSlices } from "../cnnviz/volume_text.js";
import { newLive } from "../linked/playing/live.js";
import { newTimeline } from "../linked/playing/timeline.js";
import { newPredict, newPredicting, triedOf } from "../linked/predicting.js";
import { REST } from "../linked/fitting.js";
import { signedIn, tokenIn } from "../signed.js";
import { newOwn } from "./series_own.js";
import { onWeights } from "./series_words.js";
import { followSlices } from "./volume_hands.js";
import { newVoxelKernel, newVoxelProducts } from "./volume_kernel.js";
import { newVolumeSize } from "./volume_size.js";
import { drawSlices } from "./volume_slices.js";
import { drawSolid, turnByHand } from "./volume_solid.js";
import { computedVolume, coveredBy, heldPlace, isOwn, strongestPlace, valueAtPlace, volumeKey } from "./volume_task.js";

const ASKED = {
  size: () => "How many columns does the output have?",
  value: ({ plane, row, column }) => `What is the output at slice ${plane}, row ${row}, column ${column}?`,
};
const INKS = ["paper", "ink", "line", "mute", "here", "on-here"];
const GREY = 0.55; // how dark a voxel of 1 is
const positionIn = ([plane, row, column]) => ({ plane, row, column });
const ownText = ({ values, size }) => inSlices(values, size).map((rows) => rows.map((row) => row.join(" ")).join("; ")).join("\n");
const nameOfPlace = ([slice, row, column]) => `slice ${slice}, row ${row}, column ${column}`;

// root: the part of the page; painted(): something new is drawn.
export const newVolumeView = (root, store, painted) => {
  const find = (selector) => root.querySelector(selector);
  // of: what `made` was computed of; look: the output that is pointed at; moving: where Play is; inks: colours of the theme.
  const state = { of: "", made: null, look: null, moving: null, pending: 0, turning: 0, layout: null, inks: null, colours: null };
  const predicting = newPredicting(triedOf(`${store.hub} volume`));
  const live = newLive(find(".live"));
  const set = (fields, how = "typed") => {
    Object.assign(state, { look: null, moving: null });
    store.change(fields, REST[how]);
    draw();
  };
  const isStale = () => predicting.on() && store.options.asking !== volumeKey(store.fields);
  const sizeIsHidden = () => predicting.on() && (isStale() || predicting.sizeIsHidden());
  const isHidden = (place) => predicting.on() && (isStale() || predicting.isHidden(positionIn(place)));
  const pinned = () => {
    const at = state.moving ?? store.fields.volume_at;
    return at ? heldPlace(at, state.made.size) : predicting.on() ? [0, 0, 0] : strongestPlace(state.made);
  };
  const traceAt = (place) => volumeTrace(state.made.task, state.made.output, place);
  const saidAt = (place) => (sizeIsHidden() || isHidden(place) ? "" : `Output at ${nameOfPlace(place)}: ${traceAt(place).sentence}.`);
  const paintSoon = () => {
    cancelAnimationFrame(state.pending);
    state.pending = requestAnimationFrame(paint);
  };
  const look = (place) => {
    if (String(place) === String(state.look)) return;
    state.look = place;
    paintSoon();
  };
  const pin = (place) => {
    timeline.stop();
    set({ volume_at: place }, "looked");
    live.announce(saidAt(place));
  };
  // Play goes row by row, all slices one below the other.
  const placeIn = (row, column) => [Math.floor(row / state.made.size[1]), row % state.made.size[1], column];
  const timeline = newTimeline(find(".timeline"), {
    go: (row, column) => {
      Object.assign(state, { moving: placeIn(row, column), look: null });
      paint();
    },
    rest: (row, column) => {
      set({ volume_at: placeIn(row, column) }, "looked");
      live.announce(saidAt(placeIn(row, column)));
    },
  }, (row, column) => nameOfPlace(placeIn(row, column)));
  const refuse = (sentence) => {
    find(".fault").textContent = sentence;
    find(".fault").hidden = !sentence;
  };
  const kernel = newVoxelKernel(find(".voxels"), { text: () => store.fields.volume_kernel, set: (text) => set({ volume_kernel: text }), refuse });
  const showProducts = newVoxelProducts(find(".voxel-products"));
  const size = newVolumeSize(find(".formula"), (name, value) => set({ [name]: value }), (taps) => {
    kernel.forget();
    refuse("");
    set({ volume_kernel: resizedSlices(store.fields.volume_kernel, taps), volume_at: null });
  });
  const own = newOwn(find(".voxels-own"), find(".voxels-note"), "write numbers with fewer digits", (voxels) => set({ voxels, volume_at: null }));
  const predict = newPredict(find(".predict"), {
    check: (guess) => store.change({ guess }, 0),
    show: (kind) => {
      predicting.reveal(kind, positionIn(pinned()));
      draw();
    },
  }, ASKED);
  find(".shapes").onchange = ({ target }) => {
    own.forget();
    if (target.value) set({ shape: target.value, volume_at: null });
  };
  find(".voxel-kernels").onchange = ({ target }) => {
    kernel.forget();
    refuse("");
    if (target.value) set({ volume_kernel: target.value, volume_at: null });
    else draw();
  };
  find(".least").oninput = ({ target }) => set({ least: Number(target.value) }, "dragged");
  const solids = [find(".before .solid"), find(".after .solid")];
  solids.forEach((canvas) => turnByHand(canvas, { turn: () => store.fields.turn, set: (turn, how) => {
    store.change({ turn }, REST[how]);
    cancelAnimationFrame(state.turning);
    state.turning = requestAnimationFrame(paintSolids);
  } }));
  followSlices(find(".after .slices canvas"), {
    layout: () => state.layout, size: () => (sizeIsHidden() ? null : state.made.size), pinned, look, pin, play: () => timeline.toggle(),
  });

  const drawTools = (fields, { volume: { shapes, kernels, limits }, told_of_voxels: told }) => {
    const [shape, list] = [find(".shapes"), find(".voxel-kernels")];
    if (!shape.options.length) shape.replaceChildren(...shapes.map(([key, title]) => new Option(title, key)), new Option("Own voxels", ""));
    if (!list.options.length) list.replaceChildren(...kernels.map(([title, text]) => new Option(title, text)), new Option("Own weights", ""));
    shape.value = isOwn(fields) ? "" : fields.shape;
    shape.options[shapes.length].disabled = !isOwn(fields);
    const [least, most] = limits.own;
    own.show({
      most: limits.text, told, hint: `A line for each slice, its rows between semicolons; ${least} to ${most} slices, rows and columns`,
      shown: isOwn(fields) ? fields.shape : Math.max(...state.made.task.size) > most ? "" : ownText(state.made.task),
    });
    list.value = kernels.some(([, text]) => text === fields.volume_kernel) ? fields.volume_kernel : "";
    size.show(fields, state.made, limits, sizeIsHidden(), isOwn(fields));
    Object.assign(find(".least"), { min: limits.least[0], max: limits.least[1], value: fields.least, ariaValueText: `${fields.least} per cent of the largest` });
    find(".shown").textContent = `${fields.least} % of ${sizeIsHidden() || predicting.on() ? "the largest" : formatNumber(state.made.largest)}`;
    kernel.show(fields.volume_kernel, state.colours.signed);
    find(".remark").textContent = onWeights(state.made.task, "volume");
    find(".before .name").textContent = `Shape ${state.made.task.size.join(" × ")}`;
    find(".after .name").textContent = sizeIsHidden() ? "Output" : `Output ${state.made.size.join(" × ")}`;
  };
  const draw = () => {
    const { fields, options } = store;
    predicting.begin(options);
    const of = volumeKey(fields);
    if (state.of !== of) Object.assign(state, { of, made: computedVolume(fields) });
    // A canvas keeps the colours of signs where colours are forced.
    const inks = Object.fromEntries(INKS.map((name) => [name === "on-here" ? "dark" : name, tokenIn(solids[0])(name)]));
    const grey = (value) => inks.paper.map((from, i) => Math.round(from + (inks.ink[i] - from) * GREY * value));
    Object.assign(state, { inks, colours: { grey, signed: signedIn(solids[0]) } });
    root.toggleAttribute("data-size-hidden", sizeIsHidden());
    drawTools(fields, options);
    predict.show(predicting, positionIn(pinned()), options);
    paint();
  };
  // A shape without negative numbers is grey, another one has the colours of signs.
  const voxelColour = ({ task: { values }, brightest }) => (values.some((value) => value < 0)
    ? (value) => state.colours.signed(value / brightest)
    : (value) => state.colours.grey(brightest ? value / brightest : 0));
  const signed = (value) => state.colours.signed(state.made.largest ? value / state.made.largest : 0);
  const isKnown = (i) => !predicting.on() || !isHidden(placeAtIndex(i, state.made.size));
  const paintSolids = () => {
    const { made: { task, size: shownSize, output, largest }, inks } = state;
    const [place, hides, { turn, least }] = [state.look ?? pinned(), sizeIsHidden(), store.fields];
    const { box } = coveredBy(traceAt(place));
    drawSolid(solids[0], { values: task.values, size: task.size, isShown: task.values, colourOf: voxelColour(state.made), turn, boxes: box && !hides ? [box] : [] }, inks);
    if (hides) return;
    const isShown = output.map((value, i) => largest > 0 && Math.abs(value) >= (largest * least) / 100 && isKnown(i));
    drawSolid(solids[1], { values: output, size: shownSize, isShown, colourOf: signed, turn, boxes: [[place, place]] }, inks);
    label(place);
  };
  const paint = () => {
    const { made: { task, size: shownSize, output }, inks, colours } = state;
    const [, rows, columns] = shownSize;
    const [place, hides] = [state.look ?? pinned(), sizeIsHidden()];
    const trace = traceAt(place);
    if (!state.look) timeline.show({ rows: shownSize[0] * rows, columns, row: place[0] * rows + place[1], column: place[2] });
    paintSolids();
    drawSlices(find(".before .slices canvas"), { values: task.values, size: task.size, colourOf: voxelColour(state.made), word: () => null }, hides ? { slices: [] } : coveredBy(trace), inks);
    if (!hides) {
      const mark = { slices: [place[0]], rows: [place[1], place[1]], columns: [place[2], place[2]] };
      state.layout = drawSlices(find(".after .slices canvas"), { values: output, size: shownSize, colourOf: signed, word: (i) => (isKnown(i) ? null : "?") }, mark, inks);
    }
    const isUnknown = hides || isHidden(place);
    showProducts(trace, task.taps, isUnknown, colours.signed);
    find(".sum b").textContent = isUnknown ? "?" : formatNumber(output[indexIn(shownSize, place)]);
    find(".said").textContent = saidAt(place);
    label(place);
    painted();
  };
  const label = (place) => {
    const { shape } = store.fields;
    const [around, up] = store.fields.turn;
    const turned = `turned by ${around}° and ${up}°. The arrow keys turn it.`;
    const title = store.options.volume.shapes.find(([key]) => key === shape)?.[1] ?? "Own voxels";
    solids[0].ariaLabel = `${title} in space, ${turned}`;
    solids[1].ariaLabel = `Output in space, ${turned}`;
    find(".before .slices canvas").ariaLabel = `All slices of the shape; the window at ${nameOfPlace(place)} is marked`;
    find(".after .slices canvas").ariaLabel = `All slices of the output; at ${nameOfPlace(place)} ${isHidden(place) || sizeIsHidden() ? "it is to be predicted" : `it is ${formatNumber(valueAtPlace(state.made, place))}`}. The arrow keys move, Page up and Page down change the slice, Space plays.`;
  };
  return {
    draw,
    stop() {
      cancelAnimationFrame(state.pending);
      cancelAnimationFrame(state.turning);
      timeline.stop();
    },
  };
};
