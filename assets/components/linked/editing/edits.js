// What a learner edits, on its way to Python. Where the page offers it, it is answered at once, beside Streamlit; then the page itself
// is told, in a drag once the hand rests, and runs with the same numbers.

import { unpack, unpackSync } from "../../payload.js";

const TELL_AFTER = { typed: 20, dragged: 300 }; // ms: once the answer is on the screen, or the hand rests
const PATIENCE_WITH = { answer: 3000, page: 1500 }; // ms

// Is a mouse button or a finger down?
const newPress = () => {
  const state = { isDown: false, begun: () => {}, released: () => {} };
  const down = () => {
    state.isDown = true;
    state.begun();
  };
  const up = () => {
    state.isDown = false;
    state.released();
  };
  const listen = (how) => [["pointerdown", down], ["pointerup", up], ["pointercancel", up]].forEach(([type, act]) => how(type, act, true));
  return Object.assign(state, { begin: () => listen(addEventListener), end: () => listen(removeEventListener) });
};

// tell(kind, text): runs the page.
export const newEdits = (tell) => {
  let [address, refused, hub] = [null, null, null];
  let [waiting, asking, timer, coming] = [null, null, 0, 0]; // what the page is to be told; the answer that is on its way
  const press = newPress();

  const settle = () => {
    clearTimeout(timer);
    if (!waiting) return;
    const { kind, text } = waiting;
    waiting = null;
    clearTimeout(coming);
    coming = setTimeout(() => hub?.fallBack(), PATIENCE_WITH.page);
    tell(kind, text);
  };
  const settleLater = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, waiting.live ? TELL_AFTER.dragged : TELL_AFTER.typed);
  };
  // The answer's parts; null where the page has to run for this edit (409), or is already answering one (429).
  const fetched = async ({ kind, text }) => {
    const signal = AbortSignal.timeout(PATIENCE_WITH.answer);
    const answer = await fetch(`${address}/${kind}`, { method: "POST", body: text, signal });
    if (answer.status === 409 || answer.status === 429) return null;
    if (!answer.ok) throw new Error(`an edit was answered with ${answer.status}`);
    const { header, blocks } = unpackSync(await answer.arrayBuffer());
    return Promise.all(Object.entries(header.parts).map(async ([name, digest]) => ({ name, digest, ...(await unpack(blocks[name])) })));
  };
  // False where the page has to run. Whoever answers anything else there, or nothing, is not asked again.
  const ask = async (edit) => {
    const [asked, from] = [hub, address];
    const parts = await fetched(edit).catch(() => {
      [refused, address] = [from, null];
      return null;
    });
    const take = waiting ? asked.preview : asked.keep; // the page was told meanwhile, and will name it
    parts?.forEach(({ name, digest, header, blocks }) => take(name, { ...header, ...blocks }, digest));
    return parts !== null;
  };
  // One at a time; of what was edited meanwhile, the last.
  const askOn = async () => {
    let asked = null;
    while (waiting && waiting !== asked) {
      asked = waiting;
      if (!address || !(await ask(asked))) settle();
    }
    asking = null;
    if (waiting) settleLater();
  };
  press.released = () => {
    if (!waiting) return;
    waiting.live = false;
    if (!asking) settleLater();
  };
  // The page is told before a press does something: told after a click on another page, Streamlit would stay on this one.
  press.begun = () => {
    if (waiting && !waiting.live) settle();
  };
  return {
    tellNow: settle,
    askAt(where, at) {
      if (where !== refused) address = where ?? null;
      hub = at;
      press.begin();
    },
    isOffered: () => address !== null,
    isWaiting: () => waiting !== null,
    send(kind, text, live) {
      if (waiting && waiting.kind !== kind) settle();
      waiting = { kind, text, live: live && press.isDown }; // the last step of a drag may come after the hand let go
      clearTimeout(timer);
      // What was typed and left by a press is told at once: the press may lead to another page.
      if (!address || (press.isDown && !live)) return settle();
      asking ??= askOn();
      return asking;
    },
    // The view is gone, and with it whom the page would hear from: what is on its way is not shown any more.
    stop() {
      clearTimeout(timer);
      clearTimeout(coming);
      waiting = null;
      hub?.fallBack();
      press.end();
    },
  };
};
