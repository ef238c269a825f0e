// Answers that were typed or clicked, and that nobody else keeps: they stay in this tab, as a phone drops one in the background and loads it
// anew.
// They are kept by the exercise with its numbers, and by who answers it; never on the server.

import { keepInTab, keptInTab } from "./tab.js";

const DRAFTS = "cnnviz drafts";
const MOST_DRAFTS = 40; // exercises
const LONGEST_DRAFT = 10_000; // characters of one answer

export const newDrafts = (storage) => {
  const read = () => {
    const kept = keptInTab(DRAFTS, storage);
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.place === "string" && Array.isArray(one.answer)) : [];
  };
  const write = (kept) => keepInTab(DRAFTS, kept.length ? kept : null, storage);
  const others = (place) => read().filter((one) => one.place !== place);
  return {
    // place: { code, name }: of a class or "", and what is answered there; null if nothing is kept.
    of: ({ name }) => read().find(({ place }) => place === name)?.answer ?? null,
    keep: ({ code, name }, answer) => {
      const isKept = JSON.stringify(answer).length <= LONGEST_DRAFT;
      write([...others(name), ...(isKept ? [{ code, place: name, answer }] : [])].slice(-MOST_DRAFTS));
    },
    drop: ({ name }) => write(others(name)),
    // Who leaves a class leaves nothing behind: the next one at this device is somebody else.
    forget: (code) => write(read().filter((one) => one.code !== code)),
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
