// What components report to Python. A report is component state, not a trigger: Streamlit clears triggers at the start of every run, so
// a run that another one cuts off loses them, while state comes again with every later message. Each value carries the revision that
// set it, counted over the whole window, so that Python does once what may reach it several times.

import { followHistory } from "./history.js";
import { refusalOf, showRefusal } from "./refusing.js";
import { newSteps } from "./steps.js";
import { keepInTab, keptInTab } from "./tab.js";

const NOT_DRAWN = 15_000; // ms; a network time-out: a page that was not drawn by then will not be
const SAVED = "cnnviz held"; // in the tab's storage: what is held, while the window is loaded anew

const decoded = (path) => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // no text at all
  }
};

const newReports = () => {
  // page: the one that is drawn; wanted: the path that was gone to last, null: any; pages: the names of all;
  // isResuming: whether the server is back after a restart, and has not run the page yet
  const reports = { revision: 0, session: null, page: null, wanted: null, pages: [], waiting: new Set(), isResuming: false };
  reports.held = {}; // name → what the server says it has in its memory only, for a session after a restart
  // Before the window is loaded anew, which begins a new session, and after that.
  reports.save = () => keepInTab(SAVED, { session: reports.session, held: reports.held });
  reports.takeSaved = () => {
    const saved = keptInTab(SAVED);
    keepInTab(SAVED, null);
    return saved;
  };
  const pageOf = (path) => {
    const name = decoded(path).split("/").filter(Boolean).at(-1);
    return reports.pages.includes(name) ? name : ""; // the start page
  };
  reports.isOf = (path, page) => pageOf(path) === page;
  // A report that comes after a click on another page would undo that click: Streamlit would run the page that is left.
  const isWanted = (page) => reports.wanted === null || reports.isOf(reports.wanted, page);
  const isHere = () => isWanted(reports.page);
  reports.isLeaving = () => Boolean(reports.session) && !isHere();
  // While the page is left nothing on it can be used: what Streamlit's own controls send would undo the click, too.
  reports.showWhetherUsable = () => {
    const page = document.querySelector(".stMain");
    if (page) page.inert = reports.isLeaving() || reports.isResuming || reports.steps.isGoing();
  };
  reports.resume = (isResuming) => {
    reports.isResuming = isResuming;
    reports.showWhetherUsable();
  };
  const go = () => {
    reports.showWhetherUsable();
    if (!reports.session || !isHere()) return;
    const waiting = [...reports.waiting];
    reports.waiting.clear();
    waiting.forEach((act) => act());
  };
  let timer = 0;
  const goOrWait = () => {
    clearTimeout(timer);
    if (!isHere()) timer = setTimeout(reports.stay, NOT_DRAWN);
    go();
  };
  reports.left = ""; // the query of the page that was drawn last
  reports.moves = 0; // how many pages were gone to, with the one that the window was opened at
  reports.want = (path) => {
    reports.moves += 1;
    reports.steps.leave();
    if (reports.isOf(location.pathname, reports.page)) reports.left = location.search;
    reports.wanted = path;
    goOrWait();
  };
  // The page that was gone to has not come: any that is drawn can be used.
  reports.stay = () => {
    reports.wanted = null;
    go();
  };
  reports.visit = null; // the name of the visit that the window shows
  reports.steps = newSteps(reports);
  followHistory(reports.want, (path) => isWanted(pageOf(path)), reports.steps);
  // A page that is left can't be used, and its field that has the focus loses it. What is typed there would be sent, and undo the leaving.
  addEventListener("focusout", (event) => reports.isLeaving() && event.stopImmediatePropagation(), true);
  // A touched link takes the focus from a field at the click only. Let it do so when the finger comes down, as a mouse does: then what was
  // typed is sent before the page is left.
  addEventListener("pointerdown", ({ target }) => target.closest?.("a[href]") && document.activeElement?.blur(), true);
  // A page of a session is drawn: the one that is wanted, or late one that was left.
  reports.arrive = (session, page, pages) => {
    Object.assign(reports, { session, page, pages });
    goOrWait();
  };
  // Calls act once the page that is wanted is drawn, at once if it is; twice waiting is called once.
  reports.whenHere = (act) => {
    reports.waiting.add(act);
    go();
  };
  reports.stamp = () => ({ session: reports.session, revision: reports.revision, code: globalThis.cnnvizCode?.digest });
  return reports;
};

export const reports = (globalThis.cnnvizReports ??= newReports()); // one for all components of the window

// A component, as Streamlit calls it, that gets besides: report(name, value); reportSaved(), which tells a new session what the window
// held for the one before, if it was loaded anew.
export const reporting = (component) => (given) => {
  const { parentElement, setStateValue } = given;
  const set = (parentElement.reported ??= {}); // name → [revision, value]
  const report = (name, value) => !reports.isLeaving() && reports.whenHere(() => {
    const next = { ...set, [name]: [reports.revision + 1, value] };
    const refusal = refusalOf(parentElement, { ...reports.stamp(), set: next });
    showRefusal(parentElement, refusal);
    if (refusal) return;
    reports.revision += 1;
    Object.assign(set, next);
    setStateValue("report", { ...reports.stamp(), set: { ...set } });
  });
  const reportSaved = () => {
    const saved = reports.takeSaved();
    if (saved) setStateValue("report", { session: saved.session, revision: 0, set: { run: [0, saved.held] } });
  };
  return component({ ...given, report, reportSaved });
};
