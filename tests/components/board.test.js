// The folds of a class's board in which a teacher changes it: none undoes what another changed, nor what is being typed in another.

import board from "/assets/components/board/board.js";
import { reports } from "/assets/components/reports.js";
import { equal, ok, test } from "./harness.js";
import { pack } from "./packed.js";

const HTML = await (await fetch("/assets/components/board/board.html")).text();
const [SIZE, STRIDE] = ["size", "stride"].map((id) => ({ kind: "exercise", id, title: id, levels: [1], level: 1, points: 1 }));
const ASSIGNMENT = { format: 1, title: "Week one", tasks: [SIZE, STRIDE], attempts: null, counts: "best", solutions: "right", scores: "at once", opens: null, due: "2199-03-01T12:30:45Z", ask_for: "" };
const BOARD = { title: "Week one", isOpen: true, rows: [], tasks: [{ key: "one", title: "size", kind: "exercise", level: 1, points: 1, wrong: [] }] };
const headerOf = (assignment) => ({
  code: "K7M4QX", place: "here", qr: { path: "", size: 1, alt: "" }, yaml: JSON.stringify(assignment), assignment, tasks: assignment.tasks, groups: [],
});

// A board whose server takes every change of fields; sent: what the server was told.
const opened = () => {
  const sent = [];
  globalThis.fetch = async (path, { body }) => {
    if (body) sent.push(JSON.parse(body).fields);
    return { ok: true, status: 200, json: async () => (body ? {} : BOARD) };
  };
  Object.assign(reports, { session: "one", page: "", wanted: null });
  document.body.innerHTML = HTML;
  const take = (assignment) => board({ parentElement: document.body, data: pack(headerOf(assignment)), setStateValue() {} });
  const end = take(ASSIGNMENT);
  const find = (selector) => document.querySelector(`details${selector}`);
  const press = async (fold) => {
    const before = sent.length;
    find(`${fold} [type=submit]`).click();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve(); // what the server's answer sets off
    return sent.length - before;
  };
  for (const fold of [".class", ".tasks", ".rules"]) find(fold).open = true;
  return { end, find, press, sent, take };
};

test("of tasks and rules only those are sent that were changed", async () => {
  const { end, find, press, sent } = opened();
  find(".tasks input[value='exercise stride']").click();
  await press(".tasks");
  find(".rules [name=attempts]").value = "3";
  await press(".rules");
  const { title, tasks, format, ...rules } = ASSIGNMENT;
  equal(sent, [{ tasks: [{ kind: "exercise", id: "size", level: 1, points: 1 }] }, { ...rules, title, attempts: 3 }]);
  end();
});

test("points that can't be read keep nobody from sending once their task is not ticked", async () => {
  const { end, find, press, sent } = opened();
  find(".tasks [aria-label='Points of stride']").value = "200";
  equal(await press(".tasks"), 0);
  find(".tasks input[value='exercise stride']").click();
  equal(await press(".tasks"), 1);
  equal(sent[0].tasks.map(({ id }) => id), ["size"]);
  find(".tasks [aria-label='Points of size']").value = "";
  equal(await press(".tasks"), 0);
  end();
});

test("what is being typed in one fold stays when another was changed", () => {
  const { end, find, take } = opened();
  find(".rules [name=title]").value = "Week tw";
  take({ ...ASSIGNMENT, tasks: [SIZE] });
  equal([find(".rules [name=title]").value, document.querySelector(".count").textContent], ["Week tw", "1 task"]);
  find(".tasks input[value='exercise size']").click();
  take({ ...ASSIGNMENT, tasks: [SIZE], attempts: 2 });
  equal([find(".rules [name=title]").value, find(".rules [name=attempts]").value], ["Week one", "2"]);
  equal(document.querySelector(".count").textContent, "0 tasks");
  end();
});

test("rules that can't be read are not sent", async () => {
  const { end, find, press } = opened();
  find(".rules [name=title]").value = "";
  equal(await press(".rules"), 0);
  find(".rules [name=title]").value = "Week one";
  find(".rules [name=attempts]").value = "101";
  equal(await press(".rules"), 0);
  find(".rules [name=attempts]").value = "";
  ok(await press(".rules"));
  end();
});
