// Receipts that a teacher pastes. Of each only what was signed is reported: names that stand above or below it stay in this browser.

import { countPaint } from "../painted.js";
import { make, reconcile, unpackSync } from "../payload.js";
import { reporting } from "../reports.js";

export const MOST_RECEIPTS = 300;
const LONGEST_TEXT = 900_000;

// What was signed, of each receipt in a text: from its first line to its signature.
export const signedIn = (text) => {
  const found = [];
  let lines = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const bare = line.replace(/^[>\s\ufeff]+/, "").trim();
    if (bare === "cnnviz receipt") lines = [];
    lines?.push(bare);
    if (lines && bare.startsWith("Signature:")) {
      found.push(lines.join("\n"));
      lines = null;
    }
  }
  return found;
};

const newCheck = (root) => {
  const [label, acts, list] = root.children;
  const [field, button, said] = [label.lastElementChild, acts.firstElementChild, acts.lastElementChild];
  let report = () => {};
  button.addEventListener("click", () => {
    const found = field.value.length > LONGEST_TEXT ? [] : signedIn(field.value).slice(0, MOST_RECEIPTS);
    said.textContent = found.length ? "" : "No receipt stands here: each begins with “cnnviz receipt” and ends with its signature.";
    report("check", found);
  });
  const draw = (checked) => {
    reconcile(list, checked, () => {
      const item = make("li", "");
      item.append(make("b", ""), make("pre", ""));
      return item;
    }, (item, { standing, sentence, text }) => {
      item.className = standing;
      [item.firstChild.textContent, item.lastChild.textContent] = [sentence, text];
    });
    const valid = checked.filter(({ standing }) => standing === "valid").length;
    if (checked.length) said.textContent = `${valid} of ${checked.length} valid.`;
    countPaint(root);
  };
  return { take(header, told) { report = told; draw(header.checked); } };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".receipts");
  root.view ??= newCheck(root);
  root.view.take(unpackSync(data).header, report);
});
