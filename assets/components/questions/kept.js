// What was tried and shown of questions, in the tab's storage: a window that is loaded anew begins a new session, which is told of it.

const KEPT = "cnnviz predicted";
const MOST = 60; // answers, the latest
const LONGEST = 1000; // characters of one, with the name of what it answers

export const newKept = (storage = () => globalThis.sessionStorage) => {
  const read = () => {
    try {
      const kept = JSON.parse(storage().getItem(KEPT));
      return Array.isArray(kept) ? kept.filter((one) => typeof one?.typed === "string") : [];
    } catch {
      return []; // damaged, or a browser that keeps nothing
    }
  };
  // Two questions of a page may be of one kind and task: they differ by their hub, as in Python.
  const isOf = (a, b) => a.hub === b.hub && a.kind === b.kind && a.task === b.task;
  return {
    of: (question) => read().find((one) => isOf(one, question)) ?? null,
    // one: { hub, kind, task, typed, isKnown: found or shown, session: the one that knows it }
    keep: (one) => {
      if (JSON.stringify(one).length > LONGEST) return;
      const others = read().filter((other) => !isOf(other, one));
      try {
        storage().setItem(KEPT, JSON.stringify([...others, one].slice(-MOST)));
      } catch {
        // a browser that keeps nothing, or is full: the page works without
      }
    },
    // Who leaves a class leaves nothing behind: the next one in this tab is somebody else.
    forget: () => {
      try {
        storage().removeItem(KEPT);
      } catch {
        // a browser that keeps nothing
      }
    },
  };
};
