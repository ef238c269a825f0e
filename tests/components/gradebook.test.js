// The gradebook as a teacher uses it: a file is opened, matched by hand and by a list, and comes out filled in; nothing is asked of a server.
import { equal, ok, test } from "./harness.js";
import openGradebook from "/assets/components/gradebook/gradebook.js";
import { columnFor } from "/assets/components/gradebook/formats.js";
import { readList } from "/assets/components/gradebook/matching.js";
import { withAnswer } from "/assets/components/receipt/receipt.js";
import { signedIn } from "/assets/components/receipts/receipts.js";

const DATA = {
  sheets: [{ title: "CNN by hand", of: 20 }, { title: "Padding", of: 4 }],
  students: [{ nickname: "brave otter", points: [18.5, 4], code: "A" }, { nickname: "calm lynx", points: [null, null], code: "B" }],
  askFor: "",
};
const FILE = "First name,Last name,Email address,Quiz (Real)\r\nAnna,Meier,anna@x.org,-\r\n<b>Bo</b>,Lee,bo@x.org,3\r\n";
const HTML = await (await fetch("/assets/components/gradebook/gradebook.html")).text();

const opened = async (text = FILE, data = DATA) => {
  const parentElement = document.body.appendChild(document.createElement("div"));
  parentElement.innerHTML = HTML;
  openGradebook({ parentElement, data });
  const part = (selector) => parentElement.querySelector(selector);
  const open = async (bytes, name = "marks.csv") => {
    const files = new DataTransfer();
    files.items.add(new File([bytes], name));
    const before = part(".said").textContent;
    part("[name=file]").files = files.files;
    part("[name=file]").dispatchEvent(new Event("change", { bubbles: true }));
    while (part(".said").textContent === before) await new Promise(requestAnimationFrame);
  };
  const set = (selector, value, name = "change") => {
    part(selector).value = value;
    part(selector).dispatchEvent(new Event(name, { bubbles: true }));
  };
  await open(text);
  return { part, open, set, parentElement, rows: () => [...parentElement.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => (cell.firstElementChild?.selectedOptions[0]?.textContent ?? cell.textContent))) };
};

// The text of the file that is saved by a click.
const saved = async (button) => {
  const made = [];
  const [create, click] = [URL.createObjectURL, HTMLAnchorElement.prototype.click];
  URL.createObjectURL = (blob) => made.push(blob) && "blob:none";
  HTMLAnchorElement.prototype.click = function clicked() { made.push(this.download); };
  button.click();
  [URL.createObjectURL, HTMLAnchorElement.prototype.click] = [create, click];
  return { text: await made[0].text(), name: made[1] };
};

test("who is not matched is shown on both sides, and nothing can be saved before somebody is", async () => {
  const { part, rows } = await opened();
  ok(part(".said").textContent.startsWith("Moodle: 2 people in “marks.csv”."));
  equal(rows(), [["brave otter", "Nobody", "not matched", "", ""], ["calm lynx", "Nobody", "not matched", "", ""]]);
  equal(part(".others summary").textContent, "2 of the file whom no nickname is matched with");
  equal(part(".sum").textContent, "0 of 2 get a mark. 2 nicknames are not matched.");
  equal(part(".primary").disabled, true);
});

test("by hand somebody is chosen among those who are free, and the file is saved with the mark", async () => {
  const { part, parentElement, set, rows } = await opened();
  const [first, second] = parentElement.querySelectorAll("tbody select");
  first.dispatchEvent(new Event("focus"));
  equal([...first.options].map(({ textContent }) => textContent), ["Nobody", "Anna · Meier · anna@x.org", "<b>Bo</b> · Lee · bo@x.org"]);
  first.value = "1";
  first.dispatchEvent(new Event("change", { bubbles: true }));
  equal(rows()[0], ["brave otter", "Anna · Meier · anna@x.org", "by hand", "", "18.5"]);
  second.dispatchEvent(new Event("focus"));
  equal([...second.options].map(({ textContent }) => textContent), ["Nobody", "<b>Bo</b> · Lee · bo@x.org"]);
  set("[name=target]", "3");
  equal(rows()[0].slice(3), ["-", "18.5"]);
  set("[name=most]", "10");
  equal(rows()[0].slice(3), ["-", "9.25"]);
  for (const nothing of ["0", "-1", "ten", "1e9"]) {
    set("[name=most]", nothing);
    equal([part("[name=most]").value, rows()[0].at(-1)], ["10", "9.25"]);
  }
  const { text, name } = await saved(part(".primary"));
  equal(text, FILE.replace("x.org,-", "x.org,9.25"));
  equal(name, "marks-filled.csv");
  equal(part(".sum").textContent, "1 of 2 get a mark. 1 nickname is not matched.");
});

