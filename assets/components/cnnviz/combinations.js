// How several kernels' responses to one window are combined, and the sentence that explains it: a row for each of
// cnnviz/kernels/combinations.py, by the same rules as cnnviz/kernels/combine.py.

import { formatNumber } from "./numbers.js";
import { wordsOf } from "./words.js";

// The indices of the largest; of equals all. Python compares them as float32.
const strongest = (responses) => {
  const singles = responses.map(Math.fround);
  const most = Math.max(...singles);
  return [...singles.keys()].filter((index) => singles[index] === most);
};

const noWinners = () => [];

// "the largest is NW"; several are told as a tie.
const winnersInWords = (winners, names) => {
  if (winners.length === 1) return `the largest is ${names[winners[0]]}`;
  const tied = winners.length === names.length ? `all ${names.length}` : wordsOf(winners.map((index) => names[index]));
  return `the largest is shared by ${tied}: a tie`;
};

const withNames = (responses, names) => responses.map((response, i) => `${names[i]} ${response}`).join(", ");

// combine(responses): the number. winners(responses): the indices of those that alone decide it, if any do.
// sentence(responses, total, names, winners): responses as texts, names of the kernels.
export const COMBINATIONS = {
  sobel_magnitude: {
    combine: ([across, down]) => Math.hypot(across, down),
    winners: noWinners,
    sentence: ([across, down], total) => `√((${across})² + (${down})²) = ${formatNumber(total)}`,
  },
  sobel_direction: {
    combine: ([across, down]) => (Math.atan2(down + 0, across + 0) * 180) / Math.PI,
    winners: noWinners,
    sentence: ([across, down], total) => `the direction of (${across} to the right, ${down} down) is ${formatNumber(total)}°`,
  },
  kirsch_maximum: {
    combine: (responses) => Math.max(...responses),
    winners: strongest,
    sentence: (responses, total, names, winners) => `of ${withNames(responses, names)} ${winnersInWords(winners, names)}, with ${formatNumber(total)}`,
  },
  kirsch_winner: {
    combine: (responses) => {
      const winners = strongest(responses);
      return winners.length === 1 ? winners[0] : responses.length; // nobody wins a tie
    },
    winners: strongest,
    sentence: (responses, total, names, winners) => `of ${withNames(responses, names)} ${winnersInWords(winners, names)}`,
  },
};
