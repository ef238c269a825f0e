import { test, equal, ok } from "./harness.js";
import { newPresenting } from "/assets/components/linked/drawer.js";

const page = document.documentElement;
const toggle = () => document.dispatchEvent(new Event("cnnviz-drawer", { cancelable: true }));

const isOpen = (root) => [root, page].map((one) => one.hasAttribute(one === page ? "data-own-drawer" : "data-drawer"));

// A view that is an equation on a page that is presented; leave() ends it, as another page does.
const newView = () => {
  const root = document.body.appendChild(document.createElement("div"));
  const presenting = newPresenting(root, () => {});
  let end = presenting.start();
  presenting.begin();
  return {
    root,
    redraw: () => presenting.begin(),
    startAgain: () => {
      end();
      end = presenting.start();
    },
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
    equal(isOpen(first.root), [true, true]);
    first.redraw();
    first.startAgain();
    equal(isOpen(first.root), [true, true], "drawn anew");
    first.leave();
    ok(!page.hasAttribute("data-own-drawer"), "a page without a view");
    const next = newView();
    equal(isOpen(next.root), [false, false], "the next view");
    next.leave();
  } finally {
    page.removeAttribute("data-present");
  }
});
