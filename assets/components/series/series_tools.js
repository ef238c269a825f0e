// Which series: a sample, an example with all that belongs to it, or numbers of one's own.

import { writeSeries } from "../cnnviz/series_text.js";
import { make } from "../payload.js";
import { newOwnNumbers } from "./series_own.js";

// handlers: { set(fields), begin(): what was typed half goes, take(text): numbers that were brought }.
export const newTools = (find, handlers) => {
  const [list, note, examples] = [".samples", ".own-note", ".examples"].map(find);
  const state = { most: null, refused: "" };
  const tell = (sentence, isRefused) => {
    note.textContent = sentence && `${isRefused ? "≠ " : ""}${sentence}`;
    note.hidden = !sentence;
    note.classList.toggle("refused", isRefused);
  };
  const own = newOwnNumbers(find(".own"), {
    most: () => state.most,
    take: (text) => {
      state.refused = "";
      handlers.take(text);
    },
    refuse: (sentence) => {
      state.refused = sentence;
      tell(sentence, true);
    },
  });
  list.onchange = () => {
    state.refused = "";
    if (list.value) handlers.set({ values: list.value, at: null });
  };
  const newExample = ([title, fields]) => Object.assign(make("button", ""), {
    type: "button", textContent: title,
    onclick: () => {
      state.refused = "";
      handlers.begin();
      handlers.set(fields);
    },
  });
  return {
    show(fields, { samples, examples: offered, most, told }, { values }) {
      state.most = most;
      if (list.options.length !== samples.length + 1) list.replaceChildren(...samples.map(([key, title]) => new Option(title, key)), new Option("Own numbers", ""));
      if (examples.childElementCount !== offered.length) examples.append(...offered.map(newExample));
      list.value = samples.some(([key]) => key === fields.values) ? fields.values : "";
      list.options[samples.length].disabled = list.value !== "";
      own.show(most, writeSeries(values));
      if (!state.refused) tell(told?.sentence ?? "", Boolean(told && !told.taken));
    },
  };
};
