// What a view asks of whoever keeps what is set in it: store.js, or in a saved page saved_store.js.

// Debounce in ms until Python is told: what is looked at, what was typed or pressed, what is being dragged.
export const REST = { looked: 400, typed: 120, dragged: 300 };

// Parts travel separately. They fit together if the result was made of this very source and these windows.
export const fitting = ({ source, windows, result }) =>
  Boolean(source && windows && result) && result.source === source.id && result.windows === windows.id;
