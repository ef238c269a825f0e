// The preview of a gradebook that is filled in: who gets what, who gets nothing on either side. Texts of the file are never HTML.

import { labelOf } from "./matching.js";
import { make, reconcile } from "../payload.js";

const optionOf = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });

const fillSelect = (select, options, value) => {
  const texts = options.map(([, text]) => text).join("\n");
  if (select.filled !== texts) {
    select.replaceChildren(...options.map(([own, text]) => optionOf(own, text)));
    select.filled = texts;
  }
  select.value = value;
};

// The settings above the table.
export const drawChoices = (root, { data, file: { format }, sheet, target, most, zeros }) => {
  const part = (name) => root.querySelector(`[name=${name}]`);
  fillSelect(part("sheet"), data.sheets.map(({ title, of }, at) => [String(at), `${title} (of ${of})`]), String(sheet));
  fillSelect(part("target"), [["", "A new column"], ...format.targets.map(({ at, name }) => [String(at), name])], target === null ? "" : String(target));
  if (root.getRootNode().activeElement !== part("most")) part("most").value = String(most);
  part("zeros").checked = zeros;
  root.querySelector(".listed .how").textContent = `One line each: who it is in the file, a comma, the nickname.${data.askFor ? ` Or receipts, which say “${data.askFor}”.` : ""}`;
};

const newRow = () => {
  const row = make("tr", "");
  const head = Object.assign(make("th", ""), { scope: "row" });
  const select = Object.assign(make("select", ""), { name: "person" });
  const cells = Array.from({ length: 4 }, () => make("td", ""));
  cells[0].append(select);
  row.append(head, ...cells);
  return row;
};

// A list of all people is long; it is made for the row that is about to be used.
const offerPeople = (select, { file: { table, format } }, taken) => {
  const own = select.value;
  const free = format.people.filter((row) => !taken.has(row) || String(row) === own);
  select.replaceChildren(optionOf("", "Nobody"), ...(select.dataset.hand ? [optionOf("auto", "As found by itself")] : []), ...free.map((row) => optionOf(String(row), labelOf(table, format, row))));
  select.value = own;
};

const drawRow = (row, student, { row: person, how }, mark, state, taken) => {
  const { file: { table, format }, target, byHand } = state;
  const [head, { firstChild: select }, known, before, after] = row.children;
  row.className = person === null ? "nobody" : "";
  head.textContent = student.nickname;
  select.setAttribute("aria-label", `Who ${student.nickname} is`);
  select.dataset.nickname = student.nickname;
  if (byHand.has(student.nickname)) select.dataset.hand = "yes";
  else delete select.dataset.hand;
  select.replaceChildren(optionOf("", "Nobody"), ...(person === null ? [] : [optionOf(String(person), labelOf(table, format, person))]));
  select.value = person === null ? "" : String(person);
  select.onpointerdown = select.onfocus = () => offerPeople(select, state, taken);
  if (select.getRootNode().activeElement === select) offerPeople(select, state, taken);
  known.textContent = person === null && !how ? "not matched" : how;
  before.textContent = person === null || target === null ? "" : table.rows[person].cells[target].value;
  after.textContent = person === null ? "" : mark ?? "stays";
};

export const drawRows = (root, state, { found, marks, problems }) => {
  const taken = new Set(found.flatMap(({ row }) => row ?? []));
  const items = state.data.students.map((student, at) => ({ student, one: found[at], mark: marks[at] }));
  reconcile(root.querySelector("tbody"), items, newRow, (row, { student, one, mark }) => drawRow(row, student, one, mark, state, taken));
  reconcile(root.querySelector(".problems"), problems, () => make("li", ""), (item, text) => { item.textContent = text; });
};

// People of the file whom nobody of the class is: they keep what they have.
export const drawOthers = (root, { file: { table, format } }, { found }) => {
  const taken = new Set(found.flatMap(({ row }) => row ?? []));
  const rest = format.people.filter((row) => !taken.has(row));
  const fold = root.querySelector(".others");
  fold.hidden = !rest.length;
  fold.querySelector("summary").textContent = `${rest.length} of the file whom no nickname is matched with`;
  reconcile(fold.querySelector("ul"), rest, () => make("li", ""), (item, row) => { item.textContent = labelOf(table, format, row); });
};

export const drawSum = (root, { data }, { found, marks, problems }) => {
  const placed = found.filter(({ row }) => row !== null).length;
  const written = found.filter(({ row }, at) => row !== null && marks[at] !== null).length;
  const lost = data.students.length - placed;
  const parts = [`${written} of ${data.students.length} get a mark.`];
  if (lost) parts.push(`${lost} ${lost === 1 ? "nickname is" : "nicknames are"} not matched.`);
  if (placed > written) parts.push(`${placed - written} ${placed - written === 1 ? "has" : "have"} not begun and ${placed - written === 1 ? "keeps" : "keep"} what is there.`);
  if (problems.length) parts.push(`${problems.length} ${problems.length === 1 ? "line" : "lines"} of the list could not be used.`);
  root.querySelector(".sum").textContent = parts.join(" ");
  root.querySelector(".primary").disabled = written === 0;
};
