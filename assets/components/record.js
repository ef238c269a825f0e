// What this browser remembers of the course and of exercises: one small record in local storage, and nothing on the server.

const KEY = "cnnviz record";
const DAY = 86_400_000;
const EMPTY = { format: 1, items: {}, lessons: {} };

const isPart = (part) => part && typeof part === "object" && !Array.isArray(part);
const isRecord = (value) => value?.format === 1 && [value.items, value.lessons, value.standing ?? {}].every(isPart); // older ones have no test

export const newRecord = (storage = globalThis.localStorage, today = () => Math.floor(Date.now() / DAY)) => {
  const read = () => {
    try {
      const value = JSON.parse(storage.getItem(KEY));
      return isRecord(value) ? value : structuredClone(EMPTY);
    } catch {
      return structuredClone(EMPTY); // damaged, or a browser that keeps nothing
    }
  };
  const write = (value) => {
    try {
      storage.setItem(KEY, JSON.stringify(value));
    } catch {
      // a browser that keeps nothing, or is full: the page works without
    }
  };
  return {
    of: (part) => read()[part],
    whole: read,
    answered: (id, right, slip) => {
      const value = read();
      const before = value.items[id] ?? { right: 0, wrong: 0 };
      const now = right ? "right" : "wrong";
      value.items[id] = { ...before, [now]: (before[now] ?? 0) + 1, last: now, at: today(), ...(slip ? { slip } : {}) };
      write(value);
    },
    visited: (id, step, of, done) => {
      const value = read();
      const before = value.lessons[id] ?? { far: 0 };
      value.lessons[id] = { far: Math.max(before.far, step), of, done: Boolean(before.done || done), at: today() };
      write(value);
    },
    stood: (form, number, choice) => { // in the concept test; "" is "I don’t know"
      const value = read();
      value.standing = { ...value.standing, [form]: { ...value.standing?.[form], [number]: choice } };
      write(value);
    },
    take: (text) => { // a record that was saved as a file; false if it is none
      try {
        const value = JSON.parse(text);
        if (!isRecord(value)) return false;
        write(value);
        return true;
      } catch {
        return false;
      }
    },
    forget: () => storage.removeItem(KEY),
    today,
  };
};
