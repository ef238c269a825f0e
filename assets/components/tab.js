// What is kept in the tab's own storage, so that it is there when the page is loaded again. A browser may keep nothing, or be full, and what
// is there may be damaged: the page works without.

// The text under a name; null where there is none.
export const textInTab = (name, storage = () => globalThis.sessionStorage) => {
  try {
    return storage().getItem(name);
  } catch {
    return null;
  }
};

// null: none
export const keepTextInTab = (name, text, storage = () => globalThis.sessionStorage) => {
  try {
    if (text === null) storage().removeItem(name);
    else storage().setItem(name, text);
  } catch {
    // a browser that keeps nothing, or is full
  }
};

export const keptInTab = (name, storage) => {
  try {
    return JSON.parse(textInTab(name, storage));
  } catch {
    return null; // damaged
  }
};

export const keepInTab = (name, value, storage) => keepTextInTab(name, value === null ? null : JSON.stringify(value), storage);

// A list of which the latest are kept. isOne: whether what was read is one of the list; isSame(a, b): whether one takes the other's place.
export const listInTab = (name, { most, isOne, isSame }, storage) => {
  const all = () => {
    const kept = keptInTab(name, storage);
    return Array.isArray(kept) ? kept.filter(isOne) : [];
  };
  const write = (kept) => keepInTab(name, kept.length ? kept.slice(-most) : null, storage);
  const others = (one) => all().filter((other) => !isSame(other, one));
  return {
    of: (one) => all().find((other) => isSame(other, one)) ?? null,
    keep: (one) => write([...others(one), one]),
    drop: (one) => write(others(one)),
    dropAll: (isGone) => write(all().filter((one) => !isGone(one))),
  };
};
