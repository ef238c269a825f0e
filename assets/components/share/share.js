// The buttons at the right of the header: the page's address to copy or scan, and the presentation mode.
// The address is read when the panel opens, and the server (pages/ui/shell/share.py) makes the QR code of it.
import { reloadWhenBlank } from "./blank.js";
import { copyField, linkOf } from "./link.js";
import { closeDrawer, closeDrawerOfAnotherPage, isDrawerOpen, isEscapeTaken, toggleDrawer } from "./drawer.js";
import { KEYS, isLetter, isPresenting, markPresenting, pageKey, passArrow, leaves } from "./presentation.js";
import { followScheme } from "./scheme.js";
import { reporting } from "../reports.js";

const parts = (root) => Object.fromEntries(
  ["said", "controls", "open", "present", "panel", "address", "copy", "outcome", "problem", "enlarge", "warning", "large", "spelled", "close"]
    .map((name) => [name, root.querySelector(`.${name}`)]));

// Draws the QR code of the address that is shown now; any other is out of date.
const drawCode = (root, at, data) => {
  const isOurs = data.address === at.address.value && data.address !== "";
  root.classList.toggle("undrawn", !isOurs || !data.path);
  at.problem.textContent = isOurs ? data.problem : "";
  at.warning.textContent = isOurs ? data.warning : "";
  if (!isOurs) return;
  for (const picture of root.querySelectorAll("svg")) {
    picture.setAttribute("viewBox", `0 0 ${data.size} ${data.size}`);
    picture.setAttribute("aria-label", data.alt);
    picture.querySelector("path").setAttribute("d", data.path);
  }
  at.spelled.textContent = data.address;
};

const showMode = (root, at, on) => {
  markPresenting(on);
  root.classList.toggle("presenting", on);
  at.present.firstElementChild.textContent = on ? "Leave" : "Present";
  at.present.ariaLabel = on ? "Leave presentation" : null;
  at.present.title = on ? KEYS : "For a projector: large type, the controls in a drawer; Escape leaves it";
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".share");
  const at = parts(root);
  const own = root.getRootNode().host;
  reloadWhenBlank();
  closeDrawerOfAnotherPage();

  const look = () => {
    const link = linkOf(location.href, data.origin);
    if (link === at.address.value && !root.classList.contains("undrawn")) return;
    at.address.value = link;
    drawCode(root, at, data);
    report("address", link);
  };
  at.panel.onbeforetoggle = (event) => {
    if (event.newState !== "open") return;
    const box = at.open.getBoundingClientRect();
    at.panel.style.setProperty("--top", `${Math.max(0, box.bottom) + 6}px`);
    at.panel.style.setProperty("--right", `${Math.max(8, document.documentElement.clientWidth - box.right)}px`);
    at.outcome.textContent = "";
    look();
  };
  at.copy.onclick = async () => {
    look();
    const outcome = (await copyField(at.address)) ? "Copied" : "Selected: press Ctrl+C, or ⌘C";
    at.outcome.textContent = outcome;
    at.said.textContent = "";
    requestAnimationFrame(() => { at.said.textContent = outcome; }); // said again when pressed again
  };
  at.enlarge.onclick = () => at.large.showModal();
  at.close.onclick = () => at.large.close();
  at.large.onclose = () => at.open.focus();

  const say = (text) => { at.said.textContent = text; };
  const toggle = () => {
    const isOpen = toggleDrawer();
    if (isOpen === null) return;
    at.controls.ariaExpanded = String(isOpen);
    say(isOpen ? "The controls are shown below." : "The controls are hidden.");
  };
  const turn = (on) => {
    closeDrawer();
    showMode(root, at, on);
    say(on ? `Presentation mode: the controls are hidden. ${KEYS}` : "The controls are shown again.");
    report("present", on);
  };
  at.present.onclick = () => turn(!isPresenting());
  at.controls.onclick = toggle;
  at.controls.ariaExpanded = String(isDrawerOpen());
  showMode(root, at, data.present);
  drawCode(root, at, data);

  root.stop?.();
  const listening = new AbortController();
  window.addEventListener("keydown", (event) => {
    if (!isPresenting() || document.querySelector(".stMain")?.inert || at.panel.matches(":popover-open") || at.large.open) return;
    if (leaves(event)) isEscapeTaken() || (isDrawerOpen() ? toggle() : turn(false));
    else if (isLetter(event, "c")) toggle();
    else pageKey(event) || passArrow(event, own);
  }, { signal: listening.signal });
  const unfollow = followScheme();
  root.stop = () => {
    listening.abort();
    unfollow();
  };
  return root.stop;
});
