// Words to come back with, which the server tells once: they stay in this browser.
export const keptWords = (code, words, storage = globalThis.localStorage) => {
  const name = `cnnviz words ${code}`;
  try {
    if (words !== undefined) storage.setItem(name, words);
    return storage.getItem(name) ?? "";
  } catch {
    return words ?? "";
  }
};
