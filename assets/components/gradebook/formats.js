// The tables that Canvas, Moodle and Brightspace export of their gradebooks: who stands in them, and where marks go.

const plainNumber = (text) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : null);

// Which rows are people's: those with something in them, from a row on.
const peopleFrom = (rows, first) => rows.flatMap(({ cells }, at) => (at >= first && cells.some(({ value }) => value.trim()) && cells.length > 1 ? [at] : []));

// The column that is called like what is filled in; null where none is, or several are.
export const columnFor = ({ targets }, title) => {
  const wanted = title.toLowerCase();
  const fitting = [(name) => name === wanted, (name) => name.includes(wanted)].map((fits) => targets.filter(({ name }) => fits(name.toLowerCase())));
  return fitting.find((found) => found.length === 1)?.[0].at ?? null;
};

const range = (count) => Array.from({ length: count }, (_, at) => at);

const canvas = (names, rows) => {
  const section = names.indexOf("Section");
  if (!names[0]?.includes("Student") || !names[1]?.includes("ID") || section < 2) return null;
  const possible = rows.slice(1, 5).findIndex(({ cells }) => cells[0].value.trim() === "Points Possible") + 1;
  if (!possible) throw new Error("This looks like a gradebook of Canvas, but the row “Points Possible” is missing. Export the gradebook again.");
  const most = rows[possible].cells.map(({ value }) => value.trim());
  const targets = range(names.length).filter((at) => at > section && !/read only/i.test(most[at])).map((at) => ({ at, name: names[at], most: plainNumber(most[at]) }));
  // What is put in stands at the end, so that all else keeps its place. Its points possible are in its own row.
  return { kind: "Canvas", first: possible + 1, info: range(section), targets, addAt: names.length, header: (title) => title, mostRow: possible };
};

const brightspace = (names, rows) => {
  if (names.at(-1) !== "End-of-Line Indicator") return null;
  if (!names.includes("OrgDefinedId") && !names.includes("Username")) throw new Error("This looks like an export of Brightspace, but it has neither OrgDefinedId nor Username. Export grades again with one of them.");
  const odd = rows.findIndex(({ cells }, at) => at > 0 && cells.length > 1 && cells.at(-1).value.trim() !== "#");
  if (odd > 0) throw new Error(`Row ${odd + 1} does not end with #, as exports of Brightspace do. Export the grades again.`);
  const targets = range(names.length).filter((at) => / Points Grade( <[^>]*>)?$/.test(names[at]))
    .map((at) => ({ at, name: names[at].replace(/ Points Grade.*$/, ""), most: plainNumber(/MaxPoints:([\d.]+)/.exec(names[at])?.[1] ?? "") }));
  const info = range(names.length - 1).filter((at) => !/ Grade( <[^>]*>)?$/.test(names[at]));
  return { kind: "Brightspace", first: 1, info, targets, addAt: names.length - 1, header: (title) => `${title} Points Grade`, mostRow: null };
};

// Its headers are free, and in the site's language: marks go where a header ends in brackets, as in “Quiz (Real)”, and only numbers stand.
const moodle = (names, rows) => {
  if (names.length < 2) throw new Error("The file has one column only. A gradebook has at least a column for who it is, and one more.");
  const holdsMarks = (at) => /\([^()]*\)$/.test(names[at]) && rows.slice(1).every(({ cells }) => cells.length === 1 || isMark(cells[at].value));
  const targets = range(names.length).filter(holdsMarks).map((at) => ({ at, name: names[at], most: null }));
  const info = range(names.length).filter((at) => !/\([^()]*\)$/.test(names[at]));
  return { kind: "Moodle", first: 1, info, targets, addAt: names.length, header: (title) => title, mostRow: null };
};

const isMark = (value) => ["", "-"].includes(value.trim()) || /^\d+([.,]\d+)?$/.test(value.trim());

// Finds out whose table it is. Throws a sentence if it is nobody's, or something that an import needs is missing.
export const formatOf = ({ rows }) => {
  const names = rows[0].cells.map(({ value }) => value.trim());
  const found = canvas(names, rows) ?? brightspace(names, rows) ?? moodle(names, rows);
  const people = peopleFrom(rows, found.first);
  if (!people.length) throw new Error("Nobody stands in this file.");
  return { ...found, names, people };
};

// A title that is a new column's: no spreadsheet takes it for a formula, and Canvas not for a column of its own.
export const titleFor = (title, names) => {
  const plain = title.replace(/[\r\n\t]+/g, " ").replace(/^[\s=+\-@＝＋－＠]+/, "").trim() || "cnnviz";
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? plain : `${plain} (${number})`;
    if (!names.includes(tried) && !names.includes(`${tried} Points Grade`)) return tried;
  }
};
