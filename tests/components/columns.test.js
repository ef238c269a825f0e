// Which columns of maps stand close together.

import { equal, test } from "./harness.js";
import { groupsOf } from "/assets/components/columns/groups.js";

const columns = (text) => [...text].map((letter) => ({ joins: letter === "+" }));

test("a column stands alone unless the next one joins it", () => {
  equal(groupsOf(columns("--+-")), [[0], [1, 2], [3]]);
  equal(groupsOf(columns("-++")), [[0, 1, 2]]);
});

test("the first column has nothing to join", () => equal(groupsOf(columns("+-")), [[0], [1]]));
