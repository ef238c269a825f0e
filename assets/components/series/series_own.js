// Numbers of one's own: typed, pasted, or a file. Python reads them; here only what is far too long is refused.

const written = (count) => count.toLocaleString("en");

// panel: the folded part; note: where its sentences stand; shorter: what makes a text shorter; take(text): what was brought.
export const newOwn = (panel, note, shorter, take) => {
  const [form, area, file] = ["form", "textarea", "input[type=file]"].map((at) => panel.querySelector(at));
  const state = { most: 0, refused: "" };
  const tell = (sentence, isRefused) => {
    note.textContent = sentence;
    note.hidden = !sentence;
    note.classList.toggle("refused", isRefused); // reach.css puts the sign before it
    area.ariaInvalid = String(isRefused);
  };
  const fits = (length, what) => {
    state.refused = length > state.most ? `${what} has ${written(length)} characters; at most ${written(state.most)} are read, so ${shorter}.` : "";
    if (state.refused) tell(state.refused, true);
    return !state.refused;
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    if (fits(area.value.length, "This")) take(area.value);
  };
  if (file) file.onchange = async () => {
    const [chosen] = file.files;
    file.value = ""; // the same file can be chosen again
    if (!chosen || !fits(chosen.size, `“${chosen.name}”`)) return;
    take(await chosen.text());
  };
  return {
    // most: characters that are read; hint: what is to be typed; shown: the numbers now; told: what Python says of those brought last. What
    // was refused stays in the field.
    show({ most, hint, shown, told }) {
      state.most = most;
      form.querySelector("span").textContent = hint;
      if (!state.refused) tell(told?.sentence ?? "", Boolean(told && !told.taken));
      if (area.getRootNode().activeElement !== area && !panel.open && !(area.value && area.ariaInvalid === "true")) area.value = shown;
    },
    forget: () => { state.refused = ""; },
  };
};
