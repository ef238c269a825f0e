// The rules of a class: how attempts count, its dates, and what students see when.

import { make } from "./payload.js";

const MENUS = {
  counts: ["Which counts", { best: "the best", last: "the last", first: "the first" }],
  solutions: ["Solutions show", { right: "once right", due: "when due", always: "at any time", never: "never" }],
  scores: ["Scores show", { "at once": "at once", due: "when due", never: "never" }],
};
const LAST = "9999-12-31T23:59"; // else browsers take years of six digits
const DATES = { opens: "Opens", due: "Due" };

// A moment (ISO 8601, any zone) as a field of the type datetime-local shows it on this device; "" for none.
export const localOf = (moment) => {
  if (!moment) return "";
  const at = new Date(moment);
  return new Date(at.getTime() - 60_000 * at.getTimezoneOffset()).toISOString().slice(0, 16);
};

// The other way round, to the minute. What was not changed stays as it was, to the second.
export const momentOf = (text, before = null) => {
  if (text === localOf(before)) return before;
  return text ? new Date(text).toISOString() : null;
};

const labelled = (text, field) => {
  const label = make("label", "");
  label.append(Object.assign(make("span", ""), { textContent: text }), field);
  return label;
};

// host: where the fields are put. Returns what reads and sets them, as an assignment has them.
export const newRules = (host) => {
  let given = {};
  const attempts = Object.assign(make("input", ""), { type: "number", name: "attempts", min: 1, max: 100, placeholder: "any number" });
  const menus = Object.entries(MENUS).map(([name, [text, options]]) => {
    const field = Object.assign(make("select", ""), { name });
    field.append(...Object.entries(options).map(([value, textContent]) => Object.assign(make("option", ""), { value, textContent })));
    return [name, field, text];
  });
  const dates = Object.entries(DATES).map(([name, text]) => [name, Object.assign(make("input", ""), { type: "datetime-local", name, max: LAST }), text]);
  const askFor = Object.assign(make("input", ""), { name: "ask_for", maxLength: 80, autocomplete: "off", placeholder: "such as: school number" });
  host.append(
    labelled("Attempts a task", attempts),
    ...[...menus, ...dates].map(([, field, text]) => labelled(text, field)),
    Object.assign(labelled("Ask students for (they write it on the receipt that they give you)", askFor), { className: "across" }),
  );
  return {
    read: () => ({
      attempts: attempts.value ? Number(attempts.value) : null,
      ...Object.fromEntries(menus.map(([name, field]) => [name, field.value])),
      ...Object.fromEntries(dates.map(([name, field]) => [name, momentOf(field.value, given[name])])),
      ask_for: askFor.value,
    }),
    set(assignment) {
      given = assignment;
      attempts.value = assignment.attempts ?? "";
      menus.forEach(([name, field]) => { field.value = assignment[name]; });
      dates.forEach(([name, field]) => { field.value = localOf(assignment[name]); });
      askFor.value = assignment.ask_for;
    },
  };
};
