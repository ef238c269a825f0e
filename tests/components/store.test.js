import { stopAll, wait } from "./clock.js";
import { equal, ok, test } from "./harness.js";
import { pack } from "./packed.js";

globalThis.cnnvizParts = [pack({ hub: "early", session: "now", part: "result", revision: 0, key: "of before the store" })];
const { REST, fitting } = await import("/assets/components/linked/fitting.js");
const { viewOf } = await import("/assets/components/linked/store.js");
const { reports } = await import("/assets/components/reports.js");

globalThis.cnnvizCode = { digest: "digest" };
const valuesIn = (set) => Object.fromEntries(Object.entries(set).map(([field, [, value]]) => [field, value]));
const CURSOR = [[0, 0, 0], [0, 1, 1], [0, 2, 2]];
let views = 0;

// A view that a page has drawn. told: what Python was told; page: what comes from there; set(field, value): by the learner.
const opened = (hub = `view ${(views += 1)}`) => {
  stopAll();
  reports.run = null;
  reports.arrive("now", "", []);
  const [store, told] = [viewOf(hub), []];
  const page = {
    session: "now",
    send: (header) => store.take({ header: { hub, session: page.session, ...header }, blocks: {} }),
    part: (revision, key, more = {}) => page.send({ part: "result", revision, key, ...more }),
    head: (revision, fields = {}, more = {}) => page.send({ part: "head", revision, fields, ...more }),
    // Python has applied what was told up to this revision, by default the last.
    answer(revision = told.at(-1)?.revision ?? 0) {
      store.attach((intent) => {
        told.push(intent);
        return "";
      });
      store.acknowledge(page.session, revision);
      return revision;
    },
  };
  page.answer(0);
  return { store, told, page, set: (field, value, rest = REST.typed) => store.change({ [field]: value }, rest), key: () => store.parts.result?.key };
};

// The page is being left: the one that is drawn is not the one that is wanted.
const leave = () => Object.assign(reports, { page: "another", pages: ["another"] });

test("whoever asks for a name gets the same view, with what came before its code was there", () => {
  ok(viewOf("early") === viewOf("early") && viewOf("early") !== viewOf("another"));
  equal(viewOf("early").parts.result.key, "of before the store");
});

test("parts fit only if the result was made of this source and these windows", () => {
  const parts = { source: { id: "a" }, windows: { id: "w" }, result: { source: "a", windows: "w" } };
  ok(fitting(parts));
  ok(!fitting({ ...parts, source: { id: "b" } }));
  ok(!fitting({ ...parts, windows: { id: "v" } }));
  ok(!fitting({ source: parts.source, windows: parts.windows }));
});

test("what is set is told once nothing more is set, each field with its revision, and with what is shown", () => {
  const { told, page, set } = opened();
  page.part(0, "a");
  set("at", CURSOR[1], REST.looked);
  set("edit", "1", REST.typed);
  set("at", CURSOR[2], REST.looked);
  equal(told, []);
  equal([wait(), told.length], [REST.looked, 1]);
  const [{ session, code, revision, set: fields, have }] = told;
  equal([session, code, valuesIn(fields), have], ["now", "digest", { at: CURSOR[2], edit: "1" }, { result: "a" }]);
  ok(fields.edit[0] < fields.at[0] && fields.at[0] < revision);
});

test("what is acknowledged is not told again, and then nothing is", () => {
  const { store, told, page, set } = opened();
  set("at", CURSOR[1]);
  ok(!store.isAtRest());
  wait();
  set("zoom", [2, 1]);
  page.answer(told[0].revision);
  equal(valuesIn(store.set), { zoom: [2, 1] });
  wait();
  equal(valuesIn(told[1].set), { zoom: [2, 1] });
  page.answer();
  equal([store.set, store.isAtRest(), wait(), told.length], [{}, true, null, 2]);
  equal(valuesIn(told[0].set), { at: CURSOR[1] }, "what was told stays as it was");
});

