import assert from "node:assert/strict";
import test from "node:test";
import { localOf, momentOf } from "../../assets/components/rules.js";

test("a moment is shown by the clock of the device, and is the same moment again", () => {
  const shown = localOf("2026-03-01T12:30:00Z");
  assert.equal(new Date(shown).toISOString(), "2026-03-01T12:30:00.000Z");
  assert.equal(momentOf(shown), "2026-03-01T12:30:00.000Z");
  assert.equal(localOf("2026-07-01T23:59:00+02:00"), localOf("2026-07-01T21:59:00Z"));
});

test("a date that nobody changed keeps its seconds, and none is none", () => {
  const before = "2026-03-01T12:30:45Z";
  assert.equal(momentOf(localOf(before), before), before);
  assert.equal(momentOf("2026-03-02T08:00", before), new Date("2026-03-02T08:00").toISOString());
  assert.equal(momentOf("", before), null);
  assert.equal(localOf(null), "");
  assert.equal(momentOf("", null), null);
});
