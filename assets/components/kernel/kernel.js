// A kernel as a grid of coloured numbers that can be typed over; pages/ui/kernel_grid.py gives colours and texts.

const inputs = (grid) => [...grid.querySelectorAll("input")];

const textOf = (grid, columns) => {
  // A number that was not touched goes back exactly as it is, not as it is written. A cell may have a decimal comma.
  const values = inputs(grid).map((i) => (i.value === i.dataset.text ? i.dataset.exact : i.value.trim().replace(",", ".") || "0"));
  const rows = [];
  for (let i = 0; i < values.length; i += columns) rows.push(values.slice(i, i + columns).join(" "));
  return rows.join("\n");
};

const resized = (text, rows, columns) =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => text.split("\n")[r]?.split(" ")[c] ?? "0").join(" ")).join("\n");

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = parentElement.querySelector(".kernel");
  const grid = root.querySelector(".grid");
  const rows = data.cells.length;
  const columns = data.cells[0].length;
  const cells = data.cells.flat();
  grid.style.setProperty("--columns", columns);
  grid.style.setProperty("--letters", Math.max(...cells.map(({ text }) => text.length)));
  grid.setAttribute("aria-label", data.label);
  while (grid.children.length > cells.length) grid.lastChild.remove();
  cells.forEach(({ text, exact, colour: [red, green, blue] }, i) => {
    const input = grid.children[i] ?? grid.appendChild(document.createElement("input"));
    const typing = root.getRootNode().activeElement === input && input.value !== input.dataset.text;
    if (input.value !== text && !typing) input.value = text; // what is being typed is not taken away
    Object.assign(input.dataset, { text, exact });
    input.style.background = `rgb(${red},${green},${blue})`;
    input.style.color = 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? "#000" : "#fff";
    input.inputMode = "decimal";
    input.title = exact;
    input.setAttribute("aria-label", `row ${Math.floor(i / columns) + 1}, column ${(i % columns) + 1}`);
    input.onfocus = () => input.select();
    input.onchange = () => setTriggerValue("edit", textOf(grid, columns));
    input.onkeydown = (event) => {
      const step = { ArrowUp: -columns, ArrowDown: columns }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      grid.children[i + step]?.focus();
    };
  });

  const tools = root.querySelector(".tools");
  for (const button of tools.querySelectorAll("button")) {
    const size = [rows + Number(button.dataset.rows), columns + Number(button.dataset.columns)];
    button.disabled = Math.min(...size) < 1 || Math.max(...size) > data.most;
    button.onclick = () => setTriggerValue("edit", resized(textOf(grid, columns), ...size));
  }
}
