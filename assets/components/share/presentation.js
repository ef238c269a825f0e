// Presentation mode: an attribute of the document for assets/components/present.css, and where its arrow keys go.

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

// Escape in a field belongs to the field and its list; anywhere else, the linked view included, it ends the presentation.
export const leaves = (event) => event.key === "Escape" && !event.composedPath()[0].matches?.("input, textarea, select");
