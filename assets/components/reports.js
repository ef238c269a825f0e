// What components tell Python, which then runs their part of the page. Told after a click on another page, it undoes that click or
// empties the whole window: Streamlit draws a part of a page that is gone. So what waits to be told is told before such a click does
// anything, and nothing is told from then on until the next page is there.

const COMES_WITHIN = 3000; // ms; longer than that, a page is not waited for
const HEARD_WITHIN = 150; // ms in which the server takes up what it was told

const linkAway = ({ target }) => {
  const link = target.closest?.("a[href]:not([download])");
  return link && !link.target && link.origin === location.origin && link.pathname !== location.pathname ? link : null;
};

const newLeaving = () => {
  const waiting = new Set();
  const known = new WeakSet(); // the elements of components that have been drawn
  let [title, since, toldAt, passes, path] = [null, -COMES_WITHIN, -HEARD_WITHIN, false, location.pathname];
  const begin = () => { [title, since] = [document.title, performance.now()]; };
  const end = () => { title = null; };
  const go = (link, event) => {
    if (!link.isConnected) return; // its menu was closed meanwhile
    begin();
    passes = true;
    link.dispatchEvent(new event.constructor("click", event));
    passes = false;
  };
  addEventListener("click", (event) => {
    if (passes) return;
    const link = linkAway(event);
    if (!link) {
      if (event.target.closest?.("a[href]")) end(); // back to where one is, before the other page has come
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      waiting.forEach((tell) => tell());
    } finally {
      setTimeout(go, Math.max(0, toldAt + HEARD_WITHIN - performance.now()), link, event);
    }
  }, true);
  // It is too late to tell anything: the address is the next page's already.
  addEventListener("popstate", () => { if (location.pathname !== path) begin(); }, true);

  const isOn = () => document.title === title && performance.now() - since < COMES_WITHIN;
  // Tells by a function that Streamlit gives.
  const telling = (set) => (name, value) => {
    if (isOn()) return;
    toldAt = performance.now();
    set(name, value);
  };
  // A component is drawn; one that was not there before is the next page's.
  const drawn = (element) => {
    if (!known.has(element)) end();
    known.add(element);
    path = location.pathname;
  };
  return { waiting, telling, drawn };
};
const leaving = (globalThis.cnnvizLeaving ??= newLeaving()); // one for all components

// Has `tell` called when the page is about to be left. Returns a function that ends this.
export const beforeLeaving = (tell) => {
  leaving.waiting.add(tell);
  return () => leaving.waiting.delete(tell);
};

// A component, as Streamlit calls it, that tells nothing once its page is being left.
export const reporting = (component) => (given) => {
  leaving.drawn(given.parentElement);
  return component({ ...given, setTriggerValue: leaving.telling(given.setTriggerValue), setStateValue: leaving.telling(given.setStateValue) });
};
