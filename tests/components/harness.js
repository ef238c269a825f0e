// What the tests of the components' JavaScript are written with. test_javascript.py imports a file and calls run().

const tests = [];

export const test = (name, body) => tests.push({ name, body });

const show = (value) => {
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (isList(value)) return `[${Array.from(value, show).join(", ")}]`;
  return `{${Object.entries(value).map(([key, item]) => `${key}: ${show(item)}`).join(", ")}}`;
};

const isList = (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

// Where two values differ, as a path ("" at the top), or null if they are equal. NaN is equal to NaN, 0 to −0, and a
// typed array to an array of the same numbers.
const difference = (a, b, path = "") => {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return null;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return path;
  if (isList(a) !== isList(b)) return path;
  if (isList(a) && a.length !== b.length) return `${path}.length`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (isList(a) && !/^\d+$/.test(key)) continue; // what was written onto a list, such as a shape
    if (!(key in a) || !(key in b)) return `${path}.${key}`;
    const found = difference(a[key], b[key], `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
};

const fail = (reason, message) => {
  throw new Error(message ? `${message}: ${reason}` : reason);
};

// Deeply equal.
export const equal = (actual, expected, message = "") => {
  const path = difference(actual, expected);
  if (path !== null) fail(`${show(actual)} is not ${show(expected)}${path && `, see ${path}`}`, message);
};

export const ok = (value, message = "") => {
  if (!value) fail(`${show(value)} is not true`, message);
};

// Equal up to `tolerance`, one number with another.
export const near = (actual, expected, tolerance = 1e-9, message = "") => {
  if (!(Math.abs(actual - expected) <= tolerance)) {
    fail(`${show(actual)} is not within ${tolerance} of ${show(expected)}`, message);
  }
};

// Fails unless `body` throws an error whose message `pattern` matches.
export const throws = (body, pattern = /./, message = "") => {
  try {
    body();
  } catch (error) {
    if (!pattern.test(error.message)) fail(`«${error.message}» does not match ${pattern}`, message);
    return;
  }
  fail("nothing was thrown", message);
};

// Runs all tests one after the other, and returns [{ name, error }], error being "" for a test that passed.
// An error that no test waited for counts as a test of its own.
export const run = async () => {
  const results = [];
  const stray = (reason) => results.push({ name: "(an error no test waited for)", error: reason?.stack ?? String(reason) });
  window.onerror = (message, file, line) => stray(`${message} (${file}:${line})`);
  const end = new Error("the end");
  const ended = new Promise((resolve) => {
    window.onunhandledrejection = ({ reason }) => (reason === end ? resolve() : stray(reason));
  });
  for (const { name, body } of tests) {
    try {
      await body();
      results.push({ name, error: "" });
    } catch (error) {
      results.push({ name, error: error?.stack ?? String(error) });
    }
  }
  Promise.reject(end); // of rejections nobody waits for the browser tells late, but in order: this is the last one
  await ended;
  return results;
};
