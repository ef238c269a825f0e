import { SENT } from "/assets/components/history.js";
import { reporting, reports } from "/assets/components/reports.js";
import { equal, test } from "./harness.js";

globalThis.cnnvizCode = { digest: "digest" };

// A component of a page, and what Streamlit is told by it.
const inPage = () => {
  const told = [];
  const parentElement = document.createElement("div");
  const draw = () => reporting(({ report }) => report)({ parentElement, setStateValue: (name, value) => told.push([name, value]) });
  return { told, draw, report: draw(), names: () => told.map(([, { set }]) => Object.keys(set).at(-1)) };
};

const PAGES = ["", "one", "two"];
const arrive = (page) => reports.arrive("session", page, PAGES);
// A visit is drawn, and its run has ended.
const nameVisit = (stay, heard = 0) => {
  reports.steps.arrive(stay, heard);
  reports.steps.rest();
};

// Presses a link as a hand does, without going anywhere.
const click = (attributes) => {
  const link = document.body.appendChild(Object.assign(document.createElement("a"), attributes));
  link.append(document.createElement("span"));
  link.onclick = (event) => event.preventDefault();
  link.firstChild.click(); // which is held back and then repeated, so the link stays
};
// Follows a link to a page, whose address Streamlit writes.
const follow = (address) => {
  click({ href: address });
  history.pushState({}, "", address);
};
// Goes to an entry of the browser's history.
const goTo = (path, state = null) => {
  reports.steps.replace(state, "", path);
  dispatchEvent(new PopStateEvent("popstate", { state }));
};

test("what is reported before the session's name is known waits for it", () => {
  const { told, report } = inPage();
  report("a", 1);
  equal(told, []);
  arrive("");
  equal(told, [["report", { session: "session", code: "digest", revision: 1, set: { a: [1, 1] } }]]);
});

test("a report is all that a component has reported, each value with a revision that no other component gives", () => {
  const [one, other] = [inPage(), inPage()];
  const before = reports.revision;
  one.report("a", "x");
  other.report("a", "y");
  one.draw()("b", "z");
  one.report("a", "w");
  equal(one.told.at(-1), ["report", { ...reports.stamp(), set: { a: [before + 4, "w"], b: [before + 3, "z"] } }]);
  equal(reports.stamp(), { session: "session", code: "digest", revision: before + 4 });
  equal(one.told[0][1].set, { a: [before + 1, "x"] }, "what was told stays as it was");
  equal(other.told[0][1].set, { a: [before + 2, "y"] });
});

test("after a click on another page nothing is reported until that page is drawn", () => {
  const { report, names } = inPage();
  report("before", 0);
  click({ href: "/one" });
  report("late", 0);
  arrive(""); // a run of the page that is left
  report("later", 0);
  equal([names(), reports.isLeaving()], [["before"], true]);
  arrive("one");
  inPage().report("there", 0);
  report("there", 0);
  equal([names(), reports.isLeaving()], [["before", "there"], false]);
  click({ href: "/" });
  arrive("");
});

test("a click that leads nowhere else is none of leaving, nor is one that leads back at once", () => {
  const { report, names } = inPage();
  for (const attributes of [
    { href: "#below" }, { href: location.href }, { href: "/one", target: "_blank" }, { href: "https://example.org/one" },
    { href: "/one", download: "map.png" }, {},
  ]) click(attributes);
  document.body.click();
  report("here", 0);
  click({ href: "/one" });
  click({ href: "/" });
  report("back", 0);
  equal(names(), ["here", "back"]);
});

test("after the browser's Back button nothing is reported until the page come back to is drawn", () => {
  const { report, names } = inPage();
  goTo("/#below"); // on the same page
  report("here", 0);
  goTo("/one");
  report("late", 0);
  arrive("one");
  report("there", 0);
  goTo("/");
  arrive("");
  equal(names(), ["here", "there"]);
});

