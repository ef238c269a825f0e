// Where the mounts of one lesson meet: data parts are published here, the view listens. Nothing leaves the page.

const hubs = (globalThis.cnnvizHubs ??= new Map());

const newHub = () => {
  const parts = {};
  const listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener(parts));
  return {
    parts,
    publish(name, part) {
      parts[name] = part;
      tell();
    },
    // Returns a function that ends the listening.
    listen(listener) {
      listeners.add(listener);
      listener(parts);
      return () => listeners.delete(listener);
    },
  };
};

// The hub of this name; the same one for everybody who asks.
export const hubOf = (name) => {
  if (!hubs.has(name)) hubs.set(name, newHub());
  return hubs.get(name);
};

// Parts travel separately. They fit together if the result was made of this very source and these windows.
export const fitting = ({ source, windows, result }) =>
  Boolean(source && windows && result) && result.source === source.id && result.windows === windows.id;
