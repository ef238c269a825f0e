import { equal, ok, test } from "./harness.js";
import { presser } from "/assets/components/linked/input/keys.js";

// Presses keys on a view at a cursor, and notes what it was asked to do.
const pressed = (key, { held = {}, cursor = { plane: 1, row: 2, column: 3 }, result = { height: 5, width: 7 } } = {}) => {
  const done = [];
  const note = (name) => (...given) => done.push([name, ...given]);
  const view = { pin: note("pin"), leave: note("leave"), play: note("play"), zoom: note("zoom"), cursor: () => cursor, result: () => result };
  presser(view)({ key, ctrlKey: false, metaKey: false, altKey: false, preventDefault: note("kept"), ...held });
  return done;
};

const pinnedAt = (row, column) => [["kept"], ["pin", { plane: 1, row, column }]];

test("arrows and page keys pin a neighbour on the same map", () => {
  equal(pressed("ArrowUp"), pinnedAt(1, 3));
  equal(pressed("ArrowDown"), pinnedAt(3, 3));
  equal(pressed("ArrowLeft"), pinnedAt(2, 2));
  equal(pressed("ArrowRight"), pinnedAt(2, 4));
  equal(pressed("PageDown"), pinnedAt(12, 3), "the view brings it back into the map");
});

test("Home and End pin the first and the last output of the map", () => {
  equal(pressed("Home"), pinnedAt(0, 0));
  equal(pressed("End"), pinnedAt(4, 6));
});

test("Enter pins what is looked at, Escape leaves it, space plays, signs zoom", () => {
  equal(pressed("Enter"), pinnedAt(2, 3));
  equal(pressed("Escape"), [["kept"], ["leave"]]);
  equal(pressed(" "), [["kept"], ["play"]]);
  equal(pressed("+"), [["kept"], ["zoom", 2]]);
  equal(pressed("-"), [["kept"], ["zoom", 0.5]]);
  equal(pressed("0"), [["kept"], ["zoom", 0]]);
});

test("other keys and shortcuts are left to the browser, and all of them before there is a result", () => {
  equal(pressed("Tab"), []);
  equal(pressed("a"), []);
  equal(pressed("+", { held: { ctrlKey: true } }), []);
  equal(pressed("ArrowLeft", { held: { altKey: true } }), []);
  equal(pressed("ArrowLeft", { result: null }), []);
  ok(pressed("ArrowLeft").length);
});
