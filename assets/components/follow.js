// Follows a link to another page of the app without loading the window anew; with a modifier it opens as the browser does it.

import { reports } from "./reports.js";

export const follow = (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab
  event.preventDefault();
  const { href, pathname } = event.currentTarget;
  reports.want(pathname);
  history.pushState(null, "", href);
  dispatchEvent(new PopStateEvent("popstate", { state: null }));
};
