// Presentation mode in a view that is an equation: the key C opens its controls in a drawer, in the formula's place.

const isField = (event) => event.composedPath()[0].matches?.("input:not([type=range]):not([type=checkbox]), textarea, select");

// The root gets data-present while the document has it, and data-drawer while the drawer is open; then `redraw` is called.
export const followPresenting = (root, redraw) => {
  const page = document.documentElement;
  const follow = () => {
    root.toggleAttribute("data-present", page.hasAttribute("data-present"));
    if (!root.hasAttribute("data-present")) root.removeAttribute("data-drawer");
    redraw();
  };
  new MutationObserver(follow).observe(page, { attributes: true, attributeFilter: ["data-present"] });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "c" || event.ctrlKey || event.metaKey || event.altKey || isField(event)) return;
    if (root.isConnected && root.hasAttribute("data-present")) root.toggleAttribute("data-drawer");
  });
  follow();
};
