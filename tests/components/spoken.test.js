import { spokenNumbers, withNumbers } from "/assets/components/cnnviz/spoken.js";
import { equal, test } from "./harness.js";

test("a small map says all its numbers, row by row", () => {
  equal(spokenNumbers([1, -2, 0, 0.5], [2, 2]), "row 0: 1, −2; row 1: 0, 0.5");
  equal(withNumbers("Input, 1 × 2", [3, 4], [1, 2]), "Input, 1 × 2: row 0: 3, 4");
  equal(withNumbers("Your matrix.", [3, 4], [1, 2]), "Your matrix. row 0: 3, 4");
});

test("of a larger one, mostly 0, it says where something else stands", () => {
  const [side, square] = [16, new Float32Array(256)];
  for (const row of [2, 3]) for (const column of [4, 5, 6, 9]) square[row * side + column] = 1;
  square[9 * side] = 2;
  equal(spokenNumbers(square, [side, side]), "rows 2–3: 1 in columns 4–6, 1 in column 9; row 9: 2 in column 0; all else is 0");
  equal(spokenNumbers(new Float32Array(100), [10, 10]), "all numbers are 0");
});

test("what nobody would listen to is not said", () => {
  equal(spokenNumbers(Float32Array.from({ length: 256 }, (_, at) => at), [16, 16]), "");
  equal(spokenNumbers(new Float32Array(289), [17, 17]), "");
  equal(withNumbers("A photo", new Float32Array(289), [17, 17]), "A photo");
});
