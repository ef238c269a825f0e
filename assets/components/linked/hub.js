// Where the mounts of one lesson meet: data parts are published here, the view listens. Nothing leaves the page.

import { newInOrder } from "./in_order.js";

const hubs = (globalThis.cnnvizHubs ??= new Map());

const REMEMBERED = 16; // more than Python names

const newHub = () => {
  const parts = {};
  const listeners = new Set();
  const tell = () => listeners.forEach((listener) => listener(parts));
  const answers = {}; // by part: what came as an answer to an edit, by its digest; the last ones
  const shown = {}; // by part: the digest, if that is an answer
  const ahead = {}; // by part: the digest of an answer that the page has not come to yet
  const late = {}; // by part: what the page sent meanwhile
  const put = (name, part, digest) => {
    parts[name] = part;
    shown[name] = digest;
    tell();
  };
  // An answer that came too late to be shown: the page may name it all the same.
  const keep = (name, part, digest) => {
    const known = (answers[name] ??= new Map());
    known.delete(digest);
    known.set(digest, part);
    if (known.size > REMEMBERED) known.delete(known.keys().next().value);
  };
  return {
    parts,
    keep,
    inOrder: newInOrder(), // in which the page's parts are read
    // What the page sent. As long as it has not come to the last edit, that stays: this is of before.
    publish(name, part) {
      if (ahead[name]) late[name] = part;
      else put(name, part, null);
    },
    // A part that came as an answer to an edit, before the page ran.
    preview(name, part, digest) {
      keep(name, part, digest);
      ahead[name] = digest;
      put(name, part, digest);
    },
    // The page ran, and names how it stands; false if that never came here. As long as it has not come to the last
    // edit, that one stays.
    recall(name, digest) {
      const part = answers[name]?.get(digest);
      if (!part) return false;
      if (ahead[name] === digest) {
        delete ahead[name];
        delete late[name];
      }
      if (shown[name] !== digest && !ahead[name]) put(name, part, digest);
      return true;
    },
    // The page will not hear of the last edit, or should have come to it by now.
    fallBack() {
      const sent = Object.entries(late);
      for (const list of [ahead, late]) Object.keys(list).forEach((name) => delete list[name]);
      sent.forEach(([name, part]) => put(name, part, null));
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
