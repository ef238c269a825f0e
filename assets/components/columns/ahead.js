// Another choice of a control of the page is drawn at once, from the preview route, before the page itself runs. The control says what is
// newest: what the page draws for another choice is older, and waits in case the control goes back to it. The page has the last word.

const ANSWER_WITHIN = 3000; // ms; a network time-out
const LEFT_TO_THE_PAGE = [409, 429, 503];

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
  let [drawn, seen, held] = [null, null, null]; // choices that are drawn, and that the control said last; what the page drew too early
  let [turn, refused] = [0, null]; // an answer of another turn is late
  const ask = async (choice) => {
    const [mine, from] = [turn, told.address];
    if (from === refused) return;
    try {
      const response = await fetch(from, { method: "POST", body: JSON.stringify({ choice }), signal: AbortSignal.timeout(ANSWER_WITHIN) });
      if (LEFT_TO_THE_PAGE.includes(response.status)) return;
      if (!response.ok) throw new Error(`the preview route answered with ${response.status}`);
      const answer = await response.arrayBuffer();
      if (mine !== turn) return;
      drawn = choice;
      show(new Uint8Array(answer));
    } catch {
      refused = from; // from now on the page answers
    }
  };
  const accept = (choice, data) => {
    turn += 1;
    [drawn, held] = [choice, null];
    show(data);
  };
  const follow = () => {
    const chosen = chosenOf(told);
    if (chosen === seen || chosen === null) return;
    seen = chosen;
    turn += 1;
    if (held?.choice === chosen) accept(chosen, held.data);
    else if (drawn !== chosen && told.asked.includes(chosen)) ask(chosen);
  };
  // Draws what the page sends, now or later. Returns what ends this call.
  return (tells, data, draw) => {
    [told, show] = [tells, draw];
    if (told === null) {
      accept(null, data);
      return () => {};
    }
    seen = chosenOf(told);
    if (drawn === null || seen === null || seen === told.choice) accept(told.choice, data);
    else held = { choice: told.choice, data };
    const around = groupOf(told.control)?.closest(".stElementContainer")?.parentElement;
    const watch = new MutationObserver(follow);
    if (around) watch.observe(around, { subtree: true, childList: true, attributeFilter: ["aria-checked"] });
    return () => watch.disconnect();
  };
};
