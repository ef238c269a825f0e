// What a learner edits, on its way to Python. Where the page offers it, it is answered at once, beside Streamlit; then the page itself
// is told, in a drag once the hand rests, and runs with the same numbers.

import { readBlocks } from "../payload.js";

const TELL_AFTER = { typed: 20, dragged: 300 }; // ms: once the answer is on the screen, or the hand rests

// tell(kind, text): runs the page.
export const newEdits = (tell) => {
  let [address, refused, hub] = [null, null, null];
  let [waiting, asking, timer] = [null, null, 0]; // what the page is to be told; the answer that is on its way

  const settle = () => {
    clearTimeout(timer);
    if (!waiting) return;
    const { kind, text } = waiting;
    waiting = null;
    tell(kind, text);
  };
  const settleLater = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, waiting.live ? TELL_AFTER.dragged : TELL_AFTER.typed);
  };
  // 409: the page has to run for this edit. Anything else: nobody answers there.
  const ask = async ({ kind, text }) => {
    const answer = await fetch(`${address}/${kind}`, { method: "POST", body: text }).catch(() => ({ status: 0 }));
    if (answer.status !== 200 && answer.status !== 409) [refused, address] = [address, null];
    if (answer.status !== 200) return false;
    const { header, blocks } = readBlocks(await answer.arrayBuffer());
    for (const [name, digest] of Object.entries(header.parts)) {
      const part = readBlocks(blocks[name]);
      hub.preview(name, { ...part.header, ...part.blocks }, digest);
    }
    return true;
  };
  // One at a time; of what was edited meanwhile, the last.
  const askOn = async () => {
    let asked = null;
    while (waiting && waiting !== asked) {
      asked = waiting;
      if (!(await ask(asked))) settle();
    }
    asking = null;
    if (waiting) settleLater();
  };
  // The hand let go of what it dragged.
  const rest = () => {
    if (!waiting) return;
    waiting.live = false;
    if (!asking) settleLater();
  };
  const listenFor = (live) => (live ? addEventListener : removeEventListener)("pointerup", rest, true);
  return {
    rest,
    askAt(where, at) {
      if (where !== refused) [address, hub] = [where ?? null, at];
    },
    isOffered: () => address !== null,
    isWaiting: () => waiting !== null,
    send(kind, text, live) {
      if (waiting && waiting.kind !== kind) settle();
      waiting = { kind, text, live };
      listenFor(live);
      clearTimeout(timer);
      if (!address) return settle();
      asking ??= askOn();
      return asking;
    },
    // The view is gone, and with it whom the page would hear from.
    stop() {
      clearTimeout(timer);
      listenFor(false);
    },
  };
};
