// Another choice of a control is drawn before the page runs, and nothing that is older than what the control says.

import { equal, test } from "./harness.js";
import { newAhead } from "/assets/components/columns/ahead.js";

const CHOICES = ["garments", "digits", "letters", "yours"];
const ASKED = CHOICES.slice(0, 3);
const bytes = (text) => new TextEncoder().encode(text);

// A page with the control and a component. choose(name): by hand; page(name, text): what the page draws for it; drawn: all that was drawn;
// asked: what the preview route was asked for; answer(i, text, status): its answer to the i-th question.
const opened = async (address = "preview/token") => {
  document.body.innerHTML = `<div><div class="stElementContainer"><div role="radiogroup" aria-label="Network">${
    CHOICES.map(() => '<button role="radio" aria-checked="false"></button>').join("")}</div></div></div>`;
  const radios = [...document.querySelectorAll("[role=radio]")];
  const [drawn, asked, answers] = [[], [], []];
  globalThis.fetch = (to, { body }) => {
    asked.push(`${to} ${JSON.parse(body).choice}`);
    return new Promise((resolve) => { answers.push(resolve); });
  };
  const settle = () => new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); });
  const ahead = newAhead();
  let end = () => {};
  const page = async (choice, text) => {
    end();
    end = ahead(address && { address, control: "Network", choices: CHOICES, asked: ASKED, choice }, bytes(text), (data) => drawn.push(new TextDecoder().decode(data)));
    await settle();
  };
  const choose = async (name) => {
    radios.forEach((radio, i) => { radio.ariaChecked = String(CHOICES[i] === name); });
    await settle();
  };
  const answer = async (i, text, status = 200) => {
    answers[i]({ status, ok: status === 200, arrayBuffer: async () => bytes(text).buffer });
    await settle();
  };
  await choose("garments");
  await page("garments", "garments of the page");
  return { drawn, asked, page, choose, answer };
};

test("another choice is asked for at once and drawn; the page has the last word", async () => {
  const { drawn, asked, page, choose, answer } = await opened();
  equal(asked, []);
  await choose("digits");
  equal(asked, ["preview/token digits"]);
  await answer(0, "digits ahead");
  await page("digits", "digits of the page");
  equal(drawn, ["garments of the page", "digits ahead", "digits of the page"]);
});

test("an answer that comes after the page, or after another choice, is not drawn", async () => {
  const { drawn, page, choose, answer } = await opened();
  await choose("digits");
  await page("digits", "digits of the page");
  await answer(0, "digits, late");
  await choose("garments");
  await choose("letters");
  await answer(1, "garments, late");
  await answer(2, "", 409);
  equal(drawn, ["garments of the page", "digits of the page"]);
});

test("what the page draws for the choice before waits, and is drawn if that is chosen again", async () => {
  const { drawn, page, choose, answer } = await opened();
  await choose("digits");
  await answer(0, "digits ahead");
  await page("garments", "another picture of garments");
  equal(drawn, ["garments of the page", "digits ahead"]);
  await choose("garments");
  equal(drawn.at(-1), "another picture of garments");
  await page("garments", "garments at last");
  equal(drawn.at(-1), "garments at last");
});

test("back at what is drawn nothing is asked for, and the answer for the other choice is late", async () => {
  const { drawn, asked, choose, answer } = await opened();
  await choose("digits");
  await choose("garments");
  await answer(0, "digits, late");
  equal([asked.length, drawn], [1, ["garments of the page"]]);
});

test("back at what the page sent last, that is drawn again without asking, as the page sends nothing twice", async () => {
  const { drawn, asked, choose, answer } = await opened();
  await choose("digits");
  await answer(0, "digits ahead");
  await choose("garments");
  equal([asked.length, drawn], [1, ["garments of the page", "digits ahead", "garments of the page"]]);
});

test("a route that fails is asked no more, and one that leaves it to the page is", async () => {
  const { asked, choose, answer } = await opened();
  await choose("letters");
  await answer(0, "", 409);
  await choose("digits");
  await answer(1, "", 404);
  await choose("letters");
  equal(asked, ["preview/token letters", "preview/token digits"]);
});

test("a choice that only the page can draw is not asked for", async () => {
  const { asked, choose } = await opened();
  await choose("yours");
  equal(asked, []);
});

test("without the route, and without the control, the page draws all", async () => {
  const plain = await opened(null);
  await plain.choose("digits");
  await plain.page("garments", "again");
  equal([plain.asked, plain.drawn], [[], ["garments of the page", "again"]]);
  const { drawn, page } = await opened();
  document.body.replaceChildren();
  await page("digits", "digits of the page");
  equal(drawn, ["garments of the page", "digits of the page"]);
});
