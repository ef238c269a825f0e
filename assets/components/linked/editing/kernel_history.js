// What a kernel was before: undo and redo over states, each a grid of texts.

export const newHistory = (first, equal) => {
  let states = [first];
  let now = 0;
  return {
    get state() { return states[now]; },
    get canUndo() { return now > 0; },
    get canRedo() { return now < states.length - 1; },
    // A new state; what was undone before is gone then.
    push(state) {
      if (equal(state, states[now])) return;
      states = [...states.slice(Math.max(0, now - 98), now + 1), state];
      now = states.length - 1;
    },
    undo() { now = Math.max(0, now - 1); },
    // Makes each state another one.
    change(how) { states = states.map(how); },
    redo() { now = Math.min(states.length - 1, now + 1); },
  };
};
