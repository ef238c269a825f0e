// On a phone the controls lie in a sheet from below: three tabs, of which one is in front, and three heights. When a lesson has something
// to say it goes down, and leaves the screen to the words.

import { make, write } from "../payload.js";

const TABS = [["kernel", ""], ["size", "Size"], ["picture", "Picture"]]; // the first is called as what is chosen there
const HEIGHTS = ["low", "half", "tall"];
// In a lesson its words come first: they say what the sheet is opened for.
const firstHeight = () => (new URLSearchParams(location.search).has("lesson") ? "low" : "half");

// The page's own controls of the picture lie outside the view; its style sheet reads the document's data-sheet.
export const newSheet = (root) => {
  const element = make("div", "sheet");
  const grip = Object.assign(make("button", "sheet-grip"), { type: "button", ariaLabel: "How high the controls reach" });
  const tabs = Object.assign(make("div", "sheet-tabs"), { role: "tablist" });
  const state = { tab: "kernel", height: firstHeight() };
  const buttons = TABS.map(([name, label]) => Object.assign(make("button", "sheet-tab"), { type: "button", role: "tab", textContent: label, onclick: () => open(name) }));
  tabs.append(...buttons);
  element.append(grip, tabs);
  root.append(element);

  const draw = () => {
    [root.dataset.sheet, root.dataset.reach] = [state.tab, state.height];
    [document.documentElement.dataset.sheet, document.documentElement.dataset.reach] = [state.tab, state.height];
    buttons.forEach((button, n) => { button.ariaSelected = String(TABS[n][0] === state.tab); });
    grip.ariaValueText = state.height;
  };
  const reach = (by) => {
    const next = Math.max(0, Math.min(HEIGHTS.length - 1, HEIGHTS.indexOf(state.height) + by));
    state.height = HEIGHTS[next];
    draw();
  };
  const open = (tab) => {
    if (state.height === "low") state.height = "half";
    else if (state.tab === tab) state.height = "low";
    state.tab = tab;
    draw();
  };
  const giveWay = () => {
    state.height = "low";
    draw();
  };
  let from = null;
  let wasDragged = false;
  grip.onpointerdown = (event) => {
    from = event.clientY;
    grip.setPointerCapture(event.pointerId);
  };
  // A drag goes a height up or down, a tap on to the next. The tap waits for its click: before that, the click would
  // go to whatever the sheet has brought under the finger.
  grip.onpointerup = ({ clientY }) => {
    const far = clientY - from;
    wasDragged = Math.abs(far) > 24;
    if (wasDragged) reach(far < 0 ? 1 : -1);
  };
  grip.onclick = ({ detail }) => {
    if (!wasDragged || detail === 0) reach(state.height === "tall" ? -2 : 1); // 0: from the keyboard
  };
  grip.onkeydown = ({ key }) => {
    if (key === "ArrowUp") reach(1);
    if (key === "ArrowDown") reach(-1);
  };
  return {
    // Hears of lessons; returns what ends that.
    start() {
      document.addEventListener("cnnviz-told", giveWay);
      return () => document.removeEventListener("cnnviz-told", giveWay);
    },
    show(first) {
      write(buttons[0], { textContent: first });
      draw();
    },
  };
};
