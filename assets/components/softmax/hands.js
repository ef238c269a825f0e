// What hands do to the logits: drag a bar, press a key on it, type a number or a name. Each calls set(fields, how): "dragged" or "typed".

import { readNumber } from "../cnnviz/typed_number.js";

const STEPS = { ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1, PageDown: -1, PageUp: 1 };
const TENTHS = 10;
const rounded = (logit) => Math.round(logit * 1e9) / 1e9;

export const indexOf = (node) => Number(node.closest(".row").dataset.index);
export const heldLogit = (logit, most) => Math.min(most, Math.max(-most, logit));
export const withLogit = (classes, index, logit) => classes.map(([name, was], i) => [name, i === index ? rounded(logit) : was]);
export const withEach = (classes, change) => classes.map(([name, logit]) => [name, rounded(change(logit))]);

// The logit under a pointer, in tenths; the track goes from −limit to limit.
const logitUnder = (track, { clientX }, limit) => {
  const { left, width } = track.getBoundingClientRect();
  return heldLogit(Math.round((((clientX - left) / width) * 2 - 1) * limit * TENTHS) / TENTHS, limit);
};

// now(): the fields, with the limits; hold(isHeld): whether the tracks keep their ends while one is dragged.
export const followHands = (table, now, set, hold, refuse) => {
  let dragged = null;
  const pull = (event) => set({ classes: withLogit(now().classes, indexOf(dragged), logitUnder(dragged, event, now().limit)) }, "dragged");
  table.onpointerdown = (event) => {
    const track = event.target.closest(".track");
    if (!track || event.button !== 0 || indexOf(track) < 0) return;
    dragged = track;
    track.setPointerCapture(event.pointerId);
    track.focus({ preventScroll: true });
    hold(true);
    refuse("");
    set({ at: indexOf(track) }, "dragged");
    pull(event);
    event.preventDefault();
  };
  table.onpointermove = (event) => dragged && pull(event);
  table.onpointerup = table.onpointercancel = table.onlostpointercapture = () => {
    if (!dragged) return;
    dragged = null;
    hold(false);
  };
  table.onkeydown = (event) => {
    const track = event.target.closest(".track");
    const step = STEPS[event.key];
    if (!track || !step || indexOf(track) < 0) return;
    event.preventDefault();
    const { classes, most } = now();
    set({ classes: withLogit(classes, indexOf(track), heldLogit(classes[indexOf(track)][1] + step * (event.shiftKey ? TENTHS : 1), most)) }, "typed");
  };
  table.addEventListener("focusin", ({ target }) => target.closest(".row[data-index]") && indexOf(target) >= 0 && set({ at: indexOf(target) }, "dragged"));
  table.oninput = ({ target }) => { if (target.type === "text") target.dataset.typed = "true"; };
};

// What was typed into a field of a logit or a name; a number that cannot be used is told of, and stays in its field.
export const takeTyped = (input, { classes, most }, set, refuse) => {
  delete input.dataset.typed;
  const index = indexOf(input);
  if (input.className === "class") {
    set({ classes: classes.map(([name, logit], i) => [i === index ? input.value.replaceAll("~", " ").trim().replace(/\s+/g, " ") : name, logit]) }, "typed");
    return;
  }
  const { value, fault } = readNumber(input.value);
  const problem = fault || (Math.abs(value) > most ? `this is too large; stay between −${most} and ${most}` : "");
  input.setAttribute("aria-invalid", String(Boolean(problem)));
  refuse(problem && `“${input.value}” can't be used: ${problem}. The logit stays ${String(classes[index][1]).replace("-", "−")}.`);
  if (!problem) set({ classes: withLogit(classes, index, value) }, "typed");
};
