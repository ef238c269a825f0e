// Asks the server for the next turn of a training: after the pause that it was given, and once the last turn's
// results are on the screen. So no training runs for a browser that is gone, hidden or late.

import { reporting, reports } from "../reports.js";

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".turn");
  const forget = () => {
    clearTimeout(root.timer);
    cancelAnimationFrame(root.frame);
  };
  forget();
  reports.held.training = data.held;
  if (data.rest === null) return forget;
  root.timer = setTimeout(() => {
    root.frame = requestAnimationFrame(() => report("turn", data.turn));
  }, data.rest);
  return forget;
});
