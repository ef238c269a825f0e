// Predict, then reveal: the Sobel sum from left to right at the pixel that is looked at. Python judges; this asks, hides and shows.

const SIGNS = { true: "✓", false: "≠" }; // not by colours alone

// form: the question's; ask(typed); redraw(): when something is no longer hidden.
export const newAsking = (form, ask, redraw) => {
  const state = { isOn: false, task: "", known: new Set() };
  const [label, , reveal, verdict] = form.children;
  const [prompt, field] = label.children;
  form.onsubmit = (event) => {
    event.preventDefault();
    if (field.value.trim()) ask(field.value);
  };
  reveal.onclick = () => {
    state.known.add(state.task);
    redraw();
  };
  return {
    isAsked: () => state.isOn,
    isHidden: () => state.isOn && !state.known.has(state.task),
    // options: the view's; about: the picture and its border; at: [row, column].
    show({ predict, asking, verdicts }, about, at) {
      const task = [about, ...at].join(" ");
      if (task !== state.task) field.value = "";
      const said = asking === task && predict ? verdicts.value : null;
      Object.assign(state, { isOn: predict, task });
      if (said?.right) state.known.add(task);
      form.hidden = !predict;
      prompt.textContent = `Row ${at[0]}, column ${at[1]}: which sum does the kernel from left to right give?`;
      verdict.textContent = said ? `${SIGNS[said.right]} ${said.sentence}` : "";
      verdict.className = `verdict ${said ? (said.right ? "right" : "wrong") : ""}`;
      field.ariaInvalid = String(Boolean(said) && !said.right);
    },
  };
};
