import { equal, ok, test } from "./harness.js";
import { fitting, hubOf } from "/assets/components/linked/hub.js";

test("whoever asks for the same name gets the same hub", () => {
  ok(hubOf("a") === hubOf("a"));
  ok(hubOf("a") !== hubOf("b"));
});

test("who listens is told of what there is, and of each part from then on, until listening ends", () => {
  const hub = hubOf("listening");
  hub.publish("source", { id: 1 });
  const heard = [];
  const end = hub.listen((parts) => heard.push(Object.keys(parts).join()));
  hub.publish("result", { source: 1 });
  end();
  hub.publish("windows", { id: 2 });
  equal(heard, ["source", "source,result"]);
});

test("parts fit only if the result was made of this source and these windows", () => {
  const parts = { source: { id: "a" }, windows: { id: "w" }, result: { source: "a", windows: "w" } };
  ok(fitting(parts));
  ok(!fitting({ ...parts, source: { id: "b" } }));
  ok(!fitting({ ...parts, windows: { id: "v" } }));
  ok(!fitting({ source: parts.source, windows: parts.windows }));
});

test("what came as an answer to an edit is published at once, and known when the page names it", () => {
  const hub = hubOf("edited");
  const heard = [];
  hub.listen(({ result }) => heard.push(result?.id));
  hub.preview("result", { id: 1 }, "first");
  hub.preview("result", { id: 2 }, "second");
  ok(hub.isKnown("first")); // the page answers to the first, the learner has gone on: the second stays
  equal(heard, [undefined, 1, 2]);
  ok(!hub.isKnown("never seen"));
  equal(heard.length, 3);
});

test("only the last answers are known by their names", () => {
  const hub = hubOf("much edited");
  for (let n = 0; n < 100; n += 1) hub.preview("result", { id: n }, String(n));
  ok(hub.isKnown("99") && hub.isKnown("92")); // Python names one of its last eight
  ok(!hub.isKnown("0"));
});
