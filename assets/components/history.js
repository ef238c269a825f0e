// The browser's history: each page, and each step on it, shown again as it was left.

// Streamlit adds an entry each time the server writes the address of the page shown. `steps` decides whether that is another step, or
// belongs to the entry that is shown. And a page that was left gets no entry: a run of it that is heard of late would put it after the
// page that was gone back to, and take away the way forward.
const keepEntries = (isWanted, steps) => {
  history.replaceState = (state, title, address) => steps.rewrite(state, address);
  history.pushState = (state, title, address) => {
    const { pathname } = new URL(address ?? "", location.href);
    if (pathname === location.pathname) steps.write(state, address ?? "");
    else if (isWanted(pathname)) steps.push(state, title, address);
  };
};

// Back and forward: the page is shown as it was left. The entry has the name of that visit, and the address takes it to Python.
// Streamlit reads the address when it hears of popstate, which comes after this. A browser without the Navigation API (before 2026)
// shows the page as its address says.
const nameVisitInAddress = (steps) => globalThis.navigation?.addEventListener("currententrychange", ({ navigationType, from }) => {
  const url = new URL(location);
  const isSamePage = new URL(from.url).pathname === url.pathname;
  const stay = history.state?.stay;
  const isSameVisit = isSamePage && (!stay || steps.isWithin()); // a place on the page that has no name yet, or another step
  if (navigationType !== "traverse" || isSameVisit) return;
  url.searchParams.set("stay", stay ?? "none");
  steps.replace(history.state, "", url);
});

// Where a link leads. Streamlit's links to the start page are empty.
const leadsTo = (link) => (link.getAttribute("href") ? link.pathname : new URL(".", location).pathname);

// Streamlit sends what was set in a timer of 0, which browsers hold back by 4 ms at most. A page that is asked for before that is sent
// would be undone by it.
export const SENT = 5; // ms

const pageLink = ({ target }) => {
  const link = target.closest?.("a[href]:not([download])");
  return link && !link.target && link.origin === location.origin ? link : null;
};

// Calls act(event, repeat) for the events of a type that somebody caused, and repeat(again) once to come back to it.
const repeated = (type, act) => {
  let isRepeated = false;
  const repeat = (again) => setTimeout(() => {
    isRepeated = true;
    again();
    isRepeated = false;
  }, SENT);
  addEventListener(type, (event) => isRepeated || act(event, repeat), true);
};

// A click waits for what is sent before it. With a modifier key, too: Streamlit goes there in the same tab all the same.
const followLinks = (wish) => repeated("click", (event, repeat) => {
  const link = pageLink(event);
  if (!link) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  wish(leadsTo(link));
  repeat(() => (link.isConnected ? link.click() : goTo(leadsTo(link)))); // it may be drawn anew meanwhile
});

// Streamlit hears of popstate right after us, and asks for the page at once. What was set just before, in a view or by a control, is
// sent after that, so Streamlit is to ask once more. The page that is left may write its address meanwhile.
let isAsking = false;
export const ask = () => {
  isAsking = true;
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  isAsking = false;
};
const followTraversals = (wish, steps) => repeated("popstate", (event, repeat) => {
  if (isAsking) return;
  if (steps.isWithin()) {
    event.stopImmediatePropagation();
    steps.follow();
    return;
  }
  steps.nameEntry();
  const { href, pathname } = location;
  wish(pathname);
  repeat(() => {
    if (location.pathname === pathname) steps.replace(history.state, "", href);
    ask();
  });
});

// Back and Forward by key are the browser's: what moves by arrows on a page would take them.
const leaveKeysToBrowser = () => addEventListener("keydown", (event) => {
  const isTravel = ["ArrowLeft", "ArrowRight"].includes(event.key) && (event.altKey || event.metaKey);
  if (isTravel) event.stopImmediatePropagation();
}, true);

// Calls wish(path) for each page that is gone to, by a link or by the history. isWanted(path): is it of the page that was gone to last?
export const followHistory = (wish, isWanted, steps) => {
  wish(location.pathname);
  keepEntries(isWanted, steps);
  nameVisitInAddress(steps);
  followLinks(wish);
  followTraversals(wish, steps);
  leaveKeysToBrowser();
};

// Goes to a page as Back does: Streamlit then asks the server for the page that the address names, once, as nothing waits to be sent.
export const goTo = (path) => {
  if (location.pathname !== path) history.pushState(null, "", path);
  ask();
};
