// Fills a class's marks into the gradebook file of a learning platform. The file is read, matched and written in this browser: names
// are in it, so nothing is reported, stored or sent.

import { readCsv } from "./csv_text.js";
import { columnFor, formatOf } from "./formats.js";
import { filledIn, marksOf } from "./filling.js";
import { match, peopleIndex, readList } from "./matching.js";
import { drawChoices, drawOthers, drawRows, drawSum } from "./preview.js";
import { countPaint } from "../painted.js";

const LARGEST_FILE = 2_000_000; // bytes
const MOST_FILES = 400;
const LARGEST_MOST = 1e6; // points
const WARNINGS = { Moodle: " Moodle refuses the whole file if one mark is above the item’s maximum: see “Most points there”." };

const textOf = async (file) => {
  if (file.size > LARGEST_FILE) throw new Error(`“${file.name}” is larger than 2 MB.`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(`“${file.name}” is not written in UTF-8. Export it again as CSV, not as a workbook.`);
  }
};

const give = (name, text) => {
  const link = Object.assign(document.createElement("a"), { download: name });
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.click();
  URL.revokeObjectURL(link.href);
};

const filledName = (name) => name.replace(/(\.[^.]*)?$/, (end) => `-filled${end || ".csv"}`);

const newGradebook = (root) => {
  const state = { data: null, file: null, list: { pairs: [], problems: [] }, byHand: new Map(), sheet: 0, target: null, most: 0, zeros: false };
  const part = (selector) => root.querySelector(selector);
  const [said, work, save] = [part(".said"), part(".work"), part(".primary")];
  const tell = (text, isWrong = false) => {
    said.textContent = text;
    said.classList.toggle("wrong", isWrong);
  };

  const found = () => {
    const { data: { students, sheets }, file, list, byHand, sheet, most, zeros } = state;
    const marks = marksOf(students, { sheet, of: sheets[sheet].of, most, zeros });
    return { ...match(students, file.people, list, byHand), marks };
  };
  const draw = () => {
    work.hidden = !state.file;
    if (state.file) {
      const all = found();
      drawChoices(root, state);
      drawRows(root, state, all);
      drawOthers(root, state, all);
      drawSum(root, state, all);
    }
    countPaint(root);
  };
  const mostThere = () => {
    const { sheets } = state.data;
    return state.file?.format.targets.find(({ at }) => at === state.target)?.most ?? sheets[state.sheet].of;
  };
  const guessColumn = () => {
    state.target = state.file && columnFor(state.file.format, state.data.sheets[state.sheet].title);
    state.most = mostThere();
  };
  const takeFile = async (file) => {
    try {
      const table = readCsv(await textOf(file));
      const format = formatOf(table);
      Object.assign(state, { file: { name: file.name, table, format, people: peopleIndex(table, format) }, byHand: new Map() });
      guessColumn();
      tell(`${format.kind}: ${format.people.length} people in “${file.name}”.${WARNINGS[format.kind] ?? ""}`);
    } catch (error) {
      state.file = null;
      tell(error.message, true);
    }
    draw();
  };
  const takeList = () => {
    state.list = readList(part("[name=list]").value, state.data.students, state.data.askFor);
    draw();
  };
  const takeLists = async (files) => {
    try {
      if (files.length > MOST_FILES) throw new Error(`At most ${MOST_FILES} files are opened at once.`);
      const texts = await Promise.all([...files].map(textOf));
      part("[name=list]").value = [part("[name=list]").value, ...texts].filter(Boolean).join("\n");
      takeList();
    } catch (error) {
      tell(error.message, true);
    }
  };

  const changes = {
    file: ({ files: [file] }) => file && takeFile(file),
    lists: ({ files }) => takeLists(files),
    list: takeList,
    sheet: ({ value }) => { state.sheet = Number(value); guessColumn(); },
    target: ({ value }) => { state.target = value === "" ? null : Number(value); state.most = mostThere(); },
    most: (field) => {
      const most = Number(field.value.trim().replace(",", "."));
      if (most > 0 && most <= LARGEST_MOST) state.most = most;
      field.value = String(state.most);
    },
    zeros: ({ checked }) => { state.zeros = checked; },
    person: ({ value, dataset }) => {
      if (value === "auto") state.byHand.delete(dataset.nickname);
      else state.byHand.set(dataset.nickname, value === "" ? null : Number(value));
    },
  };
  root.addEventListener("change", ({ target }) => {
    changes[target.name]?.(target);
    if (target.type === "file") target.value = "";
    else draw();
  });
  part("[name=list]").addEventListener("input", takeList);
  const zone = part(".drop");
  for (const name of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) takeFile(event.dataTransfer.files[0]);
    });
  }
  save.addEventListener("click", () => {
    const { file: { name, table, format }, target, most, sheet, data } = state;
    give(filledName(name), filledIn(table, format, { target, title: data.sheets[sheet].title, most, ...found() }));
  });
  return {
    take(data) {
      state.data = data;
      if (state.sheet >= data.sheets.length) state.sheet = 0;
      if (!state.file) state.most = mostThere();
      takeList();
    },
  };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".gradebook");
  root.view ??= newGradebook(root);
  root.view.take(data);
};
