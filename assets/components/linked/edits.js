// What a learner edits, on its way to Python. Where the page offers it, it is answered at once, beside Streamlit; then the page itself
// is told, in a drag once the hand rests, and runs with the same numbers.

import { readBlocks } from "../payload.js";

const TELL_AFTER = { typed: 50, dragged: 300 }; // ms: once the answer is on the screen, or the hand rests

// tell(kind, text): runs the page.
export const newEdits = (tell) => {
  let [address, hub, waiting, timer] = [null, null, null, 0];

  const settle = () => {
    clearTimeout(timer);
    if (!waiting) return;
    const { kind, text } = waiting;
    waiting = null;
    tell(kind, text);
  };
  const ask = async (kind, text) => {
    const answer = await fetch(`${address}/${kind}`, { method: "POST", body: text });
    if (!answer.ok) throw new Error(`no answer to an edit: ${answer.status}`);
    const { header, blocks } = readBlocks(await answer.arrayBuffer());
    for (const [name, digest] of Object.entries(header.parts)) {
      const part = readBlocks(blocks[name]);
      hub.preview(name, { ...part.header, ...part.blocks }, digest);
    }
  };
  return {
    askAt(where, at) {
      [address, hub] = [where, at];
    },
    send(kind, text, live) {
      if (waiting && waiting.kind !== kind) settle();
      waiting = { kind, text };
      clearTimeout(timer);
      if (!address) return settle();
      return ask(kind, text).then(() => {
        clearTimeout(timer);
        timer = setTimeout(settle, live ? TELL_AFTER.dragged : TELL_AFTER.typed);
      }, settle);
    },
    // The view is gone, and with it whom the page would hear from.
    stop: () => clearTimeout(timer),
  };
};
