// The life of a view that one component draws, from one call of the component to the next.

import { showRefusal } from "../refusing.js";

// Ends what the call before began and begins anew; returns what ends it, for Streamlit. begin() returns functions that end what it began.
// Before another control reports, what was set here is flushed.
export const living = (parentElement, root, store, begin) => {
  root.end?.();
  const ends = begin();
  const refuse = () => showRefusal(parentElement, store.refusal);
  ends.push(store.listen(refuse));
  refuse();
  const press = (event) => !event.target.closest?.("a") && !event.composedPath().includes(parentElement) && store.tellAtOnce();
  addEventListener("pointerdown", press, true);
  root.end = () => {
    ends.forEach((end) => end());
    removeEventListener("pointerdown", press, true);
  };
  return () => root.end();
};

// Calls draw in the next frame after a change of size; returns a function that ends that.
export const whenResized = (root, draw) => {
  const resized = new ResizeObserver(() => {
    cancelAnimationFrame(root.resizing);
    root.resizing = requestAnimationFrame(draw);
  });
  resized.observe(root);
  return () => resized.disconnect();
};
