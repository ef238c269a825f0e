// Answers on their way: each is sent until the server has judged it, in its order, and is then gone.

import { equal, test } from "./harness.js";
import { newOutbox } from "/assets/components/outbox.js";

const newStorage = () => {
  const held = new Map();
  return {
    getItem: (name) => held.get(name) ?? null,
    setItem(name, text) {
      if (this.isFull) throw new Error("full");
      held.set(name, text);
    },
  };
};

// answers: what the server says, one after the other; again: what is to be done later
const newPost = (answers, storage = newStorage()) => {
  const [sent, told, again] = [[], [], []];
  const send = async (path, body) => {
    sent.push({ path, ...body });
    return answers.shift() ?? { ok: true, status: 200, told: "" };
  };
  const outbox = newOutbox(storage, send, (act) => again.push(act));
  outbox.listen((key, body, answer, sentence) => told.push([body.answer, answer?.status ?? null, sentence]));
  return { outbox, sent, told, again, storage };
};
const settled = () => new Promise((done) => setTimeout(done));
const LOST = { ok: false, status: 0, told: "No connection" };

test("what is answered is sent once and is gone once it is judged", async () => {
  const { outbox, sent, told } = newPost([]);
  outbox.put("K7M4QX/answer", { answer: 9 });
  await settled();
  equal(sent.map(({ path, answer }) => [path, answer]), [["K7M4QX/answer", 9]]);
  equal(told, [[9, 200, ""]]);
  equal(outbox.waiting(), []);
});

for (const status of [0, 429, 500, 502, 503, 504]) {
  test(`what meets ${status} is sent again under the same key`, async () => {
    const { outbox, sent, told, again } = newPost([{ ...LOST, status }]);
    const key = outbox.put("c/answer", { answer: 9 });
    await settled();
    equal(told, [[9, null, "No connection"]]);
    again.shift()();
    await settled();
    equal(sent.map((one) => one.key), [key, key]);
    equal(told.at(-1)[1], 200);
  });
}

test("what is refused is told and not sent again", async () => {
  const { outbox, sent, told } = newPost([{ ok: false, status: 409, told: "Closed." }]);
  outbox.put("c/answer", { answer: 9 });
  await settled();
  await outbox.flush();
  equal(sent.length, 1);
  equal(told, [[9, 409, "Closed."]]);
});

test("a window that is opened later sends what another one could not", async () => {
  const { outbox, storage } = newPost([LOST]);
  outbox.put("c/answer", { answer: 9 });
  await settled();
  const later = newPost([], storage);
  await later.outbox.flush();
  equal(later.sent.map(({ answer }) => answer), [9]);
  equal(later.outbox.waiting(), []);
});

test("answers keep their order, and one that is given meanwhile is sent, too", async () => {
  const { outbox, sent, again } = newPost([LOST]);
  outbox.put("c/answer", { answer: 1 });
  await settled();
  outbox.put("c/answer", { answer: 2 });
  await settled();
  again.shift()?.();
  await settled();
  equal(sent.map(({ answer }) => answer).slice(1), [1, 2]);
});

test("a browser that keeps nothing sends all the same", async () => {
  const broken = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("no"); } };
  const { outbox, sent } = newPost([], broken);
  outbox.put("c/answer", { answer: 9 });
  await settled();
  equal(sent.length, 1);
  equal(outbox.waiting(), []);
});

test("a browser that is full sends all the same, and keeps what could not be sent", async () => {
  const { outbox, sent, again, storage } = newPost([]);
  outbox.put("c/answer", { answer: 1 });
  await settled();
  storage.isFull = true;
  outbox.put("c/answer", { answer: 2 });
  await settled();
  again.shift()?.();
  await settled();
  equal(sent.map(({ answer }) => answer), [1, 2]);
});

test("an answer that makes the server fail holds up no other, and is kept", async () => {
  const { outbox, sent } = newPost([LOST, { ...LOST, status: 500 }]);
  outbox.put("c/answer", { answer: 1 });
  await settled();
  outbox.put("c/answer", { answer: 2 });
  await settled();
  equal(sent.map(({ answer }) => answer), [1, 1, 2]);
  equal(outbox.waiting(), [{ answer: 1 }]);
});

test("a window hears of its answer also when another one has sent it", async () => {
  const { outbox, told, again, storage } = newPost([LOST]);
  outbox.put("c/answer", { answer: 9 });
  await settled();
  await newPost([], storage).outbox.flush();
  equal(told, [[9, null, "No connection"]]);
  again.shift()();
  await settled();
  equal(told.at(-1), [9, 200, ""]);
});

test("who leaves a class leaves nothing to be sent by the next one, and other classes keep theirs", async () => {
  const { outbox } = newPost([LOST, LOST]);
  outbox.put("c/answer", { answer: 1 });
  outbox.put("d/answer", { answer: 2 });
  await settled();
  outbox.forget("c");
  equal(outbox.waiting(), [{ answer: 2 }]);
});
