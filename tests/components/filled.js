// What test_gradebooks_js.py has the browser do: fill a file in, and read and write one without a change.
import { readCsv, writeCsv } from "/assets/components/gradebook/csv_text.js";
import { filledIn, marksOf } from "/assets/components/gradebook/filling.js";
import { formatOf } from "/assets/components/gradebook/formats.js";
import { match, peopleIndex, readList } from "/assets/components/gradebook/matching.js";

export const fill = ({ text, students, list, byHand, askFor, target, title, of, most, zeros }) => {
  const table = readCsv(text);
  const format = formatOf(table);
  const column = target === null ? null : format.targets.find(({ name }) => name === target).at;
  const { found, problems } = match(students, peopleIndex(table, format), readList(list, students, askFor), new Map(byHand));
  const marks = marksOf(students, { sheet: 0, of, most, zeros });
  const filled = filledIn(table, format, { target: column, title, most, found, marks });
  return { kind: format.kind, filled, found, problems, targets: format.targets };
};

export const again = (texts) => texts.map((text) => {
  const table = readCsv(text);
  return { written: writeCsv(table, new Map()), values: table.rows.map(({ cells }) => cells.map(({ value }) => value)) };
});
