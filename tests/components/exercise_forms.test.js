import { FORMS } from "/assets/components/exercise/forms.js";
import { equal, test } from "./harness.js";

const PALETTE = new Uint8Array(768);
const palettes = { signed: PALETTE, grey: PALETTE };
const shown = (form, more) => {
  const made = FORMS[form.type]({ form, ...more }, palettes);
  document.body.replaceChildren(made.element);
  return made;
};

test("a pixel that is clicked says its place and its number", () => {
  const { element } = shown({ type: "pixels", picture: [[4, 7]] }, { picture: { texts: [["4", "7"]], index: [[0, 0]] } });
  equal(Array.from(element.querySelectorAll("button"), (one) => one.ariaLabel), ["row 0, column 0: 4", "row 0, column 1: 7"]);
});

test("what is moved says where it is now, and keeps the focus", () => {
  const made = shown({ type: "order", keys: ["pool", "conv"] }, { labels: { pool: "Max pool", conv: "Convolution" } });
  const button = made.element.querySelector('[data-key="conv"] [data-by="-1"]');
  button.focus();
  button.click();
  equal(made.read(), ["conv", "pool"]);
  equal(made.element.querySelector("[role=status]").textContent, "Convolution: now place 1 of 2");
  equal(document.activeElement.ariaLabel, "Move up: Convolution");
});

test("of names that were chosen, those that are wrong say so", () => {
  const figure = { look: "table", texts: [["1"]], index: [[0]] };
  const made = shown({ type: "match", keys: ["sobel", "box"] }, { labels: { sobel: "Sobel", box: "Box" }, matched: [figure, figure] });
  made.mark([true, false]);
  equal(Array.from(made.element.querySelectorAll("select"), (one) => one.ariaInvalid), ["false", "true"]);
});
