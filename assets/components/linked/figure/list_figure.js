// A few numbers below each other, each with its name and a bar: a figure for scores and shares, in place of a plane.

import { make, reconcile } from "../../payload.js";

const newListLine = () => {
  const line = make("li", "list-line");
  const track = make("span", "list-track");
  track.append(make("i", "list-bar"), make("i", "list-zero"));
  line.append(make("span", "list-name"), track, make("span", "list-number"));
  return line;
};

// Where a bar from 0 to a value begins and how long it is, in percent of a track over the limits.
export const barOf = (value, [low, high]) => {
  const share = (number) => (high > low ? (100 * (number - low)) / (high - low) : 0);
  const [from, to] = [share(Math.min(0, value)), share(Math.max(0, value))];
  return { zero: share(0), left: from, width: to - from };
};

// host and handlers as of newPlane in plane.js.
export const newListFigure = (host, handlers) => {
  const list = make("ol", "list-figure");
  list.setAttribute("aria-hidden", "true"); // the host has the figure's name; keys and sentences tell the rest
  host.append(list);
  const positionOf = (event) => {
    const row = Array.prototype.indexOf.call(list.children, event.target.closest?.("li"));
    return row < 0 ? null : { plane: 0, row, column: 0 };
  };
  const tell = (handler) => (event) => {
    const position = positionOf(event);
    if (position) handler(position);
  };
  list.onpointerover = tell(handlers.look);
  list.onpointerleave = handlers.leave;
  list.onclick = tell(handlers.pick);

  const drawLine = (content, part) => (line, name, row) => {
    const [label, { firstChild: bar, lastChild: zero }, number] = line.children;
    const { zero: origin, left, width } = barOf(part.values[row] * (part.step ?? 1), part.limits);
    label.textContent = label.title = name;
    number.textContent = content.text(0, row, 0);
    Object.assign(bar.style, { left: `${left}%`, width: `${width}%` });
    zero.style.left = `${origin}%`;
    bar.dataset.sign = part.values[row] < 0 ? "negative" : "positive";
  };
  return {
    show: (content, part) => reconcile(list, part.lines, newListLine, drawLine(content, part)),
    // As of a plane. An item that is marked several times has all these classes.
    mark(marks) {
      for (const [row, line] of [...list.children].entries()) {
        line.dataset.marks = marks.filter(({ rows }) => rows.includes(row)).map(({ kind }) => kind).join(" ");
      }
    },
    zoomBy: () => {},
    fit: () => {},
  };
};
