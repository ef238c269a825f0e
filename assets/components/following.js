// Brings a part of the page into view, for those who asked where something comes from.
export const bringIntoView = (selector) => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.querySelector(selector)?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
};
