// Streamlit empties the window when its own code fails. The address has what is set on the page, and the window holds the rest, so the
// page is loaded anew, though not again and again.

import { reports } from "../reports.js";

const RELOADED = "cnnviz reloaded"; // in the tab's storage: when it was last reloaded
const NOT_WITHIN = 10_000; // ms

export const reloadWhenBlank = () => {
  if (globalThis.cnnvizBlank) return; // watched already
  const root = document.getElementById("root");
  globalThis.cnnvizBlank = new MutationObserver(() => {
    if (root.childElementCount || Date.now() - Number(sessionStorage.getItem(RELOADED)) < NOT_WITHIN) return;
    sessionStorage.setItem(RELOADED, String(Date.now()));
    reports.save();
    location.reload();
  });
  globalThis.cnnvizBlank.observe(root, { childList: true });
};
