// Keeps what is set in a laboratory's view in a saved page, in the place of linked/store.js: there is no Python that would hear of it.

export const newLaboratoryStore = ({ hub, fields, options, refused }, parts) => {
  const listeners = new Set();
  let frame = 0;
  const tell = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => listeners.forEach((listener) => listener()));
  };
  return {
    hub,
    fields: { ...fields },
    options,
    parts,
    refusal: "",
    change(set, rest, implied = {}) {
      const taken = Object.entries({ ...set, ...implied }).filter(([name]) => !refused.includes(name));
      Object.assign(this.fields, Object.fromEntries(taken));
      if (taken.length) tell();
    },
    tellAtOnce() {},
    keyOf: () => hub,
    ahead: () => null,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
