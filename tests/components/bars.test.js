// The values at the ends of bars.

import { equal, test } from "./harness.js";
import { endsOf } from "/assets/components/bars/bars.js";

const lines = (...values) => values.map((value) => ({ value }));

test("bars reach over all values and 0", () => {
  equal(endsOf(lines(2, 5), null), [0, 5]);
  equal(endsOf(lines(-2, -5), null), [-5, 0]);
  equal(endsOf(lines(-2, 5), null), [-2, 5]);
});

test("a line without a bar counts as 0", () => equal(endsOf(lines(null, 3), null), [0, 3]));

test("ends that were given stay", () => equal(endsOf(lines(0.2, 0.8), [0, 1]), [0, 1]));