test("what was told and is not acknowledged has the page run, and is told with what is set next", () => {
  const { told, set } = opened();
  let runs = 0;
  reports.run = () => { runs += 1; };
  set("at", CURSOR[1]);
  wait();
  wait();
  equal([told.length, runs], [1, 1]);
  set("zoom", [2, 1]);
  wait();
  equal([told[1].set.at, runs], [told[0].set.at, 1]);
});

test("a new session is told what the one before has not acknowledged, and what it sends is newer", () => {
  const { store, told, page, set, key } = opened();
  page.part(50, "a");
  set("zoom", [2, 1]);
  wait();
  page.answer();
  set("at", CURSOR[1]);
  wait();
  page.session = "next";
  page.answer(0);
  page.part(0, "b");
  page.head(0, { at: CURSOR[0], zoom: [1, 1] });
  equal([key(), store.fields], ["b", { at: CURSOR[1], zoom: [1, 1] }]);
  wait();
  equal([told[2].session, told[2].set], ["next", told[1].set]);
});

test("nothing older than what is shown is drawn", () => {
  const { store, page, key } = opened();
  let drawn = 0;
  const end = store.listen(() => { drawn += 1; });
  page.part(5, "a");
  page.part(4, "older");
  equal([key(), drawn], ["a", 1]);
  page.part(5, "b"); // another control was changed
  equal([key(), drawn], ["b", 2]);
  page.part(6, "b");
  page.part(5, "older");
  equal([key(), drawn], ["b", 2]);
  end();
  page.part(7, "c");
  equal([key(), drawn], ["c", 2]);
});

test("fields are as Python says where the learner's own are not newer", () => {
  const { store, told, page, set } = opened();
  page.head(0, { at: CURSOR[0], zoom: [1, 1] });
  set("at", CURSOR[1]);
  page.head(0, { at: CURSOR[0], zoom: [2, 2] });
  equal(store.fields, { at: CURSOR[1], zoom: [2, 2] });
  wait();
  page.answer();
  page.head(0, { at: CURSOR[0], zoom: [2, 2] }); // made before, and come late
  equal(store.fields.at, CURSOR[1]);
  page.head(told[0].revision, { at: CURSOR[2], zoom: [2, 2] });
  equal(store.fields.at, CURSOR[2]);
});

test("a field is ahead of a part that was made before it was set", () => {
  const { store, told, page, set } = opened();
  const ahead = (field) => store.ahead(field, "result", store.parts.result);
  page.part(0, "a");
  equal(ahead("edit"), null);
  set("edit", "1");
  equal([ahead("edit"), ahead("pixels")], ["1", null]);
  wait();
  page.answer();
  equal(ahead("edit"), "1", "the answer may still be on its way");
  page.part(told[0].revision, "b");
  equal(ahead("edit"), null);
});

test("a field is ahead of a part that is still drawn though the one made of the field is there", () => {
  const { store, told, page, set } = opened();
  page.part(0, "a");
  const drawn = store.parts.result;
  set("edit", "1");
  wait();
  page.answer();
  page.part(told[0].revision, "b");
  equal([store.ahead("edit", "result", drawn), store.ahead("edit", "result", store.parts.result), store.ahead("pixels", "result", drawn)],
    ["1", null, null]);
});

test("what waits for its debounce is told at once before another control is used, and only once", () => {
  const { store, told, set } = opened();
  store.tellAtOnce();
  set("at", CURSOR[1], REST.looked);
  store.tellAtOnce();
  store.tellAtOnce();
  equal(told.map(({ set }) => valuesIn(set)), [{ at: CURSOR[1] }]);
});

test("what is set while the page is left is told where the view is drawn next", () => {
  const { store, told, page, set } = opened();
  leave();
  set("at", CURSOR[1]);
  wait();
  store.detach();
  equal([told, wait()], [[], null]);
  reports.arrive("now", "", []);
  page.answer(0);
  wait();
  equal(valuesIn(told[0].set), { at: CURSOR[1] });
});

