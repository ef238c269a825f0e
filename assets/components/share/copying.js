// Copies what a field holds, over plain http too, where browsers give no navigator.clipboard.

const written = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // there is none, or it was not allowed
  }
};

// Leaves the text selected, so that it can be copied by hand if the browser refuses.
export const copyField = async (field) => {
  if (await written(field.value)) return true;
  field.focus();
  field.select();
  return document.execCommand("copy");
};
