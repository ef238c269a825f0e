// Which series: a sample, an example with all that belongs to it, or numbers of one's own.

import { writeSeries } from "../cnnviz/series_text.js";
import { make } from "../payload.js";
import { newOwn } from "./series_own.js";

// handlers: { set(fields), begin(): what was typed half goes, take(text): numbers that were brought }.
export const newTools = (find, handlers) => {
  const [list, examples] = [".samples", ".examples"].map(find);
  const own = newOwn(find(".own"), find(".own-note"), "save fewer lines", handlers.take);
  list.onchange = () => {
    own.forget();
    if (list.value) handlers.set({ values: list.value, at: null });
  };
  const newExample = ([title, fields]) => Object.assign(make("button", ""), {
    type: "button", textContent: title,
    onclick: () => {
      own.forget();
      handlers.begin();
      handlers.set(fields);
    },
  });
  return {
    show(fields, { samples, examples: offered, most, told }, { values }) {
      if (list.options.length !== samples.length + 1) list.replaceChildren(...samples.map(([key, title]) => new Option(title, key)), new Option("Own numbers", ""));
      if (examples.childElementCount !== offered.length) examples.append(...offered.map(newExample));
      list.value = samples.some(([key]) => key === fields.values) ? fields.values : "";
      list.options[samples.length].disabled = list.value !== "";
      own.show({ most: most.text, hint: `Up to ${most.values.toLocaleString("en")} numbers: one line, or a line for each`, shown: writeSeries(values), told });
    },
  };
};
