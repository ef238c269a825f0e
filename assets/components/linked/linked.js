// Two grids linked: move over an output and see what it was made of, over an input and see what it takes part in.
// The data come by the component `part`, piece by piece, so that only what has changed is sent again.

import { showRefusal } from "../refusing.js";
import { adoptStyles } from "../styles.js";
import { viewOf } from "./store.js";
import { viewIn } from "./view.js";

const PRESSES = ["pointerdown", "keydown"];
const MODIFIERS = ["Alt", "Control", "Meta", "Shift"];
const isPress = ({ type, button, key }) => (type === "keydown" ? !MODIFIERS.includes(key) : button === 0);

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".linked");
  adoptStyles(root, "linked");
  const store = viewOf(data.hub);
  root.view ??= viewIn(root, store);
  root.end?.();
  const endView = root.view.start();
  // Before another control reports, flush what was set here, so that it arrives first. Not before a link to another page: Streamlit
  // sends the report a moment later, which would undo the click.
  const press = (event) => {
    const isElsewhere = !event.target.closest?.("a") && !event.composedPath().includes(parentElement);
    if (isPress(event) && isElsewhere) store.tellAtOnce();
  };
  PRESSES.forEach((kind) => addEventListener(kind, press, true));
  const refuse = () => showRefusal(parentElement, store.refusal);
  const endRefusing = store.listen(refuse);
  refuse();
  root.end = () => {
    endRefusing();
    PRESSES.forEach((kind) => removeEventListener(kind, press, true));
    endView();
  };
  return () => root.end();
};
