// Predict, then reveal: by how many cells the pooled map moves. Python judges what was typed; this asks, hides and shows.

const WAYS_OF_AXES = [["down", "up"], ["to the right", "to the left"]];
const SIGNS = { true: "✓", false: "≠" }; // not by colours alone

const taskOf = (by, { stride, poolStride, mapSize }) => {
  const axis = Math.abs(by[0]) > Math.abs(by[1]) ? 0 : 1;
  return { axis, pixels: by[axis], name: [axis, by[axis], stride[axis], (poolStride ?? mapSize)[axis]].join(" ") };
};

// form: the question's; ask(typed); redraw(): when something is no longer hidden.
export const newAsking = (form, ask, redraw) => {
  const state = { isOn: false, task: null, known: new Set() };
  const [label, , reveal, verdict] = form.children;
  const [prompt, field] = label.children;
  form.onsubmit = (event) => {
    event.preventDefault();
    if (field.value.trim()) ask(field.value);
  };
  reveal.onclick = () => {
    state.known.add(state.task.name);
    redraw();
  };
  return {
    isHidden: () => state.isOn && state.task.pixels !== 0 && !state.known.has(state.task.name),
    // options: the view's; by: how far the picture has moved; work: of shift_work.js.
    show({ predict, asking, verdicts }, by, work) {
      const task = taskOf(by, work);
      if (task.name !== state.task?.name) field.value = "";
      const said = asking === task.name && predict ? verdicts.value : null;
      Object.assign(state, { isOn: predict, task });
      if (said?.right) state.known.add(task.name);
      form.hidden = !predict;
      const [there, back] = WAYS_OF_AXES[task.axis];
      prompt.textContent = task.pixels === 0
        ? "Move the picture, and say by how many cells its pooled map moves."
        : `The picture has moved by ${Math.abs(task.pixels)} ${task.pixels > 0 ? there : back}. By how many cells does the pooled map move ${there}?`;
      verdict.textContent = said ? `${SIGNS[said.right]} ${said.sentence}` : "";
      verdict.className = `verdict ${said ? (said.right ? "right" : "wrong") : ""}`;
      field.ariaInvalid = String(Boolean(said) && !said.right);
    },
  };
};
