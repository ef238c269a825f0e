// A layer that the keys have come to is kept by its name as it is drawn then, also where the network was drawn anew meanwhile.

import { stopAll, wait } from "./clock.js";
import { equal, test } from "./harness.js";
import architectures from "/assets/components/architectures/architectures.js";
import { reports } from "/assets/components/reports.js";

globalThis.cnnvizCode = { digest: "digest" };

const newPage = () => {
  const told = [];
  const parentElement = document.body.appendChild(document.createElement("div"));
  parentElement.innerHTML = `<div class="architectures"><p class="sums"></p><p class="words"></p><p class="fault"></p>
    <div class="net" role="listbox"></div><p class="legend"></p><section class="detail"></section></div>`;
  const draw = (names, more) => {
    const layers = names.map((name) => ({ name, short: "", what: "", units: "", made: "?", share: 0, lines: [] }));
    const blocks = names.map((_, at) => ({ columns: 1, lanes: 1, places: [[at, 0, 0]], edges: [[at - 1, at]] }));
    const stages = blocks.length ? [{ label: "1 × 1", isHead: false, blocks }] : [];
    const data = { title: "Net", input: "8 × 8", sums: [], words: "", fault: "", legend: "", layers, stages, lines: [], chosen: 0, session: "session", revision: 0, ...more };
    architectures({ parentElement, data, setStateValue: (_, { set }) => told.push(set.layer[1]) });
  };
  const press = (key) => parentElement.querySelector(".net").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const chosen = () => parentElement.querySelector('[aria-selected="true"]')?.getAttribute("aria-label").split(":")[0];
  return { told, draw, press, chosen };
};
reports.arrive("session", "", [""]);

test("what is kept is the layer as it is drawn by then", () => {
  const page = newPage();
  page.draw(["conv1", "relu1", "conv2"]);
  page.press("ArrowDown");
  page.draw(["conv1", "pool1", "conv2"]);
  equal([page.chosen(), page.told], ["pool1", []]);
  while (wait() !== null);
  equal(page.told, ["pool1"]);
});

test("where the layers have become fewer the last one is kept, and none where there is none", () => {
  for (const [names, told] of [[["conv1"], ["conv1"]], [[], []]]) {
    stopAll();
    const page = newPage();
    page.draw(["conv1", "relu1", "conv2"]);
    page.press("End");
    page.draw(names);
    while (wait() !== null);
    equal(page.told, told);
  }
});

test("a layer that the keys have come to is kept at once where the focus goes elsewhere", () => {
  stopAll();
  const page = newPage();
  page.draw(["conv1", "relu1", "conv2"]);
  page.press("ArrowDown");
  equal(page.told, []);
  document.activeElement.blur();
  equal([page.told, wait()], [["relu1"], null]);
});
