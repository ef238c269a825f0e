// The concept test: one choice after the other, kept by this browser alone, and at the end what each of them tells.

import { follow } from "../follow.js";
import { make } from "../payload.js";

const SIGNS = { right: "✓", wrong: "≠", unsure: "?", open: "–" };
const SAID = { right: "right", wrong: "wrong", unsure: "not known", open: "not asked" };

// forms: form → choice → { right }; chosen: the key of a choice, "" for "I don’t know", undefined where nothing was
export const outcome = (forms, form, chosen) => {
  if (chosen === undefined) return "open";
  if (chosen === "") return "unsure";
  return forms[form][chosen]?.right ? "right" : "wrong";
};

export const countRight = (concepts, form, answered) =>
  concepts.filter(({ forms }, at) => outcome(forms, form, answered[at + 1]) === "right").length;

// What counts now: the form after the course where it was answered, else the one before it.
export const latest = ({ forms }, number, kept) => {
  const form = kept.b?.[number] === undefined ? "a" : "b";
  const chosen = kept[form]?.[number];
  return { how: outcome(forms, form, chosen), told: forms[form][chosen] ?? null };
};

const textOf = (tag, name, textContent) => Object.assign(make(tag, name), { textContent });

const linkOf = ({ href, title }, isNew) => {
  const link = Object.assign(make("a", ""), { href, textContent: title });
  if (isNew) Object.assign(link, { target: "_blank", rel: "noopener" });
  else link.addEventListener("click", follow);
  return link;
};

const rowOf = (concept, at, kept) => {
  const row = make("tr", "");
  const name = Object.assign(make("th", ""), { scope: "row" });
  const { how, told } = latest(concept, at + 1, kept);
  name.append(textOf("span", "", `${at + 1} · ${concept.title}`));
  if (how === "wrong") name.append(textOf("small", "", told?.why ?? ""));
  row.append(name, ...["a", "b"].map((form) => {
    const is = outcome(concept.forms, form, kept[form]?.[at + 1]);
    const cell = make("td", is);
    cell.append(Object.assign(textOf("i", "", SIGNS[is]), { ariaHidden: "true" }), textOf("span", "", SAID[is]));
    return cell;
  }));
  const to = make("td", "to");
  if (how === "wrong" && told?.myth) to.append(linkOf(told.myth, true));
  if (how !== "right" && concept.lesson) to.append(linkOf(concept.lesson, false));
  row.append(to);
  return row;
};

export const newStanding = (root, record, act) => {
  const [place, told, before] = [".place", ".test .told", "[data-act=before]"].map((one) => root.querySelector(one));
  const result = root.querySelector(".result");
  let here = null;

  const go = (form, number) => act("stand", { standing: form, n: number });
  const choose = (choice) => {
    told.textContent = choice === undefined ? "Choose an answer first, or “I don’t know”." : "";
    if (choice === undefined) return;
    record.stood(here.form, here.number, choice);
    go(here.form, here.number + 1);
  };
  const drawResult = ({ concepts, when }) => {
    const kept = record.of("standing") ?? {};
    const sums = Object.entries(when).filter(([form]) => kept[form]).map(([form, said]) => (
      `${countRight(concepts, form, kept[form])} of ${concepts.length} right ${said}`));
    result.querySelector(".sum").textContent = sums.length ? `${sums.join(", ")}.` : "No question has been answered in this browser yet.";
    result.querySelector("tbody").replaceChildren(...concepts.map((concept, at) => rowOf(concept, at, kept)));
  };
  return {
    choose,
    before: () => go(here.form, here.number - 1),
    begin: (form) => go(form, 1),
    // The choice that was made here before; null for none.
    chosen: () => record.of("standing")?.[here.form]?.[here.number] || null,
    take(standing) {
      here = standing;
      root.dataset.standing = standing ? (standing.concepts ? "result" : "question") : "";
      if (!standing) return;
      if (standing.concepts) {
        drawResult(standing);
        return;
      }
      told.textContent = "";
      place.textContent = `Question ${standing.number} of ${standing.count}, ${standing.when[standing.form]}`;
      before.hidden = standing.number === 1;
    },
  };
};
