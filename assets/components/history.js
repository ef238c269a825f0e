// The browser's history: one entry a page, and each shown again as it was left.

// Streamlit adds an entry each time the server writes the address of the page shown. With one entry a page the Back button leads to
// the page before, and not through every step of a slider.
const keepOneEntryAPage = (entry) => {
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  history.pushState = (state, title, address) => {
    const { pathname } = new URL(address ?? "", location.href);
    if (pathname !== location.pathname) push(state, title, address);
    else replace({ ...history.state, ...state }, title, address);
    entry.path = location.pathname;
  };
};

// Calls wish(path) for each page that is gone to, by a link or by the history.
export const followHistory = (wish) => {
  const entry = { path: location.pathname }; // the one that is shown
  wish(entry.path);
  keepOneEntryAPage(entry);
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]:not([download])");
    if (link && !link.target && link.origin === location.origin) wish(link.pathname);
  }, true);
  // Back and forward: the page is shown as it was left. The entry has the name of that visit, and the address takes it to Python,
  // since Streamlit reads the address after this listener.
  addEventListener("popstate", ({ state }) => {
    const isLeft = location.pathname !== entry.path;
    entry.path = location.pathname;
    wish(entry.path);
    const url = new URL(location);
    url.searchParams.set("stay", state?.stay ?? "none");
    if (isLeft) history.replaceState(state, "", url);
  }, true);
};

// Names the visit that this entry shows, for when it is come back to.
export const nameVisit = (stay) => {
  if (history.state?.stay !== stay) history.replaceState({ ...history.state, stay }, "");
};
