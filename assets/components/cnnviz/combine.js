// What is made of several kernels' answers to one window; the same rules as cnnviz/kernels/combine.py.

const rules = {
  sobel_magnitude: ([across, down]) => Math.hypot(across, down),
  sobel_direction: ([across, down]) => (Math.atan2(down + 0, across + 0) * 180) / Math.PI,
  kirsch_maximum: (answers) => Math.max(...answers),
  kirsch_winner: (answers) => answers.indexOf(Math.max(...answers)),
};

export const combined = (rule, answers) => rules[rule](answers);
