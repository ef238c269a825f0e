import { test, ok } from "./harness.js";
import { newPresenting } from "/assets/components/linked/drawer.js";

const page = document.documentElement;
const toggle = () => document.dispatchEvent(new Event("cnnviz-drawer", { cancelable: true }));

// A view that is an equation on a page that is presented; leave() ends it, as another page does.
const newView = () => {
  const root = document.body.appendChild(document.createElement("div"));
  const presenting = newPresenting(root, () => {});
  const end = presenting.start();
  presenting.begin();
  return {
    redraw: () => presenting.begin(),
    isOpen: () => root.hasAttribute("data-drawer"),
    leave: () => {
      end();
      root.remove();
    },
  };
};

test("the drawer of a view that was left is closed on the next page, and stays open while its own view is drawn anew", () => {
  page.setAttribute("data-present", "");
  try {
    const first = newView();
    toggle();
    first.redraw();
    ok(first.isOpen() && page.hasAttribute("data-own-drawer"), "drawn anew");
    first.leave();
    const next = newView();
    ok(!next.isOpen() && !page.hasAttribute("data-own-drawer"), "the next page");
    next.leave();
  } finally {
    page.removeAttribute("data-present");
  }
});
