// After the server was restarted, or a laptop slept, Streamlit reconnects but runs nothing: the page looks alive and no control works.
// So the page is run as soon as the connection is back. Until that run has ended the page takes no input: the new session does not
// know its fragments yet, and Streamlit drops what their controls send. The report that has it run tells the new session what the
// window holds of the one before.

import { nameVisit } from "../history.js";
import { reporting, reports } from "../reports.js";

const GIVE_UP = 10_000; // ms; a network time-out: a server that does not run by then will not

export default reporting(({ data, parentElement, report, reportSaved }) => {
  const app = document.querySelector("[data-testid=stApp]");
  const state = () => [app.dataset.testConnectionState === "CONNECTED", app.dataset.testScriptState === "running"];
  let [wasConnected, wasRunning] = state();
  let [focused, timer] = [null, 0];
  const run = () => report("run", { ...reports.held });
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
    const isDrawn = reports.isOf(location.pathname, reports.page); // else Back was pressed meanwhile, which led nowhere
    reports.want(location.pathname); // so did a link
    if (isDrawn) run();
    else dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  };
  reports.held.settings = { ...reports.held.settings, ...data.settings }; // of all pages, by their names in the address
  reportSaved();
  reports.arrive(data.session, data.page, data.pages);
  if (reports.isOf(location.pathname, data.page)) { // else another page was gone to meanwhile
    reports.visit = data.stay;
    nameVisit(data.stay);
  }
  reports.run = () => wasConnected && !wasRunning && run(); // for whoever was not answered
  parentElement.connection?.disconnect();
  parentElement.connection = new MutationObserver(() => {
    const [isConnected, isRunning] = state();
    if (isConnected && !wasConnected) resume();
    else if (isConnected && wasRunning && !isRunning) open();
    [wasConnected, wasRunning] = [isConnected, isRunning];
  });
  parentElement.connection.observe(app, { attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  return () => {
    parentElement.connection.disconnect();
    open();
  };
});
