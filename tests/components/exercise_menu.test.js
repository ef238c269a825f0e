import { newMenu } from "/assets/components/exercise/menu.js";
import { equal, test } from "./harness.js";

const MENU = { groups: [], topics: [{ title: "Sizes", exercises: [{ id: "output-size", title: "Size of an output" }] }] };

test("of the levels Tab leads to the one that is chosen, and the arrow keys to the others", () => {
  const root = document.createElement("div");
  root.innerHTML = '<select name="among"></select><select name="exercise"></select><div class="levels" role="radiogroup"></div>';
  document.body.replaceChildren(root);
  const asked = [];
  const menu = newMenu(root, null, (...more) => asked.push(more));
  const draw = (level, levels = [1, 2, 3]) => menu.draw({ menu: MENU, among: "", id: "output-size", level, levels });
  const levels = () => [...root.querySelectorAll("[role=radio]")];
  const reached = () => levels().filter(({ tabIndex }) => tabIndex === 0).map(({ textContent }) => textContent);
  draw(3);
  equal(reached(), ["Level 3"]);
  levels()[2].focus();
  levels()[2].dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }));
  equal(asked, [["output-size", 1, ""]]);
  draw(1);
  equal(reached(), ["Level 1"]);
  equal(document.activeElement.ariaChecked, "true");
  levels()[1].click();
  equal(asked[1], ["output-size", 2, ""]);
  draw(2, [2, 4]);
  equal(levels().map(({ textContent, ariaChecked }) => [textContent, ariaChecked]), [["Level 2", "true"], ["Level 4", "false"]]);
});
