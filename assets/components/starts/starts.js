// A row of pixels and the windows along it, one of them at a time: played, by the arrow keys, or by its start. All words are those of
// pages/ui/counting/windows.py. Nothing is reported: there is nothing to keep.

import { make, reconcile } from "../payload.js";

const PACE = 700; // ms a window
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".starts");
  const [steps, along, legend] = root.children;
  const [back, play, on, said] = steps.children;
  const cells = along.firstChild;
  const last = data.windows.length - 1;
  if (root.drawn !== data.id) Object.assign(root, { drawn: data.id, at: 0 });
  along.ariaLabel = data.label;
  legend.textContent = data.legend;
  cells.style.setProperty("--columns", data.pixels.length);
  cells.style.setProperty("--digits", Math.max(...data.pixels.map(([, text]) => text.length)));
  const tellOfMore = () => along.toggleAttribute("data-more", along.scrollLeft + along.clientWidth < along.scrollWidth - 1);
  along.onscroll = tellOfMore;
  root.unwatch?.(); // a newer call ends the one before
  const observer = new ResizeObserver(tellOfMore);
  observer.observe(along);
  const starts = data.windows.flatMap(({ number, begins, cells: [first] }, at) => (begins ? [{ number, first, at }] : []));
  const items = [...data.pixels.map(([kind, text]) => ({ kind, text })), ...starts];
  reconcile(cells, items, () => make("span", ""), (cell, { kind, text, number, first }, column) => {
    cell.className = kind ? "cell" : "start";
    cell.dataset.kind = kind ?? "start";
    cell.textContent = kind ? text : number;
    cell.style.gridColumn = String(1 + (kind ? column : first));
    cell.setAttribute("aria-hidden", "true"); // read as a sentence and in the table
  });
  const [pixels, marks] = [[...cells.children].slice(0, data.pixels.length), [...cells.children].slice(data.pixels.length)];

  const show = () => {
    const { cells: met, said: text } = data.windows[root.at];
    pixels.forEach((pixel, n) => pixel.classList.toggle("met", met.includes(n)));
    starts.forEach(({ at }, n) => {
      marks[n].classList.toggle("done", at <= root.at);
      marks[n].classList.toggle("now", at === root.at);
    });
    said.textContent = text;
    const [first, end] = [pixels[met[0]].offsetLeft, pixels[met.at(-1)].offsetLeft + pixels[met.at(-1)].offsetWidth];
    if (first < along.scrollLeft || end > along.scrollLeft + along.clientWidth) along.scrollLeft = first - 8;
    root.dataset.at = String(root.at);
  };
  const stop = () => {
    clearInterval(root.playing);
    root.playing = 0;
    play.textContent = "Play";
  };
  const go = (at) => {
    root.at = Math.max(0, Math.min(last, at));
    show();
  };
  const step = (by) => {
    stop();
    go(root.at + by);
  };
  back.onclick = () => step(-1);
  on.onclick = () => step(1);
  play.onclick = () => {
    if (root.playing) return stop();
    if (root.at === last) go(0);
    play.textContent = "Pause";
    root.playing = setInterval(() => {
      go(root.at + 1);
      if (root.at === last) stop();
    }, PACE);
    return undefined;
  };
  along.onkeydown = (event) => {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  };
  cells.onclick = ({ target }) => {
    const start = starts[marks.indexOf(target)];
    if (start) step(start.at - root.at);
  };
  root.unwatch = () => {
    stop();
    observer.disconnect();
  };
  stop();
  go(root.at);
  root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1);
  return root.unwatch;
};
