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

// A hub whose results are noted as they are told; `edit` answers an edit with a result of that name.
const noted = () => {
  const hub = hubOf(`noted ${Math.random()}`);
  const heard = [];
  hub.listen(({ result }) => result && heard.push(result.id));
  return { hub, heard, edit: (id) => hub.preview("result", { id }, `digest of ${id}`), recall: (id) => hub.recall("result", `digest of ${id}`) };
};

test("what came as an answer to an edit is told at once, and not again when the page names it", () => {
  const { heard, edit, recall } = noted();
  edit("a");
  ok(recall("a"));
  equal(heard, ["a"]);
  ok(!recall("never seen"));
});

test("while the page has not come to the last edit, an older one is not brought back", () => {
  const { heard, edit, recall } = noted();
  edit("a");
  edit("b");
  ok(recall("a"));
  ok(recall("b"));
  equal(heard, ["a", "b"]);
});

test("an answer that the page names again, after it came to a later one, is shown again", () => {
  const { heard, edit, recall } = noted();
  edit("a");
  recall("a");
  edit("b");
  recall("b");
  recall("a"); // typed into another field, or gone back to in the browser's history
  equal(heard, ["a", "b", "a"]);
});

test("what the page sends of before an edit is not shown, unless it does not come to the edit", () => {
  const { hub, heard, edit, recall } = noted();
  edit("a");
  hub.publish("result", { id: "of before" });
  equal(heard, ["a"]);
  recall("a");
  hub.fallBack();
  equal(heard, ["a"]);
  edit("b");
  hub.publish("result", { id: "of other settings" });
  hub.fallBack();
  equal(heard, ["a", "b", "of other settings"]);
});

test("an edit that the page never hears of gives way to what the page names", () => {
  const { hub, heard, edit, recall } = noted();
  edit("a");
  recall("a");
  edit("b");
  hub.fallBack(); // the page was left before it was told
  recall("a");
  equal(heard, ["a", "b", "a"]);
});

test("only the last answers are kept", () => {
  const { edit, recall } = noted();
  for (let n = 0; n < 100; n += 1) edit(n);
  ok(recall(99) && recall(92)); // Python names one of its last eight
  ok(!recall(0));
});

test("an answer that came too late to be shown is shown once the page names it", () => {
  const { hub, heard, recall } = noted();
  hub.publish("result", { id: "of before" });
  hub.keep("result", { id: "late" }, "digest of late");
  equal(heard, ["of before"]);
  ok(recall("late"));
  equal(heard, ["of before", "late"]);
});