test("a list matches, says which of its lines do not, and other marks can be chosen", async () => {
  const { part, set, rows } = await opened();
  set("[name=list]", "anna@x.org; brave otter\nnobody@x.org; calm lynx", "input");
  equal(rows().map(([, person, how]) => [person, how]), [["Anna · Meier · anna@x.org", "by the list"], ["Nobody", "not matched"]]);
  equal([...part(".problems").children].map(({ textContent }) => textContent), ["“nobody@x.org” is not in the file."]);
  set("[name=sheet]", "1");
  equal(rows()[0].at(-1), "4");
  equal(part("[name=most]").value, "4");
  ok((await saved(part(".primary"))).text.startsWith("First name,Last name,Email address,Quiz (Real),Padding\r\nAnna,Meier,anna@x.org,-,4\r\n"));
});

test("names of a file are text, and what was opened stays when the page draws the component again", async () => {
  const { part, parentElement, set, rows } = await opened();
  set("[name=list]", "bo@x.org, brave otter", "input");
  openGradebook({ parentElement, data: { ...DATA, students: [...DATA.students, { nickname: "kind wren", points: [1, 1], code: "C" }] } });
  equal(rows().map(([nickname]) => nickname), ["brave otter", "calm lynx", "kind wren"]);
  equal(rows()[0][1], "<b>Bo</b> · Lee · bo@x.org");
  equal(parentElement.querySelectorAll("tbody b, .others b").length, 0);
  ok(!part(".work").hidden);
});

test("a file that is no table, no UTF-8 or too large is refused, and the one before is put away", async () => {
  const { part, open } = await opened();
  await open("a,b\n1");
  ok(part(".work").hidden);
  equal(part(".said").textContent, "Row 2 has 1 cells, and the first row 2.");
  await open(new Uint8Array([65, 44, 66, 10, 0xe9, 44, 66]));
  ok(part(".said").textContent.includes("not written in UTF-8"));
  await open(new Uint8Array(2_000_001), "large.csv");
  equal(part(".said").textContent, "“large.csv” is larger than 2 MB.");
  await open(FILE);
  ok(!part(".work").hidden);
});

test("what a student is asked for stands below the signature, and only what was signed is sent to be checked", () => {
  const text = "cnnviz receipt\nNickname: brave otter\nSignature: ABC\n";
  equal(withAnswer(text, "School number", " 4711 \n"), `${text}School number: 4711\n`);
  equal(withAnswer(text, "School number", "  "), text);
  equal(withAnswer(text, "", "4711"), text);
  const mail = `From: Anna\r\n> ${text.replaceAll("\n", "\r\n> ")}School number: 4711\r\nBye\ncnnviz receipt\nNickname: x\nSignature: D\n`;
  equal(signedIn(mail), ["cnnviz receipt\nNickname: brave otter\nSignature: ABC", "cnnviz receipt\nNickname: x\nSignature: D"]);
  equal(signedIn("cnnviz receipt\nNickname: x"), []);
});

test("what students are asked for is read below the signature, also if it is called as a line of the receipt", () => {
  const receipt = withAnswer("cnnviz receipt\nClass: CNN\nNickname: brave otter\nNickname code: A\nSignature: ABC\n", "Class", "10b 7");
  equal(readList(receipt, DATA.students, "Class"), { pairs: [{ nickname: "brave otter", identifier: "10b 7" }], problems: [] });
});

test("a line of a list needs no comma where the nickname stands at its end", () => {
  const students = ["brave otter", "otter"].map((nickname) => ({ nickname, code: "C" }));
  const { pairs, problems } = readList("Ada  Lovelace Brave otter\nGrace Hopper otter\nbrave otter", students, "");
  equal(pairs, [{ nickname: "brave otter", identifier: "Ada Lovelace" }, { nickname: "otter", identifier: "Grace Hopper" }]);
  equal(problems, ["Line 3 names nobody beside the nickname."]);
});

test("marks go into the column that is called like them, if one is", () => {
  const targets = (...names) => ({ targets: names.map((name, at) => ({ name, at: at + 3 })) });
  equal(columnFor(targets("Quiz 1 (Real)", "Assignment: the border (Real)"), "The border"), 4);
  equal(columnFor(targets("The border 1", "The border 2"), "The border"), null);
  equal(columnFor(targets("Course total"), "The border"), null);
});
