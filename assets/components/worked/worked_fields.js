// Fields that numbers are typed into, each with what is wrong with its text beside it, and buttons that set something else.

import { make, reconcile } from "../payload.js";

const newField = () => {
  const label = make("label", "");
  const input = Object.assign(make("input", ""), { type: "text", autocomplete: "off", spellcheck: false });
  label.append(make("span", ""), input, Object.assign(make("span", "fault"), { role: "alert" }));
  return label;
};

// What is being typed is left alone, and so is a field whose text Python has not answered yet.
const drawField = (isBehind, longest) => (label, { name, title, text, wrong, wide }) => {
  const [words, input, fault] = label.children;
  label.classList.toggle("wide", wide);
  input.name = name;
  input.maxLength = longest;
  words.textContent = title;
  if (isBehind(name)) return;
  const isTyped = input.getRootNode().activeElement === input && input.value !== input.sent;
  if (!isTyped) input.value = text;
  input.sent = text;
  input.setAttribute("aria-invalid", String(Boolean(wrong)));
  if (fault.textContent !== wrong) fault.textContent = wrong;
};

export const drawEntered = (host, { fields, buttons, longest }, isBehind) => {
  const items = [...fields, ...buttons];
  const isField = (item) => "text" in item;
  reconcile(host, items, () => make("div", ""), (slot, item) => {
    const kind = isField(item) ? "field" : "button";
    if (slot.dataset.kind !== kind) slot.replaceChildren(isField(item) ? newField() : Object.assign(make("button", ""), { type: "button" }));
    slot.dataset.kind = kind;
    slot.className = item.wide ? "wide" : "";
    if (isField(item)) return drawField(isBehind, longest)(slot.firstChild, item);
    Object.assign(slot.firstChild, { textContent: item.title, name: item.name });
    if (!isBehind(item.name)) slot.firstChild.value = item.value;
  });
};

// set(name, text): what was typed; press(name, value): of a button.
export const followEntered = (host, { set, press }) => {
  host.onchange = ({ target }) => set(target.name, target.value);
  host.onkeydown = (event) => {
    if (event.key === "Escape" && event.target.matches("input")) event.target.value = event.target.sent;
  };
  host.onclick = ({ target }) => {
    if (!target.matches("button")) return;
    press(target.name, Number(target.value));
    target.value = Number(target.value) + 1; // another click before the answer goes on from here
  };
};
