// A student's receipt. What the class asks for is written below the signature in this browser, and is sent to nobody.

import { countPaint } from "../painted.js";

// The receipt as it is kept: one line more, if something is asked for and was written.
export const withAnswer = (text, askFor, written) => {
  const answer = written.replace(/\s+/g, " ").trim();
  return askFor && answer ? `${text}${askFor}: ${answer}\n` : text;
};

const newReceipt = (root) => {
  const [asked, shown, acts] = root.children;
  const [label, field] = asked.children;
  const said = acts.querySelector(".said");
  let [text, askFor] = ["", ""];
  const whole = () => withAnswer(text, askFor, field.value);
  const draw = () => {
    asked.hidden = !askFor;
    label.textContent = `Your teacher asks for: ${askFor}. It is added below, on this device only; then copy or save the receipt and give it to your teacher.`;
    shown.textContent = whole();
    said.textContent = "";
    countPaint(root);
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(whole());
      said.textContent = "Copied.";
    } catch { // a browser that lets nobody copy by itself
      getSelection().selectAllChildren(shown);
      said.textContent = "Selected. Copy it with the keyboard or the menu.";
    }
  };
  const save = () => {
    const link = Object.assign(document.createElement("a"), { download: "cnnviz-receipt.txt" });
    link.href = URL.createObjectURL(new Blob([whole()], { type: "text/plain" }));
    link.click();
    URL.revokeObjectURL(link.href);
  };
  field.addEventListener("input", draw);
  acts.addEventListener("click", ({ target: { dataset: { act } } }) => ({ copy, save })[act]?.());
  return { take(data) { ({ text, askFor } = data); draw(); } };
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".receipt");
  root.view ??= newReceipt(root);
  root.view.take(data);
};
