// Answers that were typed or clicked, and that nobody else keeps: they stay in this tab, as a phone drops one in the background and loads it
// anew. So do the answer that was judged wrong last and how many hints were shown, of which a new session is told.
// They are kept by the exercise with its numbers, and by who answers it; never on the server.

import { listInTab } from "./tab.js";

const DRAFTS = "cnnviz drafts";
const LONGEST_DRAFT = 10_000; // characters of one answer
const EXERCISES = {
  most: 40,
  isOne: (one) => typeof one?.place === "string" && Array.isArray(one.answer),
  isSame: (a, b) => a.place === b.place,
};

export const newDrafts = (storage) => {
  const drafts = listInTab(DRAFTS, EXERCISES, storage);
  return {
    // place: { code, name }: of a class or "", and what is answered there; null if nothing is kept.
    of: ({ name }) => drafts.of({ place: name })?.answer ?? null,
    // What was done with it: { tried: the answer that was judged, or null; hints: how many }
    doneWith: ({ name }) => {
      const { tried, hints } = drafts.of({ place: name }) ?? {};
      return { tried: Array.isArray(tried) ? tried : null, hints: Number.isInteger(hints) ? hints : 0 };
    },
    keep: ({ code, name }, answer, { tried = null, hints = 0 } = {}) => {
      const one = { code, place: name, answer, tried, hints };
      if (JSON.stringify([answer, tried]).length <= LONGEST_DRAFT) drafts.keep(one);
      else drafts.drop(one);
    },
    drop: ({ name }) => drafts.drop({ place: name }),
    // Who leaves a class leaves nothing of it behind: the next one at this device is somebody else.
    forget: (code) => drafts.dropAll((one) => one.code === code),
  };
};

// Where an answer to a problem is kept: what is asked is part of it, as an exercise that was corrected asks for something else.
export const placeOf = ({ task, prompt, form, klass }) => {
  const asked = JSON.stringify([prompt, form]);
  let sum = 0;
  for (let at = 0; at < asked.length; at += 1) sum = (Math.imul(sum, 31) + asked.charCodeAt(at)) | 0;
  const { code = "", person = "", act = "", seen = "" } = klass ?? {};
  return { code, name: [task, person, act, act === "answer" ? seen : "", sum].join(" ") };
};
