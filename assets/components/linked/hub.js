// Where the mounts of one lesson meet: data parts are published here, the view listens. Nothing leaves the page.

const hubs = (globalThis.cnnvizHubs ??= new Map());

const REMEMBERED = 32; // of all parts; Python names one of eight of each

const newHub = () => {
  const parts = {};
  const listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener(parts));
  const previews = []; // digests of what came as an answer to an edit, the last ones
  const publish = (name, part) => {
    parts[name] = part;
    tell();
  };
  return {
    parts,
    publish,
    // A part that came as an answer to an edit, before the page ran.
    preview(name, part, digest) {
      previews.push(digest);
      if (previews.length > REMEMBERED) previews.shift();
      publish(name, part);
    },
    // The page ran, and names how it stands: did that come here? If it is no longer the last one, the learner has gone on, and
    // the page will be told of that; so nothing is drawn anew.
    isKnown: (digest) => previews.includes(digest),
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
