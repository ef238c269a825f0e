// The drawer of controls during a presentation. Of most pages it is their column of controls, which present.css draws at the bottom. A
// page whose view has a drawer of its own marks an element with data-own-drawer, and calls preventDefault() on these events of the
// document: "cnnviz-drawer", when it has opened or closed its drawer, and "cnnviz-escape", when Escape has closed it.

const root = document.documentElement;

// The attribute names the page that the drawer belongs to: on another one it is closed.
export const isDrawerOpen = () => root.hasAttribute("data-drawer");
export const closeDrawer = () => root.removeAttribute("data-drawer");
export const closeDrawerOfAnotherPage = () => {
  if (isDrawerOpen() && root.getAttribute("data-drawer") !== location.pathname) closeDrawer();
};

const isTaken = (name) => !document.dispatchEvent(new Event(name, { cancelable: true }));

// Lets the page close its own drawer; returns whether it has.
export const isEscapeTaken = () => isTaken("cnnviz-escape");

// Opens or closes it. Returns whether it is open then, null if the page has seen to it or has no controls.
export const toggleDrawer = () => {
  if (isTaken("cnnviz-drawer")) return null;
  if (!getComputedStyle(root).getPropertyValue("--has-controls")) return null;
  if (isDrawerOpen()) closeDrawer();
  else root.setAttribute("data-drawer", location.pathname);
  return isDrawerOpen();
};
