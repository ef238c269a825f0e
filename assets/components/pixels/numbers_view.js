// The picture whole, and beside it each of its matrices, enlarged until the cells carry their numbers. All show the same part.

import { formatNumber } from "../cnnviz/numbers.js";
import { readNumber } from "../cnnviz/typed_number.js";
import { howMany } from "../cnnviz/words.js";
import { newLive } from "../linked/playing/live.js";
import { make, reconcile } from "../payload.js";
import { pixelAfter, strideOf } from "../pixel.js";
import { newAroundTable } from "./around_table.js";
import { showPressed } from "../choice.js";
import { newGuess } from "./guess_field.js";
import { newMatrix } from "./matrix_plane.js";
import { newPictureFrame, greysOf } from "./picture_frame.js";
import { greyOf } from "./picture_state.js";

const COLOURS = ["Red", "Green", "Blue"];
const ZOOMS = [["−", "Zoom out", 2], ["fit", "Show all", 0], ["+", "Zoom in", 0.5]];
const LEAST_ACROSS = 2;
const LEAST_SIDE = 288; // CSS pixels: on a low matrix the longer side counts, so that cells hold their numbers

const coloursOf = ({ values, area, channels, low, high, grey }, off) => {
  if (channels === 1) return greysOf(grey, low, high);
  const shown = [0, 1, 2].map((c) => (off.includes("rgb"[c]) ? 0 : 1));
  return Uint32Array.from({ length: area }, (_, i) => (
    (0xff000000 | ((values[2 * area + i] * shown[2]) << 16) | ((values[area + i] * shown[1]) << 8) | (values[i] * shown[0])) >>> 0
  ));
};

