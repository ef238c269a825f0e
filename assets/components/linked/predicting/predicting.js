// What a learner who predicts may see already: the size, and the outputs that were found or shown.

import { coversBut } from "./covers.js";
import { placeOfList, samePlace } from "../../cnnviz/places.js";

export const newPredicting = () => {
  const state = { on: false, asking: "", size: false, known: [] };
  const learn = (place) => {
    if (!state.known.some((other) => samePlace(other, place))) state.known.push(place);
  };
  return {
    // The view's options; when what is `asking` is another task, all is hidden again.
    begin({ predict: on, asking, asks_size: asksSize, verdicts }) {
      if (!on || state.asking !== asking) Object.assign(state, { size: !asksSize, known: [] });
      Object.assign(state, { on, asking });
      if (verdicts.size?.right) state.size = true;
      if (verdicts.value?.right) learn(placeOfList(verdicts.value.at));
    },
    on: () => state.on,
    reveal(kind, place) {
      if (kind === "size") state.size = true;
      else learn(place);
    },
    sizeIsHidden: () => state.on && !state.size,
    isHidden: (place) => state.on && !state.known.some((other) => samePlace(other, place)),
    covers: (result) => (state.on ? coversBut(result, state.known) : []),
  };
};