test("what has to be done on the page that is wanted waits for it, and is done once", () => {
  const done = [];
  const act = () => done.push(reports.page);
  reports.whenHere(act);
  click({ href: "/school/two/" });
  reports.whenHere(act);
  reports.whenHere(act);
  arrive("one");
  equal(done, [""]);
  arrive("two");
  arrive("two");
  equal(done, ["", "two"]);
  click({ href: "/school/" }); // the start page, wherever it is served
  arrive("");
  reports.whenHere(act);
  equal(done, ["", "two", ""]);
});

test("a page whose name is written with per cent signs is that page", () => {
  reports.arrive("session", "o_o", ["", "o_o"]);
  equal([reports.isOf("/o%5Fo", "o_o"), reports.isOf("/school/o_o/", "o_o"), reports.isOf("/%E0", "")], [true, true, true]);
  arrive("");
});

test("if the page that was gone to does not come, the one that is drawn is used again", () => {
  const { report, names } = inPage();
  goTo("/");
  click({ href: "/one" });
  report("late", 0);
  reports.stay();
  report("here", 0);
  equal(names(), ["here"]);
});

test("a session is not known before the first page, and nothing is left then", () => {
  Object.assign(reports, { session: null, page: null });
  equal(reports.isLeaving(), false);
  arrive("");
});

// Goes through the browser's history as its buttons do; gives the address and the state once that is done.
const areRepeated = () => new Promise((done) => setTimeout(done, SENT)); // after what was held back before
const travel = async (steps) => {
  await areRepeated();
  const isThere = new Promise((done) => addEventListener("popstate", done, { once: true }));
  history.go(steps);
  await isThere;
  return [location.pathname, location.search, history.state?.stay];
};

test("the address of a page that is come back to names the visit that the history knows of", async () => {
  goTo("/one?stride=2", { stay: "session.3" });
  follow("/two?stride=4");
  equal(await travel(-1), ["/one", "?stride=2&stay=session.3", "session.3"]);
  equal(await travel(1), ["/two", "?stride=4&stay=none", undefined]);
  location.hash = "#below"; // on the same page
  equal(await travel(-1), ["/two", "?stride=4&stay=none", undefined]);
});

test("the address of a page names the visit of it that is come back to from another visit of the same page", async () => {
  goTo("/one?stride=2");
  nameVisit("session.5");
  follow("/two");
  nameVisit("session.6");
  follow("/one?stride=3");
  nameVisit("session.7");
  equal(await travel(-2), ["/one", "?stride=2&stay=session.5", "session.5"]);
});

test("while the page is left, or not run again after a restart, nothing on it can be used", () => {
  const page = document.body.appendChild(Object.assign(document.createElement("div"), { className: "stMain" }));
  const isInert = (act) => {
    act();
    return page.inert;
  };
  goTo("/");
  arrive("");
  const steps = [() => click({ href: "/one" }), () => arrive(""), () => reports.resume(true), () => arrive("one"), () => reports.resume(false)];
  equal(steps.map(isInert), [true, true, true, true, false]);
  equal([() => click({ href: "/two" }), reports.stay].map(isInert), [true, false]);
  page.remove();
  arrive("");
});

test("a run of a page that was left, heard of late, does not leave the page that is shown unusable for ever", () => {
  const { setTimeout: set } = globalThis;
  const waiting = [];
  globalThis.setTimeout = (act) => waiting.push(act);
  goTo("/one");
  arrive("one");
  waiting.length = 0;
  arrive("two");
  globalThis.setTimeout = set;
  equal([reports.isLeaving(), waiting.length], [true, 1]);
  waiting[0]();
  equal(reports.isLeaving(), false);
  goTo("/");
  arrive("");
});

test("what is typed in a field is not sent when its page is left", () => {
  const field = document.body.appendChild(document.createElement("input"));
  let lost = 0;
  field.addEventListener("focusout", () => { lost += 1; });
  goTo("/");
  arrive("");
  field.focus();
  field.blur();
  field.focus();
  goTo("/one");
  field.blur();
  equal(lost, 1);
  field.remove();
  arrive("one");
});

