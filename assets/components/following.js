// Brings a part of the page into view, for those who asked where something comes from.
export const bringIntoView = (selector) => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const part = document.querySelector(selector);
  const fold = part?.parentElement.previousElementSibling?.querySelector(".folds"); // of a phone: pages/ui/shell/frame.py
  if (fold) fold.open = true;
  part?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
};
