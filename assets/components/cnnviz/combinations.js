// What is made of several kernels' answers to one window, and the sentence that says so: a row for each of
// cnnviz/kernels/combinations.py, by the same rules as cnnviz/kernels/combine.py.

import { formatNumber } from "./numbers.js";

// combine(answers): the number. sentence(answers, total, names): answers as texts, names of the kernels.
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
    combine: (answers) => Math.max(...answers),
    sentence: (answers, total) => `the largest of ${answers.join(", ")} is ${formatNumber(total)}`,
  },
  kirsch_winner: {
    combine: (answers) => answers.indexOf(Math.max(...answers)),
    sentence: (answers, total, names) => `of ${answers.map((answer, i) => `${names[i]} ${answer}`).join(", ")} the largest is ${names[total]}`,
  },
};
