// Reports what the learner has set in a linked view, and receives which revision was applied. It draws nothing.

import { viewOf } from "../linked/store.js";

export default ({ data, setStateValue }) => {
  const view = viewOf(data.hub);
  view.attach((intent) => setStateValue("report", intent));
  view.acknowledge(data.session, data.revision);
  return view.detach;
};
