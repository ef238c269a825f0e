// Presentation mode in a view that is an equation: the drawer of its controls takes the formula's place, so that nothing that is talked
// about is covered. What is around the page asks for it by events of the document: "cnnviz-drawer" opens or closes it, "cnnviz-escape"
// closes it; whoever has done so calls preventDefault().

// The root gets data-present while the document has it, and data-drawer while the drawer is open; then `redraw` is called.
// begin() says that the view is an equation, which others are not. start() follows the document, which would otherwise keep a page
// that was left in memory; it returns a function that ends that.
export const newPresenting = (root, redraw) => {
  const page = document.documentElement;
  let isEquation = false;
  // The page's own controls of the picture come with the drawer: present.css.
  const open = (isOpen) => {
    root.toggleAttribute("data-drawer", isOpen);
    page.toggleAttribute("data-own-drawer", isOpen);
  };
  const isOpened = () => root.isConnected && root.hasAttribute("data-drawer");
  const isHere = () => root.isConnected && root.hasAttribute("data-present");
  const keepOpen = () => open(isHere() && isOpened());
  const follow = () => {
    root.toggleAttribute("data-present", isEquation && page.hasAttribute("data-present"));
    keepOpen();
    redraw();
  };
  const asked = (event) => {
    if (!isHere()) return;
    event.preventDefault();
    open(!root.hasAttribute("data-drawer"));
  };
  const escaped = (event) => {
    if (!isOpened()) return;
    event.preventDefault();
    open(false);
  };
  return {
    begin() {
      isEquation = true;
      root.getRootNode().host?.setAttribute("data-own-drawer", "");
      follow();
    },
    start() {
      keepOpen();
      const observer = new MutationObserver(follow);
      observer.observe(page, { attributes: true, attributeFilter: ["data-present"] });
      document.addEventListener("cnnviz-drawer", asked);
      document.addEventListener("cnnviz-escape", escaped);
      return () => {
        page.removeAttribute("data-own-drawer"); // until it starts again; another page has none that is open
        observer.disconnect();
        document.removeEventListener("cnnviz-drawer", asked);
        document.removeEventListener("cnnviz-escape", escaped);
      };
    },
  };
};
