// Answers on their way to the server. Each stays in this browser until the server has answered it, also when the connection is lost, the
// server starts anew or the window is closed; its key, drawn here, lets the server store it once however often it comes.

import { tellClass } from "./asked_of_class.js";

const OUTBOX = "cnnviz outbox";
const NOT_JUDGED = [429, 503, 502, 504, 500, 0]; // nobody has judged it
const FIRST_WAIT = 1000; // ms until the next try, then twice that
const LONGEST_WAIT = 15_000;

export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const newOutbox = (storage = globalThis.localStorage, send = tellClass, later = setTimeout) => {
  let memory = {}; // where the browser keeps nothing
  const read = () => {
    try {
      return JSON.parse(storage.getItem(OUTBOX)) ?? memory;
    } catch {
      return memory;
    }
  };
  const write = (waiting) => {
    memory = waiting;
    try {
      storage.setItem(OUTBOX, JSON.stringify(waiting));
    } catch {
      // full, or a browser that keeps nothing
    }
  };
  const heard = new Set();
  let [wait, isSending, isAwaited] = [FIRST_WAIT, false, false];
  const tellAll = (...told) => heard.forEach((hear) => hear(...told));

  const flush = async () => {
    if (isSending) return;
    isSending = true;
    for (const [key, { path, body }] of Object.entries(read())) {
      const answer = await send(path, { ...body, key });
      if (NOT_JUDGED.includes(answer.status)) {
        isSending = false;
        tellAll(key, body, null, answer.told);
        if (!isAwaited) later(() => { isAwaited = false; flush(); }, wait);
        isAwaited = true;
        wait = Math.min(2 * wait, LONGEST_WAIT);
        return;
      }
      wait = FIRST_WAIT;
      const { [key]: done, ...rest } = read();
      write(rest);
      if (done) tellAll(key, body, answer, answer.told);
    }
    isSending = false;
    if (Object.keys(read()).length) flush(); // put in meanwhile
  };
  globalThis.addEventListener?.("online", flush);
  return {
    flush,
    waiting: () => Object.values(read()).map(({ body }) => body),
    put(path, body) {
      const key = newKey();
      write({ ...read(), [key]: { path, body } });
      flush();
      return key;
    },
    // hear(key, body, answer, told): answer is null as long as it could not be sent
    listen(hear) {
      heard.add(hear);
      return () => heard.delete(hear);
    },
  };
};

export const outbox = (globalThis.cnnvizOutbox ??= globalThis.localStorage ? newOutbox() : null); // one for the window
