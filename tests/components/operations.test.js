// Each row of the browser's tables has what the others have, so that nothing falls back on a default unseen.
import { equal, test } from "./harness.js";
import { OPERATIONS } from "/assets/components/cnnviz/operations/operations.js";
import { POOLS } from "/assets/components/cnnviz/pools.js";

const fieldsOf = (row) => Object.keys(row).toSorted();

test("every operation answers all that is asked of one", () => {
  const [first, ...others] = Object.values(OPERATIONS);
  others.forEach((operation) => equal(fieldsOf(operation), fieldsOf(first)));
});

test("every pool is made of some values of its window, or of all, and says how", () => {
  Object.values(POOLS).forEach((pool) => {
    equal("make" in pool, !("chosen" in pool && "empty" in pool));
    equal(fieldsOf(pool).filter((field) => !["make", "chosen", "chosenName", "empty"].includes(field)), ["counted", "divides", "keepsRange", "lines", "name", "reason"]);
  });
});
