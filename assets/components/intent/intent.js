// Where a linked view reports what the learner has set there, and hears what of that was applied. It draws nothing.

import { viewOf } from "../linked/store.js";
import { reports } from "../reports.js";

export default ({ data, parentElement, setStateValue }) => {
  reports.drawn(parentElement);
  const view = viewOf(data.hub);
  view.attach((intent) => setStateValue("report", intent));
  view.acknowledge(data.session, data.revision);
  return view.detach;
};
