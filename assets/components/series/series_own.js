// Numbers of one's own: typed, pasted, or a file. Python reads them; here only what is far too long is refused.

const written = (count) => count.toLocaleString("en");

// panel: the folded part; most: { values, text }; take(text), refuse(sentence).
export const newOwnNumbers = (panel, handlers) => {
  const [form, area, file] = ["form", "textarea", "input[type=file]"].map((at) => panel.querySelector(at));
  const fits = (length, what) => {
    const { text } = handlers.most();
    if (length <= text) return true;
    handlers.refuse(`${what} has ${written(length)} characters; at most ${written(text)} are read, so save fewer lines.`);
    return false;
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    if (fits(area.value.length, "This")) handlers.take(area.value);
  };
  file.onchange = async () => {
    const [chosen] = file.files;
    file.value = ""; // the same file can be chosen again
    if (!chosen || !fits(chosen.size, `“${chosen.name}”`)) return;
    handlers.take(await chosen.text());
  };
  return {
    show({ values }, shown) {
      form.querySelector("span").textContent = `Up to ${written(values)} numbers: one line, or a line for each`;
      if (area.getRootNode().activeElement !== area && !panel.open) area.value = shown;
    },
  };
};
