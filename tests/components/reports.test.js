import { beforeLeaving, reporting } from "/assets/components/reports.js";
import { equal, test } from "./harness.js";

// A component that tells something; what Streamlit gets of it. `draw` calls it again, as Streamlit does after a run.
const inPage = (parentElement = document.createElement("div")) => {
  const told = [];
  const draw = () => reporting(({ setTriggerValue, setStateValue }) => (what) => {
    setTriggerValue("trigger", what);
    setStateValue("state", what);
  })({ parentElement, setTriggerValue: (...what) => told.push(what), setStateValue: (...what) => told.push(what) });
  return { told, draw, tell: draw() };
};
const bothOf = (what) => [["trigger", what], ["state", what]];

// Presses a link as a hand does, without going anywhere; `follow` is what hears of it.
const click = async (attributes, how = {}, follow = () => {}) => {
  const link = document.body.appendChild(Object.assign(document.createElement("a"), attributes));
  link.append(document.createElement("span"));
  link.onclick = (event) => {
    event.preventDefault();
    follow(event);
  };
  link.firstChild.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...how }));
  await new Promise((done) => setTimeout(done, 250));
  link.remove();
};
let pages = 0;
const arrive = () => { document.title = `page ${++pages}`; };

test("what waits is told with the click on another page, and nothing after it until the page is there", async () => {
  arrive();
  const { told, tell } = inPage();
  const sent = []; // as Streamlit does: a task later
  const stay = beforeLeaving(() => {
    tell("waiting");
    setTimeout(() => sent.push("waiting"), 0);
  });
  tell("before");
  await click({ href: "/another" }, {}, () => sent.push("page"));
  tell("late");
  equal(told, [...bothOf("before"), ...bothOf("waiting")]);
  equal(sent, ["waiting", "page"]);
  arrive();
  tell("there");
  equal(told.slice(4), bothOf("there"));
  stay();
  await click({ href: "/another" });
  equal(told.length, 6);
  arrive();
});

test("a click that leads nowhere else is none of leaving", async () => {
  arrive();
  const { told, tell } = inPage();
  for (const [attributes, how] of [
    [{ href: "#below" }], [{ href: location.href }], [{ href: "/another", target: "_blank" }], [{ href: "https://example.org/another" }],
    [{ href: "/another", download: "map.png" }], [{}],
  ]) await click(attributes, how);
  document.body.click();
  tell("now");
  equal(told, bothOf("now"));
});

test("with the browser's Back button nothing is told any more: the address is the next page's", () => {
  arrive();
  const { told, tell, draw } = inPage();
  const stay = beforeLeaving(() => tell("waiting"));
  const here = location.href;
  dispatchEvent(new PopStateEvent("popstate")); // as an anchor of the page does
  tell("here");
  equal(told, bothOf("here"));
  history.replaceState(null, "", "/another");
  dispatchEvent(new PopStateEvent("popstate"));
  draw()("late");
  equal(told.length, 2);
  arrive();
  tell("there");
  equal(told.slice(2), bothOf("there"));
  stay();
  history.replaceState(null, "", here);
  draw();
});

test("there and back at once, and with what the next page draws, things are told again", async () => {
  arrive();
  const { told, tell } = inPage();
  await click({ href: "/another" });
  await click({ href: location.href });
  tell("back");
  equal(told, bothOf("back"));
  await click({ href: "/another" });
  tell("late");
  equal(told.length, 2);
  const next = inPage();
  next.tell("there");
  equal(next.told, bothOf("there"));
});

test("a click goes on as it was made; not if its link is gone", async () => {
  arrive();
  const seen = [];
  await click({ href: "/another" }, { ctrlKey: true }, ({ ctrlKey }) => seen.push(ctrlKey));
  equal(seen, [true]);
  arrive();
  const { told, tell } = inPage();
  const link = document.body.appendChild(Object.assign(document.createElement("a"), { href: "/another" }));
  link.click();
  link.remove();
  await new Promise((done) => setTimeout(done, 250));
  tell("here");
  equal(told, bothOf("here"));
});

test("a page that does not come is waited for a few seconds", async () => {
  arrive();
  const { told, tell } = inPage();
  await click({ href: "/another" });
  await new Promise((done) => setTimeout(done, 2000));
  tell("late");
  equal(told, []);
  await new Promise((done) => setTimeout(done, 1200));
  tell("at last");
  equal(told, bothOf("at last"));
});
