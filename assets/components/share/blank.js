// Streamlit empties the window when its own code fails. The address has what is set on the page, and the window holds the rest, so the
// page is loaded anew, though not again and again. The address of a page that is not drawn yet says nothing: it gets all that is known.

import { reports } from "../reports.js";

const RELOADED = "cnnviz reloaded"; // in the tab's storage: when it was last reloaded
const NOT_WITHIN = 10_000; // ms

const LONGEST = 8000; // letters of an address that every server takes

const nameAllInAddress = () => {
  const isAnswered = location.pathname === reports.wanted; // else the address is still that of the page that is left
  const url = new URL(isAnswered ? location : reports.wanted, location);
  const left = isAnswered ? reports.left : location.search;
  const known = Object.entries({ ...reports.held.settings, ...Object.fromEntries(new URLSearchParams(left)) });
  known.filter(([key, text]) => text !== null && !url.searchParams.has(key)).forEach(([key, text]) => url.searchParams.set(key, text));
  if (url.href.length <= LONGEST) history.pushState(null, "", url); // one entry a page, so that Back leads to the one that is left
};

export const reloadWhenBlank = () => {
  if (globalThis.cnnvizBlank) return; // watched already
  const root = document.getElementById("root");
  globalThis.cnnvizBlank = new MutationObserver(() => {
    if (root.childElementCount || Date.now() - Number(sessionStorage.getItem(RELOADED)) < NOT_WITHIN) return;
    sessionStorage.setItem(RELOADED, String(Date.now()));
    reports.save();
    if (reports.isLeaving()) nameAllInAddress();
    location.reload();
  });
  globalThis.cnnvizBlank.observe(root, { childList: true });
};
