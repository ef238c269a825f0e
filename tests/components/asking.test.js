// A question about one number: what was given up is not marked as wrong.

import { newAsking } from "/assets/components/asking.js";
import { equal, test } from "./harness.js";

const newForm = () => {
  const form = document.createElement("form");
  form.innerHTML = '<label><span></span><input></label><button>Check</button><button type="button">Show me</button><p></p>';
  return form;
};

test("what was given up is not marked wrong after another question either, until it is answered again", () => {
  const [form, asked] = [newForm(), []];
  const asking = newAsking(form, (typed) => asked.push(typed), () => {});
  const [, , reveal, verdict] = form.children;
  const field = form.querySelector("input");
  const look = (task) => asking.show({ predict: true, asking: "one", verdicts: { value: { right: false, sentence: "No." } } }, { task, text: "?" });
  const seen = () => {
    look("another");
    look("one");
    return [verdict.textContent, verdict.classList.contains("wrong"), field.ariaInvalid];
  };
  equal(seen(), ["≠ No.", true, "true"]);
  reveal.click();
  equal(seen(), ["≠ No.", false, "false"]);
  field.value = "3";
  form.dispatchEvent(new Event("submit", { cancelable: true }));
  equal([asked, ...seen()], [["3"], "≠ No.", true, "true"]);
});
