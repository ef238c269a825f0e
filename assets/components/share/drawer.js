// The drawer of controls during a presentation. Of most pages it is their column of controls, which present.css draws at the bottom. A
// page whose view has a drawer of its own marks an element with data-own-drawer, and calls preventDefault() on the event.

const root = document.documentElement;

export const isDrawerOpen = () => root.hasAttribute("data-drawer");
export const closeDrawer = () => root.removeAttribute("data-drawer");

// Opens or closes it. Returns whether it is open then, null if the page has seen to it or has no controls.
export const toggleDrawer = () => {
  if (!document.dispatchEvent(new Event("cnnviz-drawer", { cancelable: true }))) return null;
  if (!getComputedStyle(root).getPropertyValue("--has-controls")) return null;
  return root.toggleAttribute("data-drawer");
};
