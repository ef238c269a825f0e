// What is set up once for the whole window, whichever page is opened first: it makes up for what Streamlit does there.

const RELOADED = "cnnviz reloaded"; // in the tab's storage: when
const NOT_WITHIN = 10_000; // ms

// Streamlit empties the window when its own code fails. The address has all that was set: with it the page is loaded anew,
// though not again and again.
export const reloadWhenBlank = () => {
  if (globalThis.cnnvizBlank) return; // watched already
  const root = document.getElementById("root");
  globalThis.cnnvizBlank = new MutationObserver(() => {
    if (root.childElementCount || Date.now() - Number(sessionStorage.getItem(RELOADED)) < NOT_WITHIN) return;
    sessionStorage.setItem(RELOADED, String(Date.now()));
    location.reload();
  });
  globalThis.cnnvizBlank.observe(root, { childList: true });
};

// One entry a page in the browser's history, so that the Back button leads to the page before and not through
// every step of a slider. Streamlit adds an entry each time the server writes the address of the page shown.
export const keepOneEntryAPage = () => {
  if (Object.hasOwn(history, "pushState")) return; // done already, by another page of the app
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  history.pushState = (state, title, address) => {
    const { pathname } = new URL(address ?? "", location.href);
    if (pathname !== location.pathname) push(state, title, address);
    else replace({ ...history.state, ...state }, title, address);
  };
};
