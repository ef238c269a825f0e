// The input and the layers as they are typed: a list with each layer's shape beside it, of which one is open. What is typed is reported
// whole, and pages/ui/counting/editor.py sends back what it comes to; a field that is being typed into is left alone.

import { make, reconcile } from "../payload.js";
import { reporting, reports } from "../reports.js";
import { encoded, inOrder, withKind, without } from "./entered.js";

const newField = () => {
  const label = make("label", "");
  const input = Object.assign(make("input", ""), { type: "text", autocomplete: "off", spellcheck: false });
  label.append(make("span", ""), input);
  return label;
};

const drawField = (of, longest) => (label, { name, text, fault }) => {
  const [title, input] = label.children;
  title.textContent = name;
  input.maxLength = longest;
  input.ariaLabel = `${name}, ${of}`;
  input.title = fault;
  input.setAttribute("aria-invalid", String(Boolean(fault)));
  const isTyped = input.getRootNode().activeElement === input && input.value !== input.sent;
  if (!isTyped) input.value = text;
  input.sent = text;
};

const newFault = () => Object.assign(make("p", "fault"), { role: "alert" });
const drawFault = (node, text) => {
  node.hidden = !text;
  if (node.textContent !== text) node.textContent = text;
};

const newLayer = () => {
  const item = make("li", "");
  const pick = Object.assign(make("button", "pick"), { type: "button" });
  pick.append(...["place", "what", "made", "costs"].map((name) => make("span", name)));
  const fields = make("div", "fields");
  const kind = make("select", "kind");
  const tools = ["Up", "Down", "Remove"].map((text) => Object.assign(make("button", text.toLowerCase()), { type: "button", textContent: text }));
  fields.append(kind, make("div", "fields typed"), ...tools);
  item.append(pick, fields, newFault());
  return item;
};

const drawLayer = ({ kinds, longest }, chosen, count) => (item, layer, at) => {
  const [pick, fields, fault] = item.children;
  const [place, what, made, costs] = pick.children;
  const isOpen = at === chosen;
  Object.assign(item.dataset, { at });
  pick.setAttribute("aria-pressed", String(isOpen));
  [place.textContent, what.textContent, made.textContent, costs.textContent] = [` ${at + 1}`, layer.what, layer.made, layer.costs];
  fields.hidden = !isOpen;
  fields.style.display = isOpen ? "" : "none";
  const [kind, typed, up, down, remove] = fields.children;
  if (kind.children.length !== kinds.length) kind.replaceChildren(...kinds.map(({ key, title }) => new Option(title, key)));
  kind.value = layer.kind;
  kind.ariaLabel = `Kind of layer ${at + 1}`;
  [up, down, remove].forEach((tool) => { tool.ariaLabel = `${tool.textContent}: layer ${at + 1}`; });
  [up.disabled, down.disabled, remove.disabled] = [at === 0, at === count - 1, count === 1];
  typed.style.padding = 0;
  reconcile(typed, isOpen ? layer.fields : [], newField, drawField(`layer ${at + 1}`, longest));
  drawFault(fault, layer.fault);
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".layers");
  const [entered, list, foot, presets] = root.children;
  const [add, sum] = foot.children;
  if (!entered.children.length) entered.append(make("div", "fields"), newFault());

  const isBehind = root.mine && root.mine.session === data.session && data.revision < root.mine.revision;
  if (!isBehind) root.stands = { input: data.input.fields.map(({ text }) => text), layers: data.layers.map(({ kind, fields }) => [kind, ...fields.map(({ text }) => text)]), chosen: data.chosen };
  const stands = () => root.stands;
  const send = (next) => {
    root.stands = { ...stands(), ...next };
    report("stack", encoded(root.stands));
    root.mine = { session: reports.session, revision: reports.revision };
  };

  reconcile(presets, data.presets, () => make("a", ""), (link, { title, href, current }) => {
    Object.assign(link, { textContent: title, href });
    link.toggleAttribute("aria-current", current);
  });
  presets.onclick = (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab, or a window of its own
    event.preventDefault();
    const { input, layers } = data.presets[[...presets.children].indexOf(link)];
    root.mine = null;
    report("stack", { input, layers, layer: 0 });
    root.mine = { session: reports.session, revision: reports.revision };
  };
  if (isBehind) return;
  reconcile(entered.firstChild, data.input.fields, newField, drawField("input", data.longest));
  drawFault(entered.lastChild, data.input.fault);
  reconcile(list, data.layers, newLayer, drawLayer(data, data.chosen, data.layers.length));
  sum.textContent = data.sum;
  add.disabled = data.layers.length >= data.most;

  const typedIn = (input) => {
    const fields = [...input.closest(".fields").querySelectorAll("input")];
    const texts = fields.map((field) => field.value);
    const item = input.closest("li");
    if (!item) return send({ input: texts });
    const at = Number(item.dataset.at);
    return send({ layers: stands().layers.map((layer, n) => (n === at ? [layer[0], ...texts] : layer)) });
  };
  root.onchange = ({ target }) => {
    if (target.matches("input")) typedIn(target);
    else send({ layers: withKind(stands().layers, Number(target.closest("li").dataset.at), target.value, data.kinds) });
  };
  root.onkeydown = (event) => {
    if (event.key === "Escape" && event.target.matches("input")) event.target.value = event.target.sent;
  };
  list.onclick = ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const [at, { layers }] = [Number(button.closest("li").dataset.at), stands()];
    if (button.matches(".pick")) send({ chosen: at });
    else if (button.matches(".remove")) send({ layers: without(layers, at), chosen: Math.max(0, at - 1) });
    else send({ layers: inOrder(layers, at, at + (button.matches(".up") ? -1 : 1)), chosen: at + (button.matches(".up") ? -1 : 1) });
  };
  add.onclick = () => {
    const { layers } = stands();
    const kind = data.kinds.find(({ key }) => key === (layers.at(-1)[0] === "dense" ? "dense" : "conv"));
    send({ layers: [...layers, [kind.key, ...kind.first]], chosen: layers.length });
  };
  root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1);
});
