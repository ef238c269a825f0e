// Where a linked view reports what the learner has set there, and hears what of that was applied. It draws nothing.

import { viewOf } from "../linked/store.js";

export default ({ data, setStateValue }) => {
  const view = viewOf(data.hub);
  view.attach((intent) => setStateValue("report", intent));
  view.acknowledge(data.session, data.revision);
  return view.detach;
};
