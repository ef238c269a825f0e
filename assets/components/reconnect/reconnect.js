// After the server was restarted, or a laptop slept, Streamlit reconnects but runs nothing: the page looks alive and no control works.
// So the page is run as soon as the connection is back. Until that run has ended the page takes no input: the new session does not
// know its fragments yet, and Streamlit drops what their controls send. The report that has it run tells the new session what the
// window holds of the one before. A connection that is lost on the way to another page leaves none at all, so it is watched by the
// window and not by a page.

import { goTo } from "../history.js";
// As this is on every page, so is the outbox: what waits in it is sent as soon as the network is back, on any of them.
import { outbox } from "../outbox.js";
import { reporting, reports } from "../reports.js";

const GIVE_UP = 10_000; // ms; a network time-out: a server that does not run by then will not

const watch = () => {
  const app = document.querySelector("[data-testid=stApp]");
  const state = () => [app.dataset.testConnectionState === "CONNECTED", app.dataset.testScriptState === "running"];
  const watched = { run: null }; // run: has the page run that is drawn, null: none is
  let [wasConnected, wasRunning] = state();
  let [focused, timer] = [null, 0];
  const open = () => {
    clearTimeout(timer);
    if (!reports.isResuming) return;
    reports.resume(false);
    focused?.focus();
  };
  const resume = () => {
    focused = document.activeElement;
    reports.resume(true);
    timer = setTimeout(open, GIVE_UP);
    const path = reports.isLeaving() ? reports.wanted : location.pathname; // a link, or Back, may have led nowhere
    reports.want(path);
    if (watched.run && reports.isOf(path, reports.page)) watched.run();
    else goTo(path);
  };
  watched.isRunning = () => state()[1];
  reports.run = () => wasConnected && !wasRunning && watched.run?.(); // for whoever was not answered
  new MutationObserver(() => {
    const [isConnected, isRunning] = state();
    if (isConnected && !wasConnected) resume();
    else if (isConnected && wasRunning && !isRunning) {
      open();
      reports.steps.rest();
    }
    [wasConnected, wasRunning] = [isConnected, isRunning];
  }).observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  return watched;
};

export default reporting(({ data, report, reportSaved }) => {
  const connection = (globalThis.cnnvizConnection ??= watch()); // one for all pages of the window
  const run = () => report("run", { ...reports.held });
  reports.held.settings = { ...reports.held.settings, ...data.settings }; // of all pages, by their names in the address
  reportSaved();
  reports.arrive(data.session, data.page, data.pages);
  connection.run = run;
  reports.steps.tell = (step) => report("step", step);
  if (reports.isOf(location.pathname, data.page)) { // else another page was gone to meanwhile
    reports.steps.arrive(data.stay, data.heard);
    if (!connection.isRunning()) reports.steps.rest(); // the code came after the run had ended
  }
  return () => {
    if (connection.run === run) connection.run = reports.steps.tell = null; // else another page is drawn already
  };
});
