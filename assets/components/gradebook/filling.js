// Puts marks into a gradebook's table, and says what becomes of each.

import { writeCsv } from "./csv_text.js";
import { titleFor } from "./formats.js";

// A mark as every gradebook reads it: a point, at most two decimals, never more than the most.
export const markText = (points, of, most) => {
  const share = of > 0 ? Math.max(0, points / of) : 0;
  return String(Math.min(most, Math.round(share * most * 100) / 100));
};

// What each student gets: null where nothing is to be written.
export const marksOf = (students, { sheet, of, most, zeros }) => students.map(({ points }) => {
  const own = points[sheet];
  return own === null && !zeros ? null : markText(own ?? 0, of, most);
});

// The file, filled in. `target` is a column of the file, or null for one that is put in.
export const filledIn = (table, format, { target, title, most, found, marks }) => {
  const texts = new Map(found.flatMap(({ row }, at) => (row === null || marks[at] === null ? [] : [[row, marks[at]]])));
  if (target !== null) return writeCsv(table, new Map([...texts].map(([row, text]) => [row, new Map([[target, text]])])));
  texts.set(0, format.header(titleFor(title, format.names)));
  if (format.mostRow !== null) texts.set(format.mostRow, String(most));
  return writeCsv(table, new Map(), [{ at: format.addAt, texts }]);
};
