// Predict, then reveal: a question about one number. Python judges what was typed; this asks, hides and shows.

const SIGNS = { true: "✓", false: "≠" }; // not by colours alone

// form: the question's; ask(typed); redraw(): when something is no longer hidden.
export const newAsking = (form, ask, redraw) => {
  const state = { isOn: false, task: "", hides: false, known: new Set(), given: new Set() }; // of the tasks: known or given up, and given up since the last answer
  const [label, , reveal, verdict] = form.children;
  const [prompt, field] = label.children;
  form.onsubmit = (event) => {
    event.preventDefault();
    if (!field.value.trim()) return;
    state.given.delete(state.task);
    ask(field.value);
  };
  reveal.onclick = () => {
    state.known.add(state.task);
    state.given.add(state.task);
    redraw();
  };
  return {
    isAsked: () => state.isOn,
    isHidden: () => state.isOn && state.hides && !state.known.has(state.task),
    // options: the view's. task: what is asked about, by its name; hides: whether there is anything to hide yet.
    show({ predict, asking, verdicts }, { task, text, hides = true }) {
      if (task !== state.task) field.value = "";
      const said = asking === task && predict ? verdicts.value : null;
      Object.assign(state, { isOn: predict, task, hides });
      if (said?.right) state.known.add(task);
      form.hidden = !predict;
      prompt.textContent = text;
      verdict.textContent = said ? `${SIGNS[said.right]} ${said.sentence}` : "";
      const isWrong = Boolean(said) && !said.right && !state.given.has(task); // of one that was given up nothing is left to mend
      verdict.className = `verdict ${isWrong ? "wrong" : said?.right ? "right" : ""}`;
      field.ariaInvalid = String(isWrong);
    },
  };
};
