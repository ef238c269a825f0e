// Files on the page Classes: the teacher's own, which is saved and leads back, and an assignment.

import classes from "/assets/components/classes/classes.js";
import { reports } from "/assets/components/reports.js";
import { equal, test } from "./harness.js";
import { pack } from "./packed.js";

const HTML = await (await fetch("/assets/components/classes/classes.html")).text();
const SAID = ".make > form > .said";
const SET = { label: "1", title: "Sizes", tasks: [] };

const until = async (holds) => {
  while (!holds()) await new Promise((go) => { setTimeout(go); });
};

// The page of a server that answers like this; sent: what it was told.
const opened = (answer) => {
  const sent = [];
  globalThis.fetch = async (path, { body }) => {
    sent.push([path, JSON.parse(body)]);
    return { ok: answer.ok, status: answer.ok ? 200 : 404, json: async () => answer };
  };
  Object.assign(reports, { session: "one", page: "", wanted: null });
  document.body.innerHTML = HTML;
  const header = { code: "", mine: [], groups: [], sets: [SET], link: null, origin: "http://school.example" };
  classes({ parentElement: document.body, data: pack(header), setStateValue() {} });
  const find = (selector) => document.querySelector(selector);
  const choose = async (name, text) => {
    const field = find(`[name=${name}]`);
    const files = new DataTransfer();
    files.items.add(new File([text], "file.txt"));
    field.files = files.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => find(SAID).textContent !== "");
    return field.value;
  };
  return { choose, find, sent };
};

// What the page saves as the teacher's file.
const saved = async ({ find }) => {
  const [create, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  let blob = null;
  URL.createObjectURL = (one) => { blob = one; return create(one); };
  HTMLAnchorElement.prototype.click = () => {};
  find("[data-act=save]").click();
  URL.createObjectURL = create;
  HTMLAnchorElement.prototype.click = click;
  return blob.text();
};

test("the file that is saved once leads back to the class, whatever its title is", async () => {
  for (const title of ["Sizes", "teach?key=other"]) {
    const made = opened({ ok: true, code: "K7M4QX", key: "own_key-1", title });
    made.find("[data-act=make] [type=submit]").click();
    await until(() => !made.find(".made").hidden);
    const text = await saved(made);
    const { choose, find, sent } = opened({ ok: false, told: "No such class." });
    equal(await choose("key", text), ""); // so that the same file can be chosen again
    equal(sent, [["classes/teach", { key: "own_key-1" }]]);
    equal(find(SAID).textContent, "No such class.");
  }
});

test("an assignment is sent as it stands in its file, and what is wrong with it is told", async () => {
  const { choose, find, sent } = opened({ ok: false, told: "title: it is missing" });
  equal(await choose("yaml", "format: 1\n# é\n"), "");
  equal(sent, [["classes/make", { yaml: "format: 1\n# é\n" }]]);
  equal(find(SAID).textContent, "title: it is missing");
});
