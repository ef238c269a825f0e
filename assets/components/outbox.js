// Answers on their way to the server. Each stays in this browser until the server has answered it, also when the connection is lost, the
// server starts anew or the window is closed; its key, drawn here, lets the server store it once however often it comes.

import { isHeard, tellClass } from "./asked_of_class.js";

const OUTBOX = "cnnviz outbox";
const FIRST_WAIT = 1000; // ms until the next try, then twice that
const LONGEST_WAIT = 15_000;
const BY_ANOTHER = { ok: true, status: 200, told: "" }; // what another window was answered is on the page that the server draws

export const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const newOutbox = (storage = globalThis.localStorage, send = tellClass, later = setTimeout) => {
  let memory = null; // where the browser keeps nothing, or is full
  const read = () => {
    try {
      return memory ?? JSON.parse(storage.getItem(OUTBOX)) ?? {};
    } catch {
      return {};
    }
  };
  const write = (waiting) => {
    try {
      storage.setItem(OUTBOX, JSON.stringify(waiting));
      memory = null;
    } catch {
      memory = waiting;
    }
  };
  const heard = new Set();
  const own = new Map(); // what was put in by this window and is not answered: key → body
  let [wait, isSending, isAwaited] = [FIRST_WAIT, false, false];
  const tellAll = (...told) => heard.forEach((hear) => hear(...told));
  const end = (key, body, answer) => {
    own.delete(key);
    tellAll(key, body, answer, answer.told);
  };
  const endOthers = () => { // that another window has sent
    const waiting = read();
    [...own].forEach(([key, body]) => waiting[key] ?? end(key, body, BY_ANOTHER));
  };
  const again = () => {
    if (!isAwaited) later(() => { isAwaited = false; flush(); }, wait);
    isAwaited = true;
    wait = Math.min(2 * wait, LONGEST_WAIT);
  };
  const flush = async () => {
    if (isSending) return;
    isSending = true;
    const failed = new Set();
    for (;;) {
      const [key, one] = Object.entries(read()).find(([name]) => !failed.has(name)) ?? [];
      if (!one) break;
      const answer = await send(one.path, { ...one.body, key });
      if (isHeard(answer)) {
        wait = FIRST_WAIT;
        const { [key]: _, ...rest } = read();
        write(rest);
        end(key, one.body, answer);
        continue;
      }
      failed.add(key);
      tellAll(key, one.body, null, answer.told);
      if (answer.status !== 500) break; // the others would not be heard, either; one that makes the server fail holds up none
    }
    isSending = false;
    endOthers();
    if (failed.size) again();
  };
  globalThis.addEventListener?.("online", flush);
  globalThis.addEventListener?.("storage", ({ key }) => key === OUTBOX && endOthers());
  return {
    flush,
    waiting: () => Object.values(read()).map(({ body }) => body),
    put(path, body) {
      const key = newKey();
      own.set(key, body);
      write({ ...read(), [key]: { path, body } });
      flush();
      return key;
    },
    // Who leaves a class takes along what was not sent: the next one at this device is somebody else.
    forget: (code) => write(Object.fromEntries(Object.entries(read()).filter(([, { path }]) => !path.startsWith(`${code}/`)))),
    // hear(key, body, answer, told): answer is null as long as it could not be sent
    listen(hear) {
      heard.add(hear);
      return () => heard.delete(hear);
    },
  };
};

const ownStorage = () => {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // forbidden: what waits is kept by the window
  }
};
export const outbox = (globalThis.cnnvizOutbox ??= newOutbox(ownStorage())); // one for the window
