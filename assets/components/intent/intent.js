// Reports what the learner has set in a linked view, and receives which revision was applied. It draws nothing.

import { viewOf } from "../linked/store.js";
import { refusalOf } from "../refusing.js";

export default ({ parentElement, data, setStateValue }) => {
  const view = viewOf(data.hub);
  view.attach((intent) => {
    const refusal = refusalOf(parentElement, intent);
    if (!refusal) setStateValue("report", intent);
    return refusal;
  });
  view.acknowledge(data.session, data.revision);
  return view.detach;
};
