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
