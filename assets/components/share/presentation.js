// Presentation mode: an attribute of the document for assets/components/present.css, and its keys.

const arrowKeys = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);

export const isPresenting = () => document.documentElement.hasAttribute("data-present");
export const markPresenting = (on) => { document.documentElement.toggleAttribute("data-present", on); };

const inShadows = (selector, own) => [...document.querySelectorAll(".stMain *")]
  .filter((element) => element.shadowRoot && element !== own)
  .flatMap((element) => [...element.shadowRoot.querySelectorAll(selector)])
  .find((element) => element.getClientRects().length > 0);

// The view that asks for the arrow keys; on a page without one, the first view that takes keys at all.
const linkedView = (own) => inShadows("[data-present-focus]", own) ?? inShadows("[tabindex='0']", own);

// Is the focus on the page itself, or on the button that has just been pressed, which has no use for arrows?
const isFree = (own) => [document.body, document.querySelector(".stMain"), own, null].includes(document.activeElement);

// Hands an arrow key to the linked view, unless something has the focus already.
export const passArrow = (event, own) => {
  if (!arrowKeys.has(event.key) || event.defaultPrevented || !isFree(own)) return;
  const view = linkedView(own);
  if (!view) return;
  event.preventDefault();
  view.focus();
  view.dispatchEvent(new KeyboardEvent("keydown", { key: event.key, bubbles: true, composed: true, cancelable: true }));
};

// Escape in a field belongs to the field and its list; anywhere else, the linked view included, it closes the drawer, then leaves.
export const leaves = (event) => event.key === "Escape" && !isTyping(event);

const isTyping = (event) => event.composedPath()[0].matches?.("input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]");

// Is it this letter, typed into nothing, and no part of a shortcut such as Ctrl+C?
export const isLetter = (event, letter) =>
  event.key.toLowerCase() === letter && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event);

export const KEYS = "C: controls. Page Down or N: next page. Page Up or P: previous page. Arrows: the view. Escape leaves.";

// What a presenter's remote control sends, and letters for a keyboard. The links to the pages are Streamlit's.
const isFor = (event, key, letter) => isLetter(event, letter) || (event.key === key && !event.defaultPrevented && !isTyping(event));

// Goes to the page before or after; returns whether the key was for that.
export const pageKey = (event) => {
  const way = isFor(event, "PageDown", "n") ? "last" : isFor(event, "PageUp", "p") ? "first" : null;
  if (!way) return false;
  event.preventDefault();
  document.querySelector(`.st-key-turns > :${way}-child a`)?.click();
  return true;
};
