// Presentation mode in a view that is an equation: the drawer of its controls takes the formula's place, so that nothing that is talked
// about is covered. What is around the page asks for it by events of the document: "cnnviz-drawer" opens or closes it, "cnnviz-escape"
// closes it; whoever has done so calls preventDefault().

// The root gets data-present while the document has it, and data-drawer while the drawer is open; then `redraw` is called.
// Gives a function that says that the view is an equation, which others are not.
export const followPresenting = (root, redraw) => {
  const page = document.documentElement;
  let isEquation = false;
  // The page's own controls of the picture come with the drawer: present.css.
  const open = (isOpen) => {
    root.toggleAttribute("data-drawer", isOpen);
    page.toggleAttribute("data-own-drawer", isOpen);
  };
  const follow = () => {
    root.toggleAttribute("data-present", isEquation && page.hasAttribute("data-present"));
    if (!root.hasAttribute("data-present")) open(false);
    redraw();
  };
  const isOpened = () => root.isConnected && root.hasAttribute("data-drawer");
  const isHere = () => root.isConnected && root.hasAttribute("data-present");
  new MutationObserver(follow).observe(page, { attributes: true, attributeFilter: ["data-present"] });
  document.addEventListener("cnnviz-drawer", (event) => {
    if (!isHere()) return;
    event.preventDefault();
    open(!root.hasAttribute("data-drawer"));
  });
  document.addEventListener("cnnviz-escape", (event) => {
    if (!isOpened()) return;
    event.preventDefault();
    open(false);
  });
  return () => {
    isEquation = true;
    root.getRootNode().host?.setAttribute("data-own-drawer", "");
    follow();
  };
};
