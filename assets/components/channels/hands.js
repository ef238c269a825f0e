// Clicks, keys and typed numbers over a layer.

import { readNumber } from "../cnnviz/typed_number.js";
import { pixelAfter } from "../pixel.js";
import { REST } from "../linked/fitting.js";
import { newChanges } from "./changes.js";
import { lookedAt } from "./looking.js";

const TURNS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

// now() gives { layer, look } as they are shown, or null; asked: of asked.js. forget() ends what was pointed at, refuse(sentence) tells
// what cannot be used.
export const newHands = (root, store, { now, set, draw, asked, forget, refuse }) => {
  const find = (selector) => root.querySelector(selector);
  const thumbs = find(".thumbs");
  const { putWeight, putMix, putBias, turn, add, remove, go } = newChanges(store, () => now().layer, set);
  // Typed numbers: what cannot be used is told, and stays in its field.
  const takeNumber = (field, put) => {
    delete field.dataset.typed;
    const { value, fault: problem } = readNumber(field.value);
    field.ariaInvalid = String(Boolean(problem));
    refuse(problem && `“${field.value}” can't be used: ${problem}. The number before stays.`);
    return problem ? draw() : put(value);
  };
  const channelOf = (node) => Number(node.closest(".sheet").dataset.c);

  root.onclick = (event) => {
    const button = event.target.closest("button");
    if (!now()) return;
    if (button?.dataset.way) set({ way: button.dataset.way });
    else if (button?.dataset.step) button.ariaDisabled !== "true" && go(button.dataset.step);
    else if (button?.dataset.act === "predict") set({ predict: !now().layer.predict });
    else if (button?.dataset.act === "reveal") { asked.reveal(); draw(); } else if (button?.dataset.act === "add") add();
    else if (button?.dataset.act === "remove") remove();
    else if (button?.className === "choose") set({ chosen: Number(button.closest(".thumb").dataset.f) });
    else if (!button && now().look.hasMaps && event.target.closest(".frame")) {
      const found = lookedAt(event, now().layer, now().layer.at);
      if (found) set({ at: found.at }, "looked");
    }
  };
  root.onchange = ({ target }) => {
    if (!now()) return;
    if (target.closest(".example")) target.value && set({ start: target.value });
    else if (target.closest(".bias")) target.type === "checkbox" ? turn(`${now().layer.chosen}.b`, target.checked) : takeNumber(target, putBias);
    else if (target.closest(".thumb")) turn(target.closest(".thumb").dataset.f, target.checked);
    else if (target.closest(".on")) turn(`${now().layer.chosen}.${channelOf(target)}`, target.checked);
    else if (target.matches(".cell")) takeNumber(target, putWeight(channelOf(target), Number(target.dataset.row), Number(target.dataset.column)));
    else if (target.className === "weight") takeNumber(target, putMix(channelOf(target)));
  };
  root.oninput = ({ target }) => {
    if (target.className === "slider") {
      const put = target.closest(".weigh") ? putMix(channelOf(target), "dragged") : putWeight(channelOf(target), 0, 0, "dragged");
      put(Number(target.value));
    } else if (target.type === "text") target.dataset.typed = "true";
  };
  const turnRadio = (event, selector, choose) => {
    const [radios, step] = [[...event.currentTarget.querySelectorAll(selector)], TURNS[event.key]];
    if (!step || !event.target.closest("[role='radio']")) return;
    event.preventDefault();
    const next = radios[(radios.findIndex((radio) => radio.ariaChecked === "true") + step + radios.length) % radios.length];
    choose(next);
    next.focus();
  };
  find(".ways").onkeydown = (event) => turnRadio(event, "button", (button) => set({ way: button.dataset.way }));
  thumbs.onkeydown = (event) => turnRadio(event, ".choose", (button) => set({ chosen: Number(button.closest(".thumb").dataset.f) }));
  find(".canvas").onkeydown = (event) => {
    const next = now() && now().look.hasMaps && !now().look.isSizeHidden && pixelAfter(event.key, now().layer.at, now().layer.out);
    if (!next) return;
    event.preventDefault();
    forget(); // the key is newer than the pointer
    set({ at: next }, "looked");
  };
  find(".guess").onsubmit = (event) => {
    event.preventDefault();
    const { kind } = find(".guess").dataset;
    store.change({ guess: asked.guess(kind, find(".guess input").value) }, REST.typed);
    store.tellAtOnce();
  };
};
