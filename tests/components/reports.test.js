import { beforeLeaving, reporting } from "/assets/components/reports.js";
import { equal, test } from "./harness.js";

// A component that tells something; what Streamlit gets of it.
const inPage = () => {
  const told = [];
  const tell = reporting(({ setTriggerValue, setStateValue }) => (what) => {
    setTriggerValue("trigger", what);
    setStateValue("state", what);
  })({ setTriggerValue: (...what) => told.push(what), setStateValue: (...what) => told.push(what) });
  return { told, tell };
};
const bothOf = (what) => [["trigger", what], ["state", what]];

// Presses a link as a hand does, without going anywhere; `follow` is what hears of it.
const click = async (attributes, how = {}, follow = () => {}) => {
  const link = document.body.appendChild(Object.assign(document.createElement("a"), attributes));
  link.append(document.createElement("span"));
  link.onclick = (event) => {
    event.preventDefault();
    follow();
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
    [{ href: "/another", download: "map.png" }], [{ href: "/another" }, { ctrlKey: true }], [{ href: "/another" }, { button: 1 }], [{}],
  ]) await click(attributes, how);
  document.body.click();
  tell("now");
  equal(told, bothOf("now"));
});

test("with the browser's Back button nothing is told any more: the address is the next page's", () => {
  arrive();
  const { told, tell } = inPage();
  const stay = beforeLeaving(() => tell("waiting"));
  dispatchEvent(new PopStateEvent("popstate"));
  tell("late");
  equal(told, []);
  arrive();
  tell("there");
  equal(told, bothOf("there"));
  stay();
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
