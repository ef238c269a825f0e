// How several kernels' responses to one window are combined, and the sentence that explains it: a row for each of
// cnnviz/kernels/combinations.py, by the same rules as cnnviz/kernels/combine.py.

import { formatNumber } from "./numbers.js";

// combine(responses): the number. sentence(responses, total, names): responses as texts, names of the kernels.
export const COMBINATIONS = {
  sobel_magnitude: {
    combine: ([across, down]) => Math.hypot(across, down),
    sentence: ([across, down], total) => `√((${across})² + (${down})²) = ${formatNumber(total)}`,
  },
  sobel_direction: {
    combine: ([across, down]) => (Math.atan2(down + 0, across + 0) * 180) / Math.PI,
    sentence: ([across, down], total) => `the direction of (${across} to the right, ${down} down) is ${formatNumber(total)}°`,
  },
  kirsch_maximum: {
    combine: (responses) => Math.max(...responses),
    sentence: (responses, total) => `the largest of ${responses.join(", ")} is ${formatNumber(total)}`,
  },
  kirsch_winner: {
    combine: (responses) => responses.indexOf(Math.max(...responses)),
    sentence: (responses, total, names) => `of ${responses.map((response, i) => `${names[i]} ${response}`).join(", ")} the largest is ${names[total]}`,
  },
};
