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
