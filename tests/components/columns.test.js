// Columns of maps: which stand close together, and what is picked among maps that the page has not drawn itself yet.

import { equal, test } from "./harness.js";
import { pack } from "./packed.js";
import columns from "/assets/components/columns/columns.js";
import { groupsOf } from "/assets/components/columns/groups.js";
import { reports } from "/assets/components/reports.js";

const joined = (text) => [...text].map((letter) => ({ joins: letter === "+" }));

test("a column stands alone unless the next one joins it", () => {
  equal(groupsOf(joined("--+-")), [[0], [1, 2], [3]]);
  equal(groupsOf(joined("-++")), [[0, 1, 2]]);
});

test("the first column has nothing to join", () => equal(groupsOf(joined("+-")), [[0], [1]]));

const html = await (await fetch("/assets/components/columns/columns.html")).text();
const CHOICES = ["garments", "digits"];
const AHEAD = { address: "preview/token", control: "Network", choices: CHOICES, asked: CHOICES };
const settle = () => new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); });

// One column of so many maps of one pixel, as the page and the preview route pack them for a choice.
const packed = (choice, count) => {
  const index = Object.assign(new Uint8Array(count), { shape: [count, 1, 1] });
  const names = Array.from({ length: count }, (_, i) => `${choice} ${i}`);
  const column = { title: "conv 1", note: "", label: "", names, joins: false, middle: null };
  const header = { label: "", widths: [20, 40], chosen: null, sources: [], heads: true, ahead: { ...AHEAD, choice }, columns: [column] };
  return pack(header, { "index 0": index, "palette 0": new Uint8Array(1536) });
};

// A page with the control and the component, of garments. picked(): what was reported.
const opened = async () => {
  const radios = '<button role="radio" aria-checked="false"></button>'.repeat(2);
  document.body.innerHTML = `<div><div class="stElementContainer"><div role="radiogroup" aria-label="Network">${radios}</div></div></div><div class="host">${html}</div>`;
  reports.arrive("a session", "", []);
  const reported = [];
  const parentElement = document.querySelector(".host");
  const page = (choice, count) => columns({
    key: "maps", parentElement, data: packed(choice, count),
    setStateValue: (_, { set }) => set.pick && reported.push(set.pick[1]),
  });
  const choose = async (name) => {
    document.querySelectorAll("[role=radio]").forEach((radio, i) => { radio.ariaChecked = String(CHOICES[i] === name); });
    await settle();
  };
  globalThis.fetch = async () => ({ status: 200, ok: true, arrayBuffer: async () => packed("digits", 2).buffer });
  await choose("garments");
  page("garments", 1);
  return { page, choose, click: (row) => parentElement.querySelector(`[data-row="${row}"]`).click(), picked: () => reported };
};
const aheadOfThePage = async () => {
  const all = await opened();
  await all.choose("digits");
  await settle();
  return all;
};

test("a map of the page is picked at once", async () => {
  const { click, picked } = await opened();
  click(0);
  equal(picked(), [[0, 0]]);
});

test("a map that was drawn ahead of the page is picked once the page has drawn it", async () => {
  const { page, click, picked } = await aheadOfThePage();
  click(1);
  equal(picked(), []);
  page("digits", 2);
  equal(picked(), [[0, 1]]);
  page("digits", 2);
  equal(picked(), [[0, 1]], "once");
});

test("back at the maps of the page they are picked at once", async () => {
  const { choose, click, picked } = await aheadOfThePage();
  await choose("garments");
  click(0);
  equal(picked(), [[0, 0]]);
});

test("a pick is forgotten where the page draws other maps", async () => {
  const { page, click, picked } = await aheadOfThePage();
  click(1);
  page("digits", 3);
  equal(picked(), []);
});
