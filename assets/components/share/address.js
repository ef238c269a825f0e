// What a page's address says, and the link that is given out for it. No DOM.

export const presentKey = "present";

// Anyone who opens the link has their own screen and needs the controls: all of the address but the presentation mode.
export const linkOf = (href) => {
  const url = new URL(href);
  url.hash = "";
  if (url.searchParams.has(presentKey)) url.searchParams.delete(presentKey);
  return url.href;
};
