// An own shape of voxels: typed or pasted slice by slice, and read here.

import { readSlices } from "../cnnviz/volume_text.js";

// panel: the folded part; handlers: { limits(): { own, text }, take(text) }.
export const newOwnVoxels = (panel, note, handlers) => {
  const [form, area] = ["form", "textarea"].map((at) => panel.querySelector(at));
  const tell = (sentence, isRefused) => {
    note.textContent = sentence && `${isRefused ? "≠ " : ""}${sentence}`;
    note.hidden = !sentence;
    note.classList.toggle("refused", isRefused);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const { own, text: most } = handlers.limits();
    const { text, size, fault } = readSlices(area.value, own);
    if (fault) tell(fault, true);
    else if (text.length > most) tell(`Written out, these voxels have ${text.length} characters; at most ${most} can be kept. Write numbers with fewer digits.`, true);
    else {
      tell(`${size[0]} slices of ${size[1]} rows and ${size[2]} columns were taken.`, false);
      handlers.take(text);
    }
  };
  return {
    show({ own: [least, most] }, shown) {
      form.querySelector("span").textContent = `A line for each slice, its rows between semicolons; ${least} to ${most} slices, rows and columns`;
      if (area.getRootNode().activeElement !== area && !panel.open) area.value = shown;
    },
    forget: () => tell("", false),
  };
};
