// An exercise of a class: one press of the button is one attempt; and what is asked for again and again is asked for once at a time.

import { equal, test } from "./harness.js";
import { newWatch } from "/assets/components/asked_of_class.js";
import { newInClass } from "/assets/components/exercise/in_class.js";

const newPost = () => {
  const post = { sent: [], hears: new Set(), flush: () => {} };
  post.put = (path, body) => post.sent.push({ path, ...body });
  post.listen = (hear) => {
    post.hears.add(hear);
    return () => post.hears.delete(hear);
  };
  post.answer = (body, answer) => post.hears.forEach((hear) => hear("key", body, answer, answer?.told));
  return post;
};
const TASK = { code: "K7M4QX", act: "answer", task: "size~1", variant: 0, seen: 0 };
const OK = { ok: true, told: "" };
const REFUSED = { ok: false, told: "This is no number." };

const newWork = (klass) => {
  const [post, said, waits] = [newPost(), [], []];
  const work = newInClass({ told: (sentence, isWaiting) => said.push(sentence) && waits.push(isWaiting), done: () => said.push("done") }, post);
  work.take(klass);
  return { post, said, waits, work };
};

test("what is on its way is not refused", () => {
  const { post, waits, work } = newWork(TASK);
  work.send(["8"]);
  post.answer(TASK, null);
  work.send(["8"]);
  post.answer(TASK, REFUSED);
  equal(waits, [true, true, false]);
});

test("a second press of the button is no second attempt", () => {
  const { post, said, work } = newWork(TASK);
  work.send(["8"]);
  work.send(["8"]);
  equal(post.sent.map(({ path, answer }) => [path, answer]), [["K7M4QX/answer", ["8"]]]);
  equal(said.length, 1);
  post.answer(post.sent[0], OK);
  work.send(["9"]); // before the page shows it
  equal(post.sent.length, 1);
  work.take({ ...TASK, seen: 1 });
  work.send(["9"]);
  equal(post.sent.length, 2);
});

test("what was refused can be answered again", () => {
  const { post, said, work } = newWork(TASK);
  work.send(["x"]);
  post.answer(post.sent[0], REFUSED);
  equal(said, [REFUSED.told, "done"]);
  work.send(["8"]);
  equal(post.sent.length, 2);
});

test("a question to all is answered as often as one likes", () => {
  const { post, work } = newWork({ code: "K7M4QX", act: "vote", round: 3 });
  work.send(["8"]);
  work.send(["9"]);
  equal(post.sent.map(({ round, answer }) => [round, answer]), [[3, ["8"]], [3, ["9"]]]);
});

test("nothing is said here of an answer to another task, or to the same one of another class", () => {
  const { post, said } = newWork(TASK);
  post.answer({ ...TASK, task: "size~2" }, REFUSED);
  post.answer({ ...TASK, code: "CCCCCC" }, REFUSED);
  equal(said, ["done", "done"]);
});

test("who is no longer at an exercise of a class hears nothing", () => {
  const { post, said, work } = newWork(TASK);
  work.take(null);
  post.answer(TASK, OK);
  work.take(TASK);
  work.leave();
  post.answer(TASK, OK);
  equal(said, []);
});

test("what an older question brings is left out once a newer one was asked", async () => {
  const [heard, answers] = [[], []];
  const watch = newWatch(() => new Promise((answer) => answers.push(answer)), (answer) => heard.push(answer), 1000);
  const asked = [watch.now(), watch.now()];
  answers[1]("new");
  answers[0]("old");
  await Promise.all(asked);
  equal(heard, ["new"]);
});
