// Another choice of a control of the page is drawn at once, from the preview route, before the page itself runs. The control says what is
// newest: what the page draws for another choice is older, and waits in case the control goes back to it. The page has the last word.

import { askPreview } from "../preview_route.js";

const groupOf = (label) => document.querySelector(`[role="radiogroup"][aria-label="${label}"]`);

// What a control of Streamlit's shows as chosen; null where it is not on the page.
const chosenOf = ({ control, choices }) => {
  const radios = [...(groupOf(control)?.querySelectorAll('[role="radio"]') ?? [])];
  return choices[radios.findIndex((radio) => radio.ariaChecked === "true")] ?? null;
};

// What draws a component: show(data). told, of every call, is where another choice is asked for, or null: address, control (its label),
// choices (its options by their names), asked (those that are answered there) and choice (the one that the page has drawn this for).
export const newAhead = () => {
  let [told, show] = [null, null];
  let [drawn, seen, held] = [null, null, null]; // choices that are drawn, and that the control said last; what the page sent last
  let [turn, refused] = [0, null]; // an answer of another turn is late
  const ask = async (choice) => {
    const [mine, from] = [turn, told.address];
    if (from === refused) return;
    let answer = null;
    try {
      answer = await askPreview(from, { choice });
    } catch {
      refused = from; // from now on the page answers
    }
    if (!answer || mine !== turn) return;
    drawn = choice;
    show(new Uint8Array(answer));
  };
  const accept = (choice, data) => {
    turn += 1;
    drawn = choice;
    show(data);
  };
  const follow = () => {
    const chosen = chosenOf(told);
    if (chosen === seen || chosen === null) return;
    seen = chosen;
    turn += 1;
    if (drawn === chosen) return;
    if (held?.choice === chosen) accept(chosen, held.data); // the page does not send it again
    else if (told.asked.includes(chosen)) ask(chosen);
  };
  // Draws what the page sends, now or later. Returns what ends this call.
  return (tells, data, draw) => {
    [told, show] = [tells, draw];
    held = told && { choice: told.choice, data };
    if (told === null) {
      accept(null, data);
      return () => {};
    }
    seen = chosenOf(told);
    if (drawn === null || seen === null || seen === told.choice) accept(told.choice, data);
    const around = groupOf(told.control)?.closest(".stElementContainer")?.parentElement;
    const watch = new MutationObserver(follow);
    if (around) watch.observe(around, { subtree: true, childList: true, attributeFilter: ["aria-checked"] });
    return () => watch.disconnect();
  };
};
