// What components of classes ask the server, beside Streamlit: JSON to an address under classes/, answered with JSON.

import { keepTextInTab, textInTab } from "./tab.js";

const TOLD = "cnnviz told";
const ANSWER_WITHIN = 15_000; // ms; a network time-out

// status 0: nobody answered; told: a sentence where something was refused
const request = async (path, options) => {
  let failed = 0; // what a proxy, or a server that failed, says without a sentence
  try {
    const answer = await fetch(`classes/${path}`, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(ANSWER_WITHIN), ...options });
    if (answer.status >= 500) failed = answer.status;
    const said = await answer.json();
    return { ok: answer.ok, status: answer.status, told: "", ...said };
  } catch {
    return { ok: false, status: failed, told: "No connection to the server. Try again." };
  }
};

export const lookUp = (path) => request(path, {});

export const tellClass = (path, body) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

// Does one of these acts by its name, but not while the same is under way: a second press would do it twice.
export const newActs = (acts) => {
  const underWay = new Set();
  return async (name) => {
    if (underWay.has(name)) return;
    underWay.add(name);
    try {
      await acts[name]();
    } finally {
      underWay.delete(name);
    }
  };
};

// What the button that was clicked does; nothing at the second click of a double one, which would confirm what the first has asked for.
export const actOf = ({ target, detail }) => (detail > 1 ? undefined : target.closest?.("button")?.dataset.act);

// A key that is held down presses a button once: its repeats would confirm what the first has asked for.
export const pressOnce = (root) => root.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.closest?.("button")) event.preventDefault();
});

// Whether the server has taken or refused something: else it may be sent again.
export const isHeard = ({ status }) => ![0, 429, 500, 502, 503, 504].includes(status);

// Asks every so many ms, one question after the other. What an older question brings is left out once a newer one was asked.
export const newWatch = (ask, hear, every) => {
  let [timer, asked, isWaiting] = [0, 0, false];
  const now = async () => {
    const number = (asked += 1);
    isWaiting = true;
    const answer = await ask();
    if (number !== asked) return;
    isWaiting = false;
    if (answer) hear(answer);
  };
  return {
    now,
    start() {
      clearInterval(timer);
      timer = setInterval(() => isWaiting || now(), every);
    },
    stop: () => clearInterval(timer),
  };
};

const DRAWN_WITHIN = 5000; // ms; a network time-out: what was asked for may be lost

// Tells the page of a pulse that it has not drawn, once: a busy server would be asked for one run after the other. Again if it stays away.
export const newPulse = (report, now = () => performance.now()) => {
  let [told, at] = [null, 0];
  return (pulse, drawn) => {
    if (pulse === drawn || (pulse === told && now() - at < DRAWN_WITHIN)) return;
    [told, at] = [pulse, now()];
    report(pulse);
  };
};

// A page that the cookie decides has to be loaded anew: Streamlit reads it once, as it connects.
export const goAnew = (href, told = "") => {
  if (told) keepTextInTab(TOLD, told);
  location.assign(href);
};

// What the page before has asked to be said here, once.
export const toldBefore = () => {
  const told = textInTab(TOLD) ?? "";
  keepTextInTab(TOLD, null);
  return told;
};
