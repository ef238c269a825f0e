// Two grids linked: move over an output and see what it was made of, over an input and see what it takes part in.
// The data come by the component `part`, piece by piece, so that only what has changed is sent again.

import { viewOf } from "./store.js";
import { viewIn } from "./view.js";

const PRESSES = ["pointerdown", "keydown"];

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".linked");
  const store = viewOf(data.hub);
  root.view ??= viewIn(root, store);
  root.end?.();
  const endView = root.view.start();
  // Another control reports at once: what was set here before it must come before it. A link to another page is none: Streamlit sends
  // a report a moment after it is made, which would undo the click.
  const press = (event) => event.target.closest("a") || event.composedPath().includes(parentElement) || store.tellAtOnce();
  PRESSES.forEach((kind) => addEventListener(kind, press, true));
  root.end = () => {
    PRESSES.forEach((kind) => removeEventListener(kind, press, true));
    endView();
  };
  return () => root.end();
};
