// The browser's history: one entry a page, and each shown again as it was left.

// Streamlit adds an entry each time the server writes the address of the page shown. With one entry a page the Back button leads to
// the page before, and not through every step of a slider. What an entry keeps, it keeps. And a page that was left gets no entry: a run
// of it that is heard of late would put it after the page that was gone back to, and take away the way forward.
const keepOneEntryAPage = (isWanted) => {
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  history.replaceState = (state, title, address) => replace({ ...history.state, ...state }, title, address);
  history.pushState = (state, title, address) => {
    const { pathname } = new URL(address ?? "", location.href);
    if (pathname !== location.pathname) isWanted(pathname) && push(state, title, address);
    else history.replaceState(state, title, address);
  };
};

// Back and forward: the page is shown as it was left. The entry has the name of that visit, and the address takes it to Python.
// Streamlit reads the address when it hears of popstate, which comes after this. A browser without the Navigation API (before 2026)
// shows the page as its address says.
const nameVisitInAddress = (shownVisit) => globalThis.navigation?.addEventListener("currententrychange", ({ navigationType, from }) => {
  const url = new URL(location);
  const isSamePage = new URL(from.url).pathname === url.pathname;
  const stay = history.state?.stay;
  const isSameVisit = isSamePage && (!stay || stay === shownVisit()); // a place on the page that has no name yet, or had it before
  if (navigationType !== "traverse" || isSameVisit) return;
  url.searchParams.set("stay", stay ?? "none");
  history.replaceState(null, "", url);
});

// Where a link leads. Streamlit's links to the start page are empty.
const leadsTo = (link) => (link.getAttribute("href") ? link.pathname : new URL(".", location).pathname);

// Streamlit sends what was set in a timer of 0, which browsers hold back by 4 ms at most. What leads to another page waits for longer:
// asked for before that is sent, the page would be undone by it.
const SENT = 5; // ms

// Holds each event of a type back that leads to another page, and then repeats it. A page's own listener on the window would be called
// after Streamlit's, but for its capturing. pathOf(event): where it leads, null: nowhere; repeater(event): what repeats it.
const holdBack = (type, wish, pathOf, repeater) => {
  let isRepeated = false;
  addEventListener(type, (event) => {
    const path = isRepeated ? null : pathOf(event);
    if (path === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wish(path);
    const repeat = repeater(event);
    setTimeout(() => {
      isRepeated = true;
      repeat();
      isRepeated = false;
    }, SENT);
  }, true);
};

const pageLink = ({ target }) => {
  const link = target.closest?.("a[href]:not([download])");
  return link && !link.target && link.origin === location.origin ? link : null;
};

// A link may be drawn anew meanwhile.
const clickAgain = (event) => {
  const link = pageLink(event);
  return () => (link.isConnected ? link.click() : goTo(leadsTo(link)));
};

// The page that is left may write its address meanwhile.
const traverseAgain = () => {
  const { href, pathname } = location;
  return () => {
    if (location.pathname === pathname) history.replaceState(null, "", href);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  };
};

// Calls wish(path) for each page that is gone to, by a link or by the history. isWanted(path): is it of the page that was gone to last?
// shownVisit(): the name of the visit that the window shows.
export const followHistory = (wish, isWanted, shownVisit) => {
  wish(location.pathname);
  keepOneEntryAPage(isWanted);
  nameVisitInAddress(shownVisit);
  // With a modifier key, too: Streamlit goes there in the same tab all the same.
  holdBack("click", wish, (event) => pageLink(event) && leadsTo(pageLink(event)), clickAgain);
  holdBack("popstate", wish, () => location.pathname, traverseAgain);
};

// Names the visit that this entry shows, for when it is come back to.
export const nameVisit = (stay) => {
  if (history.state?.stay !== stay) history.replaceState({ stay }, "");
};

// Goes to a page as Back does: Streamlit then asks the server for the page that the address names.
export const goTo = (path) => {
  if (location.pathname !== path) history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
};
