// Two grids linked: move over an output and see what it was made of, over an input and see what it takes part in.
// The data come by the component `part`, piece by piece, so that only what has changed is sent again.

import { viewOf } from "./store.js";
import { viewIn } from "./view.js";

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".linked");
  root.view ??= viewIn(root, viewOf(data.hub));
  root.end?.();
  root.end = root.view.start();
  return () => root.end();
};