export const newNumbersView = (section, change, refuse) => {
  const [zoom, colours, undo, predicts] = [".zoom", ".colours", ".undo", ".predicts input"].map((at) => section.querySelector(at));
  const [figures, sum, count] = [".figures", ".sum", ".count"].map((at) => section.querySelector(at));
  const whole = newPictureFrame(section.querySelector(".whole"), {
    look: (at) => look(at), leave: () => look(null),
    pick: (at) => { pick(at); matrices.forEach(({ plane }) => plane.reveal(...at, 0, true)); },
  });
  const guess = newGuess((typed) => change({ guess: { what: "grey", typed, at: now.at } }, "typed"));
  let [now, hovered, matrices, isMoving, drawn, fields] = [null, null, [], false, "", []];

  const look = (at) => {
    hovered = at;
    drawPlace();
  };
  const pick = (at) => change({ at }, "looked");
  const live = newLive(section.querySelector(".heard"));
  const numbersAt = ([row, column]) => {
    const { values, area, size: [, columns], channels } = now.picture;
    return Array.from({ length: channels }, (_, c) => values[c * area + row * columns + column]);
  };
  // The marked pixel, for who moves it without seeing it.
  const heardPlace = () => {
    const numbers = numbersAt(now.at);
    const words = numbers.length === 1 ? [formatNumber(numbers[0])] : numbers.map((number, c) => `${COLOURS[c].toLowerCase()} ${formatNumber(number)}`);
    const grey = numbers.length === 1 || now.predict ? [] : [`grey ${formatNumber(greyOf(numbers, now.luma))}`];
    return `Row ${now.at[0]}, column ${now.at[1]}: ${[...words, ...grey].join(", ")}`;
  };
  const roomOf = (matrix) => `${matrix.width()} ${matrix.figure.lastChild.clientHeight}`;
  const sideOf = (matrix) => {
    const sides = [matrix.width(), matrix.figure.lastChild.clientHeight];
    return Math.max(Math.min(...sides), Math.min(Math.max(...sides), LEAST_SIDE));
  };
  const acrossOf = (matrix) => Math.max(LEAST_ACROSS, Math.min(now.most + 1, Math.round(sideOf(matrix) / matrix.view.scale)));
  // Enlarges so that as many pixels lie along the shorter side as is set, with the pixel in the middle.
  const enlarge = () => {
    if (!now || !matrices.length || !matrices[0].width()) return;
    isMoving = true;
    for (const one of matrices) {
      const { plane } = one;
      plane.fit();
      if (now.across < Math.max(...now.picture.size)) plane.zoomBy(sideOf(one) / now.across / plane.cellSize());
      plane.reveal(...now.at, 0, true);
    }
    isMoving = false;
    matrices.forEach((one) => { one.room = roomOf(one); });
    drawPlace();
  };
  const zoomTo = (across) => {
    change({ across: Math.max(LEAST_ACROSS, Math.min(now.most + 1, Math.round(across))) }, "dragged");
    enlarge();
    live.announce(`${howMany(now.across, "pixel")} across`);
  };
  const follow = (from) => (view) => {
    from.view = view;
    if (isMoving || from.room !== roomOf(from)) return; // laid out anew: enlarge follows
    isMoving = true;
    matrices.forEach((other) => other !== from && other.plane.lookAt(view));
    isMoving = false;
    change({ across: acrossOf(from) }, "looked");
    drawPlace();
  };
  const newOne = () => {
    const one = {};
    return Object.assign(one, newMatrix({
      look: ({ row, column }) => look([row, column]), leave: () => look(null), pick: ({ row, column }) => pick([row, column]),
      viewChanged: (view) => follow(one)(view), laidOut: () => enlarge(),
    }));
  };

  const put = (channel, input) => {
    const { value, fault } = readNumber(input.value);
    const { low, high, whole: isWhole } = now.picture;
    const isPixel = !isWhole || (value >= low && value <= high && Number.isInteger(value));
    const problem = fault || (isPixel ? "" : `a photograph's numbers are whole, from ${low} to ${high}`)
      || (now.typed.length >= now.typedMost ? `${now.typedMost} numbers are typed already; undo one first` : "");
    input.setAttribute("aria-invalid", String(Boolean(problem)));
    refuse(problem && `“${input.value}” can't be used: ${problem}. The pixel stays as it is.`);
    if (problem) return;
    const [row, column] = now.at;
    const others = now.typed.filter(([c, r, k]) => c !== channel || r !== row || k !== column);
    change({ typed: [...others, [channel, row, column, value]] }, "typed");
  };
  const newField = (channel) => {
    const input = Object.assign(make("input", "number"), { type: "text", autocomplete: "off", spellcheck: false, maxLength: 24 });
    input.onchange = () => put(channel, input);
    input.onkeydown = (event) => event.stopPropagation();
    return input;
  };
  const say = (text) => Object.assign(make("span", ""), { textContent: text });
  // The line of the sum is built anew for another kind of picture only, so that what is typed stays.
  const buildSum = () => {
    const kind = `${now.picture.channels} ${now.predict}`;
    if (kind === drawn) return;
    drawn = kind;
    fields = Array.from({ length: now.picture.channels }, (_, channel) => newField(channel));
    const terms = now.picture.channels === 3
      ? fields.flatMap((field, c) => [say(`${c ? "+ " : ""}${formatNumber(now.luma[c])} · `), field])
      : fields;
    sum.replaceChildren(make("b", "place"), ...terms, ...(now.picture.channels === 3 ? [say("="), now.predict ? guess.element : make("strong", "grey")] : [make("span", "ends")]));
  };
  const drawPlace = () => {
    if (!now) return;
    const [row, column] = hovered ?? now.at;
    const { size: [rows, columns], channels, low, high } = now.picture;
    const numbers = numbersAt([row, column]);
    sum.querySelector(".place").textContent = `Row ${row}, column ${column}: `;
    fields.forEach((field, c) => {
      const isHeld = field.getRootNode().activeElement === field || field.getAttribute("aria-invalid") === "true";
      if (!isHeld) field.value = formatNumber(numbers[c]);
      field.ariaLabel = `${channels === 3 ? COLOURS[c] : "Value"} of row ${row}, column ${column}`;
    });
    if (channels === 3 && !now.predict) sum.querySelector(".grey").textContent = `${formatNumber(greyOf(numbers, now.luma))} grey`;
    if (channels === 1) sum.querySelector(".ends").textContent = `from ${formatNumber(low)} (black) to ${formatNumber(high)} (white)`;
    const view = matrices[0]?.view;
    const [seenRows, seenColumns] = view ? [matrices[0].figure.lastChild.clientHeight, matrices[0].width()].map((side) => side / view.scale) : [0, 0];
    const isPart = view && (seenRows < rows || seenColumns < columns);
    const part = isPart && { at: [Math.max(0, -view.y / view.scale), Math.max(0, -view.x / view.scale)], kind: "part", rows: Math.min(seenRows, rows), columns: Math.min(seenColumns, columns) };
    whole.mark([...(part ? [part] : []), { at: [row, column], kind: "here" }]);
    matrices.forEach(({ plane }) => plane.mark([{ kind: "cell", planes: [0], rows: [row], columns: [column] }]));
  };

  const around = newAroundTable(section.querySelector(".around"));

  for (const [sign, name, factor] of ZOOMS) {
    const button = Object.assign(make("button", ""), { type: "button", textContent: sign, ariaLabel: name, onclick: () => zoomTo(factor ? now.across * factor : Math.max(...now.picture.size)) });
    zoom.append(button);
  }
  undo.onclick = () => change({ typed: now.typed.slice(0, -1) }, "typed");
  predicts.onchange = () => change({ predict: predicts.checked }, "typed");
  colours.onclick = ({ target }) => {
    const key = target.dataset.key;
    if (key) change({ off: [..."rgb"].filter((one) => now.off.includes(one) !== (one === key)).join("") }, "typed");
  };
  figures.onkeydown = (event) => {
    const next = pixelAfter(event.key, now.at, now.picture.size, strideOf(event));
    const factor = { "+": 0.5, "=": 0.5, "-": 2 }[event.key];
    if (!next && !factor) return;
    event.preventDefault();
    if (factor) return void zoomTo(now.across * factor);
    pick(next);
    live.announce(heardPlace());
    matrices.forEach(({ plane }) => plane.reveal(...next));
  };

  const drawBar = () => {
    const { picture, off, typed, predict } = now;
    colours.hidden = picture.channels === 1;
    section.querySelector(".predicts").hidden = picture.channels === 1;
    predicts.checked = predict;
    undo.hidden = !typed.length;
    reconcile(colours, COLOURS, () => Object.assign(make("button", ""), { type: "button" }), (button, name, c) => {
      button.textContent = name;
      button.dataset.key = "rgb"[c];
      showPressed(button, !off.includes("rgb"[c]));
    });
  };
  return {
    draw(state) {
      const before = now;
      now = state;
      const { picture, off } = state;
      const [rows, columns] = picture.size;
      drawBar();
      buildSum();
      while (matrices.length > picture.channels) { matrices.at(-1).end(); matrices.pop().figure.remove(); }
      while (matrices.length < picture.channels) { matrices.push(newOne()); figures.append(matrices.at(-1).figure); }
      figures.dataset.matrices = picture.channels;
      if (before?.picture !== picture || before?.off !== off) whole.show(coloursOf(picture, off), picture.size, picture.title, `${picture.alt} ${rows} × ${columns} pixels.`);
      isMoving = true;
      matrices.forEach((matrix, c) => {
        const isOff = picture.channels === 3 && off.includes("rgb"[c]);
        matrix.show(picture, c, picture.channels === 1 ? "Its matrix" : `${COLOURS[c]}${isOff ? " (off: 0 in the picture)" : ""}`, isOff);
      });
      isMoving = false;
      const numbers = picture.channels * rows * columns;
      count.textContent = picture.channels === 3
        ? `${howMany(rows, "row")} × ${howMany(columns, "column")} × 3 colours = ${formatNumber(numbers)} numbers`
        : `${howMany(rows, "row")} × ${howMany(columns, "column")} = ${howMany(numbers, "number")}`;
      const verdict = state.verdict?.what === "grey" && String(state.verdict.at) === String(state.at) ? state.verdict : null;
      if (String(before?.at) !== String(state.at)) guess.clear();
      guess.show(`Grey of row ${state.at[0]}, column ${state.at[1]}`, verdict);
      const isElsewhere = before?.across !== state.across && matrices[0].view && acrossOf(matrices[0]) !== state.across;
      if (before?.picture.id !== picture.id || before?.picture.size.join() !== picture.size.join() || isElsewhere) enlarge();
      drawPlace();
      around.show(picture, state.at);
    },
  };
};
