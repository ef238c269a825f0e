// Where a linked view reports what the learner has set there. It draws nothing.

import { viewOf } from "../linked/store.js";
import { reports } from "../reports.js";

export default ({ data, parentElement, setStateValue }) => {
  reports.drawn(parentElement);
  return viewOf(data.hub).attach((intent) => setStateValue("report", intent));
};
