// Who of a class is who in a gradebook: by hand, by a list, or because somebody is called there as here. All of it in the browser.

export const LONGEST_LIST = 200_000;

export const sameKey = (text) => text.normalize("NFKC").toLowerCase().replace(/^#/, "").replace(/\s+/g, " ").trim();

// All that a person of the file can be called: what stands in a cell, and first and last names either way round.
const calledIn = ({ cells }, { info, kind, names }) => {
  const own = info.map((at) => cells[at].value.trim());
  const [last, first] = own[0].split(/,\s*/);
  const named = info.filter((at) => /name$/i.test(names[at]) && !/^(user|login)/i.test(names[at]));
  const pair = (named.length === 2 ? named : info.slice(0, 2)).map((at) => cells[at].value.trim());
  const joined = kind === "Canvas" ? (first ? [`${first} ${last}`] : []) : [pair.join(" "), [...pair].reverse().join(" "), pair.join(", "), [...pair].reverse().join(", ")];
  return [...own, ...(pair.every(Boolean) || kind === "Canvas" ? joined : [])].map(sameKey).filter(Boolean);
};

// By what people are called: their row, or null where several are called so.
export const peopleIndex = (table, format) => {
  const found = new Map();
  for (const row of format.people) {
    for (const key of new Set(calledIn(table.rows[row], format))) found.set(key, found.has(key) ? null : row);
  }
  return found;
};

// What a person is called in lists to choose from.
export const labelOf = (table, format, row) => format.info.map((at) => table.rows[row].cells[at].value.trim()).filter(Boolean).slice(0, 4).join(" · ") || `Row ${row + 1}`;

const lineOf = (line, number, known) => {
  const parts = line.split(/[\t;,]/).map((part) => part.trim().replace(/^"(.*)"$/, "$1"));
  const [first, last] = [parts[0], parts.at(-1)].map(sameKey);
  if (parts.length > 1 && known.has(last)) return { nickname: last, identifier: parts.slice(0, -1).join(", ") };
  if (parts.length > 1 && known.has(first)) return { nickname: first, identifier: parts.slice(1).join(", ") };
  const whole = sameKey(line);
  if (known.has(whole)) return { problem: `Line ${number} names nobody beside the nickname.` };
  const spaced = [...known.keys()].filter((nickname) => whole.endsWith(` ${nickname}`)).sort((one, other) => other.length - one.length)[0];
  if (spaced) return { nickname: spaced, identifier: line.normalize("NFKC").replace(/\s+/g, " ").trim().slice(0, -spaced.length).trim() };
  return { problem: `Line ${number} names no nickname of this class.` };
};

// A receipt: the nickname with its code, which only that student got, and below the signature what students were asked for.
const receiptOf = (lines, known, askFor) => {
  const said = (name, among = lines) => among.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? "";
  const below = lines.slice(lines.findIndex((line) => line.startsWith("Signature:")) + 1); // “Class” may be what is asked for, too
  const nickname = sameKey(said("Nickname"));
  if (!known.has(nickname)) return { problem: "A receipt has no nickname of this class." };
  const { code } = known.get(nickname);
  if (said("Nickname code").toUpperCase() !== code) return { problem: `The code of a receipt is not that of “${nickname}”.` };
  const identifier = askFor ? said(askFor, below) : "";
  return identifier ? { nickname, identifier } : { problem: `The receipt of “${nickname}” does not say: ${askFor || "who it is"}.` };
};

// Reads a list: “identifier, nickname” on each line, either way round, and receipts among them. { pairs, problems }
export const readList = (text, students, askFor) => {
  if (text.length > LONGEST_LIST) return { pairs: [], problems: ["The list is longer than 200,000 characters."] };
  const known = new Map(students.map((student) => [sameKey(student.nickname), student]));
  const found = [];
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at] === "cnnviz receipt") {
      const next = lines.indexOf("cnnviz receipt", at + 1);
      const end = next < 0 ? lines.length : next;
      found.push(receiptOf(lines.slice(at, end), known, askFor));
      at = end - 1;
    } else if (lines[at]) found.push(lineOf(lines[at], at + 1, known));
  }
  return { pairs: found.filter(({ problem }) => !problem), problems: found.flatMap(({ problem }) => problem ?? []) };
};

const byList = (pairs, people) => {
  const rows = new Map();
  const problems = [];
  for (const { nickname, identifier } of pairs) {
    const row = people.get(sameKey(identifier));
    if (row === undefined) problems.push(`“${identifier}” is not in the file.`);
    else if (row === null) problems.push(`“${identifier}” fits several people in the file.`);
    else if (rows.has(nickname) && rows.get(nickname) !== row) problems.push(`“${nickname}” stands in the list for two people; the first counts.`);
    else rows.set(nickname, row);
  }
  return { rows, problems };
};

// Says for each student which row of the file is theirs, and how that is known. `byHand` is a Map of nicknames to rows, null for nobody.
// A row that two claim is nobody's, unless one was chosen by hand. { found: [{ row, how }], problems }
export const match = (students, people, list, byHand) => {
  const listed = byList(list.pairs, people);
  const found = students.map(({ nickname }) => {
    const key = sameKey(nickname);
    if (byHand.has(nickname)) return { row: byHand.get(nickname), how: byHand.get(nickname) === null ? "" : "by hand" };
    if (listed.rows.has(key)) return { row: listed.rows.get(key), how: "by the list" };
    return people.get(key) === undefined || people.get(key) === null ? { row: null, how: "" } : { row: people.get(key), how: "by nickname" };
  });
  return { found: settled(found), problems: [...list.problems, ...listed.problems] };
};

const settled = (found) => {
  const claims = new Map();
  for (const one of found) if (one.row !== null) claims.set(one.row, [...(claims.get(one.row) ?? []), one]);
  return found.map((one) => {
    const rivals = (claims.get(one.row) ?? []).filter((other) => other !== one);
    const loses = rivals.length && !(one.how === "by hand" && rivals.every(({ how }) => how !== "by hand"));
    return one.row !== null && loses ? { row: null, how: "two for one person" } : one;
  });
};
