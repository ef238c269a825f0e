import { equal, test } from "./harness.js";
import { localOf, momentOf } from "/assets/components/rules.js";

test("a moment is shown by the clock of the device, and is the same moment again", () => {
  const shown = localOf("2026-03-01T12:30:00Z");
  equal(new Date(shown).toISOString(), "2026-03-01T12:30:00.000Z");
  equal(momentOf(shown), "2026-03-01T12:30:00.000Z");
  equal(localOf("2026-07-01T23:59:00+02:00"), localOf("2026-07-01T21:59:00Z"));
});

test("a date that nobody changed keeps its seconds, and none is none", () => {
  const before = "2026-03-01T12:30:45Z";
  equal(momentOf(localOf(before), before), before);
  equal(momentOf("2026-03-02T08:00", before), new Date("2026-03-02T08:00").toISOString());
  equal(momentOf("", before), null);
  equal(localOf(null), "");
  equal(momentOf("", null), null);
});
