// Words to come back with, which the server tells once: they stay in this browser until their class is left.
export const keptWords = (code, words, storage = globalThis.localStorage) => {
  const name = `cnnviz words ${code}`;
  try {
    if (words !== undefined) storage.setItem(name, words);
    return storage.getItem(name) ?? "";
  } catch {
    return words ?? "";
  }
};

export const forgetWords = (code, storage = globalThis.localStorage) => {
  try {
    storage.removeItem(`cnnviz words ${code}`);
  } catch {
    // a browser that keeps nothing
  }
};
