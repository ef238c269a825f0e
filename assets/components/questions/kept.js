// What was tried and shown of questions, in the tab's storage: a window that is loaded anew begins a new session, which is told of it.

import { listInTab } from "../tab.js";

const KEPT = "cnnviz predicted";
const LONGEST = 1000; // characters of an answer, with the name of what it answers
const ANSWERS = {
  most: 60,
  isOne: (one) => typeof one?.typed === "string",
  // Two questions of a page may be of one kind and task: they differ by their hub, as in Python.
  isSame: (a, b) => a.hub === b.hub && a.kind === b.kind && a.task === b.task,
};

export const newKept = (storage) => {
  const answers = listInTab(KEPT, ANSWERS, storage);
  return {
    of: answers.of,
    // one: { hub, kind, task, typed, isKnown: found or shown, session: the one that knows it }
    keep: (one) => {
      if (JSON.stringify(one).length <= LONGEST) answers.keep(one);
    },
    // Who leaves a class leaves nothing behind: the next one in this tab is somebody else.
    forget: () => answers.dropAll(() => true),
  };
};
