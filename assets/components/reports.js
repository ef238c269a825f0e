// What components tell Python, which then runs their part of the page. Told after a click on another page, it undoes that click or
// empties the whole window: Streamlit draws a part of a page that is gone. So what waits to be told is told before such a click does
// anything, and nothing is told from then on until the next page is there.

const COMES_WITHIN = 3000; // ms; longer than that, a page is not waited for
const HEARD_WITHIN = 150; // ms in which the server takes up what it was told

const isPlain = ({ button, ctrlKey, metaKey, shiftKey, altKey }) => button === 0 && !(ctrlKey || metaKey || shiftKey || altKey);
const linkAway = (event) => {
  const link = isPlain(event) ? event.target.closest?.("a[href]:not([download])") : null;
  return link && !link.target && link.origin === location.origin && link.pathname !== location.pathname ? link : null;
};

const newLeaving = () => {
  const waiting = new Set();
  let [title, since, passes, toldAt] = [null, -COMES_WITHIN, false, -HEARD_WITHIN];
  const begin = () => { [title, since] = [document.title, performance.now()]; };
  const go = (link) => {
    begin();
    passes = true;
    link.click();
    passes = false;
  };
  addEventListener("click", (event) => {
    const link = linkAway(event);
    if (!link || passes) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.forEach((tell) => tell());
    setTimeout(go, Math.max(0, toldAt + HEARD_WITHIN - performance.now()), link);
  }, true);
  addEventListener("popstate", begin, true); // too late to tell anything: the address is the next page's already
  const isOn = () => document.title === title && performance.now() - since < COMES_WITHIN;
  // Tells by a function that Streamlit gives.
  const telling = (set) => (name, value) => {
    if (isOn()) return;
    toldAt = performance.now();
    set(name, value);
  };
  return { waiting, telling };
};
const leaving = (globalThis.cnnvizLeaving ??= newLeaving()); // one for all components

// Has `tell` called when the page is about to be left. Returns a function that ends this.
export const beforeLeaving = (tell) => {
  leaving.waiting.add(tell);
  return () => leaving.waiting.delete(tell);
};

// A component, as Streamlit calls it, that tells nothing once its page is being left.
export const reporting = (component) => (given) =>
  component({ ...given, setTriggerValue: leaving.telling(given.setTriggerValue), setStateValue: leaving.telling(given.setStateValue) });
