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
  const is = (kind, task) => (one) => one.kind === kind && one.task === task;
  return {
    of: (kind, task) => read().find(is(kind, task)) ?? null,
    // one: { kind, task, typed, isKnown: found or shown, session: the one that knows it }
    keep: (one) => {
      if (JSON.stringify(one).length > LONGEST) return;
      const others = read().filter((other) => !is(one.kind, one.task)(other));
      try {
        storage().setItem(KEPT, JSON.stringify([...others, one].slice(-MOST)));
      } catch {
        // a browser that keeps nothing, or is full: the page works without
      }
    },
  };
};