test("keys that go back and forward are left to the browser, by whatever moves by arrows", () => {
  const map = document.body.appendChild(document.createElement("div"));
  map.onkeydown = (event) => event.preventDefault();
  const isTaken = (key, held) => !map.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...held }));
  const pressed = [["ArrowLeft", { altKey: true }], ["ArrowRight", { metaKey: true }], ["ArrowLeft", { shiftKey: true }], ["ArrowUp", { altKey: true }]];
  equal(pressed.map((press) => isTaken(...press)), [false, false, true, true]);
  map.remove();
});

test("what a page writes by itself gets no entry, and its entry keeps the visit's name", async () => {
  goTo("/one");
  follow("/two");
  nameVisit("session.4");
  history.pushState({}, "", "/two?stride=2");
  history.replaceState({}, "", "/two?stride=3");
  equal([location.search, history.state.stay, history.state.query], ["?stride=3", "session.4", "?stride=3"]);
  equal((await travel(-1))[0], "/one");
});

const gesture = () => ["pointerdown", "pointerup"].forEach((type) => dispatchEvent(new PointerEvent(type)));
// A page on which stride is set, then pad, by different gestures; what its steps tell Python. Its run has ended.
const withSteps = (stay) => {
  goTo("/one");
  arrive("one");
  follow("/two");
  arrive("two");
  const told = [];
  reports.steps.tell = (step) => {
    reports.revision += 1;
    told.push(step);
  };
  nameVisit(stay);
  for (const query of ["?stride=2", "?stride=2&pad=1"]) {
    gesture();
    history.pushState({}, "", `/two${query}`);
  }
  return told;
};
const leaveSteps = () => {
  reports.steps.tell = null;
  goTo("/");
  arrive("");
};

test("Back tells Python the address of the step before, and Streamlit nothing; that one is written once it is shown", async () => {
  const told = withSteps("session.10");
  let heard = 0;
  const hear = () => { heard += 1; };
  await areRepeated();
  addEventListener("popstate", hear);
  history.back();
  await new Promise((done) => navigation.addEventListener("currententrychange", () => setTimeout(done), { once: true }));
  removeEventListener("popstate", hear);
  equal([told, heard, location.search], [[{ stay: "session.10", settings: { stride: "2" } }], 0, "?stride=2"]);
  history.pushState({}, "", "/two?stride=2&pad=1"); // of a run before
  nameVisit("session.10", reports.revision - 1);
  equal([reports.steps.isGoing(), location.search], [true, "?stride=2"]);
  reports.steps.arrive("session.10", reports.revision);
  history.pushState({}, "", "/two?stride=2&rest=ceil"); // as Python writes that step
  reports.steps.rest();
  equal([reports.steps.isGoing(), told.length, location.search, history.state.query], [false, 1, "?stride=2&rest=ceil", "?stride=2&rest=ceil"]);
  history.pushState({}, "", "/two?stride=3"); // by itself
  equal([location.search, history.state.query], ["?stride=3", "?stride=3"]);
  leaveSteps();
});

test("what follows within the same gesture, or soon in the same setting, belongs to the same step", () => {
  withSteps("session.11");
  const [first, at] = [history.state.step, history.length];
  history.pushState({}, "", "/two?stride=2&pad=2"); // of a long drag
  dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp" }));
  history.pushState({}, "", "/two?stride=2&pad=3");
  equal([history.state.step, history.length, history.state.query], [first, at, "?stride=2&pad=3"]);
  dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp" }));
  history.pushState({}, "", "/two?stride=1&pad=3");
  equal([history.state.step > first, history.length], [true, at + 1]);
  leaveSteps();
});

// Goes to another entry of the same page.
const step = async (by) => {
  await areRepeated();
  const isThere = new Promise((done) => navigation.addEventListener("currententrychange", () => setTimeout(done), { once: true }));
  history.go(by);
  await isThere;
};