test("what is set while the page is left is told as soon as it is wanted again, if it was not taken away meanwhile", () => {
  const { told, set } = opened();
  leave();
  set("at", CURSOR[1]);
  equal([wait(), wait(), told], [REST.typed, null, []]);
  reports.arrive("now", "", []);
  equal(valuesIn(told[0].set), { at: CURSOR[1] });
});

test("what was told and not acknowledged before the page was left is told where the view is drawn next", () => {
  const { store, told, page, set } = opened();
  set("at", CURSOR[1]);
  wait();
  store.detach();
  page.answer(0);
  wait();
  equal(told[1].set, told[0].set);
});

test("a part without its contents is what is shown, or was when Python was told", () => {
  const { store, told, page, set } = opened();
  page.part(0, "a", { made: "first" });
  set("at", CURSOR[1]);
  wait();
  page.part(0, "b");
  page.answer();
  page.part(told[0].revision, "a", { bare: true });
  equal(store.parts.result.made, "first");
  page.part(told[0].revision, "c", { made: "then" });
  page.part(told[0].revision, "c", { bare: true });
  equal([store.parts.result.made, wait()], ["then", null], "nothing is missed");
});

test("a part that is missed is asked for again, soon", () => {
  const { told, page, key } = opened();
  page.part(1, "a");
  page.part(2, "b", { bare: true });
  page.answer(2);
  equal([key(), wait(), told[0].have, told[0].set], ["a", REST.typed, {}, {}]);
  page.part(page.answer(), "b");
  equal(key(), "b");
});

test("a new source that the page has sent is told of, so that it need not send it again", () => {
  const { store, told, page } = opened();
  page.send({ part: "source", revision: 0, key: "s" });
  ok(!store.isAtRest());
  wait();
  equal([told[0].have, told[0].set], [{ source: "s" }, {}]);
  page.answer();
  equal([store.isAtRest(), wait()], [true, null]);
});

test("a fleeting source is told of with whatever is set next", () => {
  const { store, told, page } = opened();
  page.send({ part: "source", revision: 0, key: "s", fleeting: true });
  equal([store.isAtRest(), wait(), told.length], [true, null, 0]);
  store.change({ at: CURSOR[2] }, 0);
  wait();
  equal(told[0].have, { source: "s" });
});

// A view with a preview. bodies: what was asked; answers: what is answered next, a part's header or a status.
const previewed = () => {
  const [bodies, answers] = [[], []];
  globalThis.fetch = async (address, { body }) => {
    bodies.push({ address, ...JSON.parse(body) });
    const answer = await (answers.shift() ?? 409);
    if (typeof answer === "number") return new Response("", { status: answer });
    const result = pack({ part: "result", session: "now", ...answer });
    return new Response(pack({ parts: ["result"] }, { result }));
  };
  const view = opened();
  view.page.head(0, {}, { preview: "preview/token" });
  return { ...view, bodies, answers };
};

test("a preview is of all fields that another result follows from and that were not acknowledged", async () => {
  const { told, page, set, key, bodies, answers } = previewed();
  page.part(0, "a");
  set("at", CURSOR[1]);
  await set("edit", "1");
  answers.push({ revision: 1000, key: "p" });
  await set("parameters", { sigma: 2 });
  equal(bodies.map(({ address, set: fields, have }) => [address, valuesIn(fields), have]), [
    ["preview/token", { edit: "1" }, { result: "a" }],
    ["preview/token", { edit: "1", parameters: { sigma: 2 } }, { result: "a" }],
  ]);
  equal(bodies.map(({ revision }) => revision), [bodies[1].set.edit[0], bodies[1].set.parameters[0]]);
  equal(key(), "p");
  wait();
  page.answer();
  await set("pixels", "1 2");
  equal([told.length, valuesIn(bodies[2].set)], [1, { pixels: "1 2" }]);
});

