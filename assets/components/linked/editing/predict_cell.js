// A hidden output is asked for in the map's own cell: a click or Enter on it opens a field there, which Enter sends.

import { putOver } from "./cell_input.js";
import { make } from "../../payload.js";

const LEAST = 28; // CSS pixels of a cell: in a smaller one the field would cover what it is asked among, so the question stays beside the map

// host: the figure's element, positioned; plane: rect(position), where a cell lies in it, or null, and reveal(position).
// predicting: isHidden(position), saidOf("value", position), as predicting.js has them.
// answers: typed(position), what was typed before; type(position, text), which keeps it; ask(position, text).
export const newPredictCell = (host, { rect, reveal }, predicting, answers) => {
  const input = host.appendChild(Object.assign(make("input", "cell-asked"), { type: "text", autocomplete: "off", spellcheck: false, enterKeyHint: "send", hidden: true }));
  let at = null;
  const close = (focusFigure) => {
    if (!at) return;
    at = null; // before it is hidden, which would drop the focus
    if (focusFigure) host.focus({ preventScroll: true });
    input.hidden = true;
  };
  const layOut = () => {
    const place = at && rect(at);
    if (place) putOver(input, place, host);
  };
  input.onkeydown = (event) => {
    event.stopPropagation(); // not for the figure's keys
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") close(true);
    else if (input.value.trim()) answers.ask(at, input.value);
  };
  input.oninput = () => answers.type(at, input.value);
  input.onblur = () => close(false);
  return {
    layOut,
    // Says whether there is something to ask there.
    open(position) {
      if (!predicting.isHidden(position) || !((rect(position)?.size ?? 0) >= LEAST)) return false;
      at = position;
      input.hidden = false;
      input.ariaLabel = `output at row ${at.row}, column ${at.column}`;
      input.value = answers.typed(at) ?? predicting.saidOf("value", at)?.typed ?? "";
      reveal(at);
      layOut();
      this.refresh();
      input.focus({ preventScroll: true });
      input.select();
      return true;
    },
    // What was said of the answer is drawn, and an output that is known needs no field.
    refresh() {
      if (!at) return;
      input.ariaInvalid = String(predicting.saidOf("value", at)?.right === false);
      if (!predicting.isHidden(at)) close(host.getRootNode().activeElement === input);
    },
  };
};
