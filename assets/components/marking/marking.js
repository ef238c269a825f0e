// Marks the first occurrence of each term of the glossary in a page's prose. Pointed at, focused or tapped it shows its sentence; Escape
// hides that. The terms came with the code (pages/ui/session/component.py): nothing is asked for.

import { newList } from "./listed.js";
import { markIn, newFinder } from "./prose.js";

const SAID = "gloss";

const newBox = (main) => {
  const box = document.createElement("div");
  Object.assign(box, { id: SAID, className: SAID, role: "tooltip", popover: "manual" });
  box.append(...["b", "span", "span"].map((name) => document.createElement(name)));
  main.append(box);
  return box;
};

// Below the word, or above it where there is no room, and within the screen.
const place = (box, term) => {
  const [word] = term.getClientRects();
  const { width, height } = box.getBoundingClientRect();
  const [wide, high] = [document.documentElement.clientWidth, document.documentElement.clientHeight];
  const top = word.bottom + height > high && word.top > height ? word.top - height : word.bottom;
  box.style.setProperty("--top", `${top}px`);
  box.style.setProperty("--left", `${Math.max(8, Math.min(word.left, wide - width - 8))}px`);
};

const newSaying = (main, terms) => {
  const box = document.getElementById(SAID) ?? newBox(main);
  let shown = null;
  const hide = () => {
    for (const name of ["data-said", "aria-describedby"]) shown?.removeAttribute(name);
    shown = null;
    if (box.matches(":popover-open")) box.hidePopover();
  };
  const show = (term) => {
    if (term === shown) return;
    hide();
    const { name, says, formula } = terms[Number(term.dataset.term)];
    [name, says, formula].forEach((text, i) => { box.children[i].textContent = text; });
    shown = term;
    term.toggleAttribute("data-said", true);
    term.setAttribute("aria-describedby", SAID); // only now: one box is for all words
    box.showPopover();
    place(box, term);
  };
  const follow = () => shown && place(box, shown);
  return { hide, show, follow, box, shown: () => shown };
};

const listen = (main, { hide, show, follow, box, shown }, signal) => {
  const on = (target, name, act, capture = false) => target.addEventListener(name, act, { signal, capture });
  const termAt = ({ target }) => target.closest?.(".glossed");
  for (const name of ["pointerover", "focusin", "click"]) on(main, name, (event) => termAt(event) && show(termAt(event)));
  on(main, "pointerout", ({ relatedTarget }) => {
    const stays = shown() && [shown(), box].some((one) => one.contains(relatedTarget));
    if (shown() && !stays && document.activeElement !== shown()) hide();
  });
  on(main, "focusout", (event) => termAt(event) === shown() && hide());
  on(window, "scroll", follow, true);
  on(window, "resize", follow);
  on(window, "pointerdown", ({ target }) => shown() && !shown().contains(target) && !box.contains(target) && hide(), true);
  on(window, "keydown", (event) => {
    const isWanted = event.key === "Enter" || event.key === " ";
    if (event.key === "Escape" && shown()) hide();
    else if (isWanted && termAt(event)) show(termAt(event));
    else return;
    event.preventDefault();
    event.stopImmediatePropagation(); // so that it does not end a presentation, too
  }, true);
};

const wrap = (word, number) => {
  const term = Object.assign(document.createElement("span"), { className: "glossed", tabIndex: 0, role: "button", textContent: word });
  term.dataset.term = number;
  return term;
};

export default ({ parentElement }) => {
  if (parentElement.stopMarking) return parentElement.stopMarking; // drawn before: it follows the page by itself
  const [main, terms] = [document.querySelector(".stMain"), globalThis.cnnvizCode.vocabulary];
  const [find, saying, listening] = [newFinder(terms), newSaying(main, terms), new AbortController()];
  const list = newList(main, terms);
  let frame = 0;
  const mark = () => {
    frame = 0;
    if (saying.shown() && !saying.shown().isConnected) saying.hide();
    markIn(main, find, wrap);
    list.follow();
    changes.takeRecords(); // its own
  };
  const changes = new MutationObserver(() => { frame ||= requestAnimationFrame(mark); });
  changes.observe(main, { childList: true, characterData: true, subtree: true });
  listen(main, saying, listening.signal);
  mark();
  parentElement.stopMarking = () => {
    changes.disconnect();
    cancelAnimationFrame(frame);
    listening.abort();
    saying.hide();
    list.remove();
    parentElement.stopMarking = null;
  };
  return parentElement.stopMarking;
};
