// The harness itself: what it takes for equal, and what not.
import { test, equal, ok, near, throws } from "./harness.js";

test("values are equal deeply", () => {
  equal({ a: [1, { b: "c" }], d: NaN }, { d: NaN, a: [1, { b: "c" }] });
  equal(new Float32Array([1, 0.5]), [1, 0.5]);
  equal(0, -0);
});

test("what differs is told, and where", () => {
  throws(() => equal([1, 2], [1, 2, 3]), /\[1, 2\] is not \[1, 2, 3\], see \.length/);
  throws(() => equal({ a: { b: 1 } }, { a: { b: 2 } }), /see \.a\.b/);
  throws(() => equal({ a: 1 }, { a: 1, b: undefined }), /see \.b/);
  throws(() => equal("1", 1), /"1" is not 1/);
  throws(() => equal(null, {}), /null is not \{\}/);
  throws(() => equal([], {}), /\[\] is not \{\}/);
  throws(() => equal(1, 2, "the sum"), /^the sum: 1 is not 2/);
});

test("what is not near or not true is told", () => {
  near(0.1 + 0.2, 0.3);
  throws(() => near(1, 1.1, 0.01), /1 is not within 0.01 of 1.1/);
  throws(() => near(NaN, 1), /NaN is not within/);
  ok("text");
  throws(() => ok(0), /0 is not true/);
});

test("an error that does not come is told", () => {
  throws(() => throws(() => {}), /nothing was thrown/);
  throws(() => throws(() => { throw new Error("this"); }, /that/), /«this» does not match/);
});