test("one preview is asked for at a time, then what was set meanwhile, at once", async () => {
  const { set, bodies, answers } = previewed();
  let go;
  answers.push(new Promise((done) => { go = done; }));
  const all = [set("edit", "1"), set("edit", "2"), set("at", CURSOR[1]), set("edit", "3")];
  equal(bodies.length, 1);
  go(409);
  await Promise.all(all);
  equal(bodies.map(({ set: { edit } }) => edit[1]), ["1", "3"]);
});

for (const status of [409, 500]) test(`while a preview is made the page is not told, and then of the newest, also where the answer is ${status}`, async () => {
  const { told, set, bodies, answers } = previewed();
  let go;
  answers.push(new Promise((done) => { go = done; }));
  const asked = set("edit", "1", REST.dragged);
  equal([wait(), wait(), told], [REST.dragged, REST.dragged, []]);
  set("edit", "2", REST.dragged);
  go(status);
  await asked;
  equal(bodies.map(({ set: { edit } }) => edit[1]), status === 409 ? ["1", "2"] : ["1"]);
  equal([wait(), told.map(({ set: fields }) => valuesIn(fields))], [REST.dragged, [{ edit: "2" }]]);
});

test("of a preview and the page's own part of one revision, the page's is shown", async () => {
  const { page, set, key, answers } = previewed();
  answers.push({ revision: 1000, key: "p" }, { revision: 1000, key: "late" }, { revision: 1001, key: "q" });
  await set("edit", "1");
  equal(key(), "p");
  page.part(999, "of before");
  equal(key(), "p");
  page.part(1000, "a");
  await set("edit", "2");
  equal(key(), "a");
  await set("edit", "3");
  equal(key(), "q");
});

test("a preview of another session is not drawn", async () => {
  const { set, key, answers } = previewed();
  answers.push({ revision: 1000, key: "p", session: "of before" });
  await set("edit", "1");
  equal(key(), undefined);
});

test("a route that is not there is asked once, one where the page has to run again", async () => {
  const { page, set, bodies, answers } = previewed();
  answers.push(409, 429, 503, 500);
  for (const text of ["1", "2", "3", "4", "5"]) await set("edit", text);
  equal(bodies.length, 4);
  for (const preview of ["preview/token", "preview/another", null]) {
    page.head(0, {}, { preview });
    await set("edit", preview);
  }
  equal(bodies.slice(4).map(({ address }) => address), ["preview/another"]);
});

test("after a reload what was not acknowledged is told; a page opened anew begins with nothing", () => {
  const load = (type) => {
    globalThis.cnnvizViews.delete("loaded");
    performance.getEntriesByType = () => [{ type }];
    return opened("loaded");
  };
  const before = load("navigate");
  before.set("at", CURSOR[1]);
  before.set("edit", "1");
  const { told } = load("reload");
  wait();
  equal(valuesIn(told[0].set), { at: CURSOR[1], edit: "1" });
  equal(load("navigate").store.set, {});
  const again = load("reload");
  wait();
  again.page.answer();
  equal(load("reload").store.set, {});
});

test("what is too large to be told is refused in a sentence, and what takes its place is told", async () => {
  const { store, told, page, set } = opened();
  let isTooLarge = true;
  store.attach((intent) => {
    if (isTooLarge) return "too large";
    told.push(intent);
    return "";
  });
  set("typed", "1".repeat(9));
  await wait(REST.typed);
  equal([told.length, store.refusal, store.fields.typed], [0, "too large", "111111111"], "nothing is told, and nothing lost");
  isTooLarge = false;
  set("typed", "1");
  await wait(REST.typed);
  equal([valuesIn(told.at(-1).set), store.refusal], [{ typed: "1" }, ""]);
  page.answer();
});
