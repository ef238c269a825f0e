// Follows a link to another page of the app without loading the window anew; with a modifier it opens as the browser does it.

import { ask, SENT } from "./history.js";
import { reports } from "./reports.js";

export const opensElsewhere = ({ ctrlKey, metaKey, shiftKey, altKey }) => ctrlKey || metaKey || shiftKey || altKey; // another tab

// Goes there as Streamlit's own links do.
export const goToPage = (href) => {
  reports.want(new URL(href, location.href).pathname);
  history.pushState(null, "", href);
  ask();
  setTimeout(ask, SENT); // what was set just before is sent after the first
};

export const follow = (event) => {
  if (opensElsewhere(event)) return;
  event.preventDefault();
  goToPage(event.currentTarget.href);
};