test("a new visit that comes while a step is gone to leaves the page usable", async () => {
  const page = document.body.appendChild(Object.assign(document.createElement("div"), { className: "stMain" }));
  withSteps("session.12");
  await step(-1);
  const isInert = [page.inert];
  reports.steps.arrive("session.13", 0);
  equal([...isInert, page.inert, reports.steps.isGoing()], [true, false, false]);
  page.remove();
  leaveSteps();
});

test("an entry without a name, as of a place on the page, is of the step that is shown, and what is set there is a step", async () => {
  const told = withSteps("session.14");
  location.hash = "#below";
  await areRepeated();
  const { stay, step: shown } = history.state;
  gesture();
  history.pushState({}, "", "/two?stride=2&pad=3");
  await step(-1);
  equal([stay, told.at(-1).settings, history.state.step], ["session.14", { stride: "2", pad: "1" }, shown]);
  nameVisit("session.14", reports.revision);
  await step(-1);
  equal(told.length, 1, "the same step");
  leaveSteps();
});

test("an entry without a name that a visit is heard of at is of the step that is shown", () => {
  const told = withSteps("session.15");
  reports.steps.push(null, "", "/two?stride=2&pad=1");
  nameVisit("session.15");
  equal([history.state.stay, told], ["session.15", []]);
  leaveSteps();
});

test("a visit that the learner asked for on the same page comes after the one before as it was left; any other takes its place", async () => {
  const told = withSteps("session.16");
  const at = history.length;
  gesture();
  nameVisit("session.17");
  history.pushState({}, "", "/two?lesson=2");
  equal([history.length, history.state.stay, history.state.query], [at + 1, "session.17", "?lesson=2"]);
  nameVisit("session.18");
  equal([history.length, history.state.stay], [at + 1, "session.18"]);
  equal(await travel(-1), ["/two", "?stride=2&pad=1&stay=session.16", "session.16"]);
  nameVisit("session.18"); // a run of the page that is left
  equal(history.state.stay, "session.16");
  nameVisit("session.16");
  equal([told, history.state.stay], [[], "session.16"]);
  await areRepeated();
  leaveSteps();
});

test("a step that could not be told leaves the page as it is, and usable", async () => {
  withSteps("session.19");
  reports.steps.tell = () => {};
  await step(-1);
  equal(reports.steps.isGoing(), false);
  leaveSteps();
});

test("what is typed when a step is gone to is set before it, and the field has the focus again once that is shown", async () => {
  const told = withSteps("session.20");
  const field = document.body.appendChild(document.createElement("input"));
  field.addEventListener("blur", () => told.push("typed"));
  field.focus();
  await step(-1);
  equal([told[0], told.length, document.activeElement === document.body], ["typed", 2, true]);
  history.pushState({}, "", "/two?stride=2&pad=1"); // of a run before: the one that shows the step has no other address to write
  nameVisit("session.20", reports.revision);
  equal([document.activeElement === field, location.search], [true, "?stride=2"]);
  field.remove();
  leaveSteps();
});

test("what sets nothing is no gesture: a key such as Tab, a wheel that scrolls, a mouse's Back", () => {
  withSteps("session.21");
  const at = history.length;
  const page = document.body.appendChild(document.createElement("div"));
  const turn = () => page.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true }));
  dispatchEvent(new KeyboardEvent("keydown", { key: "Tab" }));
  dispatchEvent(new PointerEvent("pointerdown", { button: 3 }));
  turn();
  history.pushState({}, "", "/two?stride=3");
  equal(history.length, at);
  page.onwheel = (event) => event.preventDefault(); // it zooms
  turn();
  history.pushState({}, "", "/two?stride=3&zoom=2");
  equal(history.length, at + 1);
  page.remove();
  leaveSteps();
});

