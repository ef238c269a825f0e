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
