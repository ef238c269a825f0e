// What was tried and shown of questions, in the tab's storage: a window that is loaded anew begins a new session, which is told of it.

import { keepInTab, keptInTab } from "../tab.js";

const KEPT = "cnnviz predicted";
const MOST = 60; // answers, the latest
const LONGEST = 1000; // characters of one, with the name of what it answers

export const newKept = (storage) => {
  const read = () => {
    const kept = keptInTab(KEPT, storage);
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.typed === "string") : [];
  };
  // Two questions of a page may be of one kind and task: they differ by their hub, as in Python.
  const isOf = (a, b) => a.hub === b.hub && a.kind === b.kind && a.task === b.task;
  return {
    of: (question) => read().find((one) => isOf(one, question)) ?? null,
    // one: { hub, kind, task, typed, isKnown: found or shown, session: the one that knows it }
    keep: (one) => {
      if (JSON.stringify(one).length > LONGEST) return;
      keepInTab(KEPT, [...read().filter((other) => !isOf(other, one)), one].slice(-MOST), storage);
    },
    // Who leaves a class leaves nothing behind: the next one in this tab is somebody else.
    forget: () => keepInTab(KEPT, null, storage),
  };
};