test("the second after a key that is held is counted from when it is let go; a button that asks for a menu is not held", () => {
  withSteps("session.22");
  const at = history.length;
  const [now, timed] = [new Event("now").timeStamp, (event, time) => dispatchEvent(Object.defineProperty(event, "timeStamp", { value: time }))];
  const press = (type, time) => timed(new KeyboardEvent(type, { key: "ArrowUp" }), time);
  const write = (pad) => history.pushState({}, "", `/two?stride=2&pad=${pad}`);
  press("keydown", now + 2000);
  write(2);
  press("keyup", now + 7000);
  press("keydown", now + 7300);
  write(3);
  press("keyup", now + 7400);
  equal(history.length, at + 1);
  timed(new PointerEvent("pointerdown", { button: 2 }), now + 7500);
  press("keydown", now + 9000);
  write(4);
  equal(history.length, at + 2);
  timed(new PointerEvent("pointerup", { button: 2 }), now);
  leaveSteps();
});

test("in a frame no change has an entry, and the address is as the page writes it", () => {
  withSteps("session.23");
  const at = history.length;
  window.parent = {};
  gesture();
  history.pushState({}, "", "/two?dilation=2");
  gesture();
  nameVisit("session.24");
  window.parent = window;
  equal([history.length, location.search, history.state.stay], [at, "?dilation=2", "session.24"]);
  leaveSteps();
});

test("a page that was left and is heard of late gets no entry, so that one can go forward", async () => {
  goTo("/one");
  arrive("one");
  follow("/two?stride=2");
  arrive("two");
  await travel(-1);
  history.pushState({}, "", "/two?stride=2"); // a run of the page that was left
  equal(location.pathname, "/one");
  arrive("one");
  equal((await travel(1)).slice(0, 2), ["/two", "?stride=2&stay=none"]);
});

test("a page that comes later than one waits for it is shown under its address", () => {
  goTo("/one");
  arrive("one");
  click({ href: "/two" });
  reports.stay();
  history.pushState({}, "", "/two");
  arrive("two");
  equal([location.pathname, reports.isLeaving()], ["/two", false]);
});

test("a report of 1.1 MB is refused in a sentence: nothing is sent, what was there stays, and a smaller one is sent", () => {
  arrive("");
  const { told, report } = inPage();
  const before = reports.revision;
  report("drawing", "small");
  report("drawing", "x".repeat(1_100_000));
  equal([told.length, told.at(-1)[1].set, reports.revision], [1, { drawing: [before + 1, "small"] }, before + 1]);
  report("drawing", "smaller");
  equal([told.length, told.at(-1)[1].set], [2, { drawing: [before + 2, "smaller"] }]);
});

test("the sentence says how much there is and how much may be, and goes with what takes its place", () => {
  arrive("");
  const parentElement = document.body.appendChild(document.createElement("div"));
  const report = reporting((given) => given.report)({ parentElement, setStateValue: () => {} });
  report("text", "é".repeat(550_000)); // two bytes each
  const [line] = parentElement.querySelectorAll("[role=alert]");
  equal([line.textContent.includes("1.1 MB"), line.textContent.includes("at most 0.9 MB")], [true, true]);
  report("text", "short");
  equal(parentElement.querySelectorAll("[role=alert]").length, 0);
  parentElement.remove();
});

test("what all components of a page say together has the same bound", () => {
  arrive("");
  const [one, other] = [0, 1].map(() => {
    const parentElement = document.body.appendChild(document.createElement("div"));
    const told = [];
    return { parentElement, told, report: reporting((given) => given.report)({ parentElement, setStateValue: (name, value) => told.push(value) }) };
  });
  one.report("a", "x".repeat(500_000));
  other.report("a", "y".repeat(500_000));
  equal([one.told.length, other.told.length], [1, 0]);
  one.parentElement.remove(); // another page is drawn, and what it said is gone
  other.report("a", "y".repeat(500_000));
  equal(other.told.length, 1);
  other.parentElement.remove();
});
