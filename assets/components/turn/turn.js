// Asks the server for the next turn of a training: after the pause that it was given, and once the last turn's
// results are on the screen. So no training runs for a browser that is gone, hidden or late.
//
// The tab holds the token by which the server keeps the run for an hour. A page that was loaded anew begins a new session, which is
// told the token and goes on with the run. So does another tab that was made of this one; then this one has the run no more. The window
// holds the token and what trains, too, for a session after a restart or at another server.

import { reporting, reports } from "../reports.js";
import { keepTextInTab, textInTab } from "../tab.js";

const TOKEN = "cnnviz run"; // in the tab's storage

const holdToken = ({ token, past, is_kept: isKept }, claim) => {
  const mine = textInTab(TOKEN);
  if (mine && mine !== token && mine !== past) claim(mine);
  else keepTextInTab(TOKEN, isKept ? token : null);
};

const askBeforeLeaving = (event) => event.preventDefault();

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".turn");
  const forget = () => {
    clearTimeout(root.timer);
    cancelAnimationFrame(root.frame);
  };
  forget();
  reports.held.training = data.held;
  reports.held.run = data.is_kept ? [data.token, data.going] : null;
  holdToken(data, (token) => report("claim", token));
  (data.is_at_risk ? addEventListener : removeEventListener)("beforeunload", askBeforeLeaving);
  const leave = () => {
    forget();
    if (reports.held.run) reports.held.run[1] = ""; // whoever comes back to the page finds the run paused
  };
  if (data.rest === null) return leave;
  root.timer = setTimeout(() => {
    root.frame = requestAnimationFrame(() => report("turn", data.turn));
  }, data.rest);
  return leave;
});
