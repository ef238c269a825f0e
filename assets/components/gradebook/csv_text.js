// Tables as text, by RFC 4180: what is read is written back sign by sign, but for the cells that are changed.

export const MOST_CHARACTERS = 2_000_000;
export const MOST_ROWS = 5_000;
const MOST_COLUMNS = 1_000;
const SEPARATORS = [",", ";", "\t"];
const END = /\r\n|\n/y;

// The separator that stands most often in the first line, outside quotes.
const separatorOf = (text) => {
  const counts = new Map(SEPARATORS.map((sign) => [sign, 0]));
  let isQuoted = false;
  for (const sign of text.slice(0, 100_000)) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === "\n" || sign === "\r")) break;
    else if (!isQuoted && counts.has(sign)) counts.set(sign, counts.get(sign) + 1);
  }
  return SEPARATORS.reduce((best, sign) => (counts.get(sign) > counts.get(best) ? sign : best));
};

const quotedEnd = (text, from, row) => {
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) throw new Error(`Row ${row}: a quotation mark is opened and not closed.`);
    if (text[at + 1] !== '"') return at + 1;
  }
};

// One cell from a place on: its text as it stands, what that means, and where it ends.
const readCell = (text, from, separator, row) => {
  const isQuoted = text[from] === '"';
  let end = isQuoted ? quotedEnd(text, from, row) : from;
  if (!isQuoted) while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end += 1;
  const raw = text.slice(from, end);
  const goesOn = end < text.length && ![separator, "\n", "\r"].includes(text[end]);
  if (goesOn || (!isQuoted && raw.includes('"'))) throw new Error(`Row ${row}: a quotation mark stands within a cell. It has to be doubled, and the cell put in quotation marks.`);
  return { raw, value: isQuoted ? raw.slice(1, -1).replaceAll('""', '"') : raw, end };
};

const endOfLine = (text, at, row) => {
  END.lastIndex = at;
  const [found] = END.exec(text) ?? [];
  if (!found) throw new Error(`Row ${row}: the line ends in a way that CSV files do not.`);
  return found;
};

// Reads a text: { bom, separator, rows }, each row { cells: [{ raw, value }], end }. Throws a sentence if it is no table.
export const readCsv = (whole) => {
  if (whole.length > MOST_CHARACTERS) throw new Error("The file is larger than 2 MB.");
  const bom = whole.startsWith("\ufeff") ? "\ufeff" : "";
  const text = whole.slice(bom.length);
  const separator = separatorOf(text);
  const rows = [];
  for (let at = 0; at < text.length;) {
    if (rows.length === MOST_ROWS) throw new Error(`The file has more than ${MOST_ROWS.toLocaleString("en")} rows.`);
    const cells = [];
    let end = "";
    for (;;) {
      const cell = readCell(text, at, separator, rows.length + 1);
      cells.push({ raw: cell.raw, value: cell.value });
      if (cells.length > MOST_COLUMNS) throw new Error(`The file has more than ${MOST_COLUMNS.toLocaleString("en")} columns.`);
      at = cell.end;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (at < text.length) end = endOfLine(text, at, rows.length + 1);
    at += end.length;
    rows.push({ cells, end });
  }
  if (rows.length < 2) throw new Error("The file has no rows below its first one.");
  checkWidths(rows);
  return { bom, separator, rows };
};

const isEmpty = ({ cells }) => cells.length === 1 && !cells[0].raw;

const checkWidths = (rows) => {
  const wide = rows[0].cells.length;
  rows.forEach((row, at) => {
    const isLast = at === rows.length - 1;
    if (row.cells.length !== wide && !(isLast && isEmpty(row))) throw new Error(`Row ${at + 1} has ${row.cells.length} cells, and the first row ${wide}.`);
  });
};

// A cell's text: in quotation marks where it needs them.
export const cellText = (value, separator) => (/["\r\n]/.test(value) || value.includes(separator) || value !== value.trim() ? `"${value.replaceAll('"', '""')}"` : value);

// Writes a table, with other texts in some cells and columns put in: `changed` is a Map of rows to Maps of columns to texts, `added` a
// list of { at, texts: Map of rows to texts }. What is not named stays as it was, sign by sign.
export const writeCsv = ({ bom, separator, rows }, changed, added = []) => {
  const lines = rows.map((row, number) => {
    if (isEmpty(row) && rows[0].cells.length > 1) return row.end;
    const own = changed.get(number);
    const cells = row.cells.map(({ raw }, column) => (own?.has(column) ? cellText(own.get(column), separator) : raw));
    for (const { at, texts } of added) cells.splice(at, 0, cellText(texts.get(number) ?? "", separator));
    return cells.join(separator) + row.end;
  });
  return bom + lines.join("");
};
