// Two grids linked: move over an output and see what it was made of, over an input and see what it takes part in.
// The data come by the component `part`, piece by piece, so that only what has changed is sent again.

import { headerOf } from "../payload.js";
import { hubOf } from "./hub.js";
import { viewIn } from "./view.js";
import { reporting } from "../reports.js";

export default reporting(({ parentElement, data, setTriggerValue }) => {
  const header = headerOf(data);
  const root = parentElement.querySelector(".linked");
  root.view ??= viewIn(root);
  return root.view.update(hubOf(header.hub), header, setTriggerValue);
});
