// What components report to Python. A report is component state, not a trigger: Streamlit clears triggers at the start of every run, so
// a run that another one cuts off loses them, while state comes again with every later message. Each value carries the revision that
// set it, counted over the whole window, so that Python does once what may reach it several times.

const newReports = () => {
  const known = new WeakSet(); // the elements of components that have been drawn
  const reports = { revision: 0, session: null, isLeaving: false, path: location.pathname, whenNamed: [] };
  reports.held = {}; // name → what the server says it has in its memory only, for a session after a restart
  // A report that comes after a click on another page would undo that click: Streamlit would draw a fragment of a page that is gone.
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]:not([download])");
    if (!link || link.target || link.origin !== location.origin) return;
    reports.isLeaving = link.pathname !== location.pathname;
  }, true);
  // Back and forward: the page is shown as it was left. The history has the name of that visit, and the address takes it to Python.
  // Streamlit reads the address after this listener.
  addEventListener("popstate", ({ state }) => {
    reports.isLeaving = location.pathname !== reports.path;
    const url = new URL(location);
    url.searchParams.set("stay", state?.stay ?? "none");
    if (reports.isLeaving) history.replaceState(state, "", url);
  }, true);
  // A component is drawn; one that was not there before belongs to the page that was gone to.
  reports.drawn = (element) => {
    if (!known.has(element)) Object.assign(reports, { isLeaving: false, path: location.pathname });
    known.add(element);
  };
  reports.name = (session) => {
    reports.session = session;
    reports.whenNamed.splice(0).forEach((act) => act());
  };
  reports.stamp = () => ({ session: reports.session, revision: reports.revision, code: globalThis.cnnvizCode?.digest });
  // Calls act once the session's name is known.
  reports.named = (act) => (reports.session ? act() : reports.whenNamed.push(act));
  return reports;
};

export const reports = (globalThis.cnnvizReports ??= newReports()); // one for all components of the window

// A component, as Streamlit calls it, that gets report(name, value) besides.
export const reporting = (component) => (given) => {
  const { parentElement, setStateValue } = given;
  reports.drawn(parentElement);
  const set = (parentElement.reported ??= {}); // name → [revision, value]
  const report = (name, value) => reports.named(() => {
    if (reports.isLeaving) return;
    reports.revision += 1;
    set[name] = [reports.revision, value];
    setStateValue("report", { ...reports.stamp(), set: { ...set } });
  });
  return component({ ...given, report });
};
