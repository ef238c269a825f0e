// The link to what a page shows, and how it is copied.

const PRESENT = "present";

// Anyone who opens the link has their own screen and needs the controls: all of the address but the presentation mode.
// Where `origin` says how others reach the server, it stands in place of this computer's own name for it.
export const linkOf = (href, origin = "") => {
  const here = new URL(href);
  const url = origin ? new URL(`${origin}${here.pathname}${here.search}`) : here;
  url.hash = "";
  if (url.searchParams.has(PRESENT)) url.searchParams.delete(PRESENT);
  return url.href;
};

// Over plain http too, where browsers give no navigator.clipboard.
const written = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // there is none, or it was not allowed
  }
};

// Copies what a field holds. Leaves the text selected, so that it can be copied by hand if the browser refuses.
export const copyField = async (field) => {
  if (await written(field.value)) return true;
  field.focus();
  field.select();
  return document.execCommand("copy");
};
