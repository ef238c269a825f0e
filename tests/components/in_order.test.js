import { equal, test } from "./harness.js";
import { newInOrder } from "/assets/components/linked/in_order.js";

// Promises that are settled by hand: [promise, resolve, reject].
const byHand = () => {
  let settle;
  const promise = new Promise((...both) => { settle = both; });
  return [promise, ...settle];
};

test("what is ready first waits for what was given before it", async () => {
  const inOrder = newInOrder();
  const heard = [];
  const [slow, finish] = byHand();
  const first = inOrder(slow, (value) => heard.push(value));
  const second = inOrder(Promise.resolve("small"), (value) => heard.push(value));
  const third = inOrder(Promise.resolve("last"), (value) => heard.push(value));
  await new Promise((done) => setTimeout(done)); // all that was ready had its chance
  equal(heard, []);
  finish("large");
  await Promise.all([first, second, third]);
  equal(heard, ["large", "small", "last"]);
});

test("what fails is told to whoever gave it, and neither holds up nor lets overtake what comes after it", async () => {
  const inOrder = newInOrder();
  const heard = [];
  const [slow, finish] = byHand();
  const first = inOrder(slow, (value) => heard.push(value));
  const broken = inOrder(Promise.reject(new Error("damaged")), (value) => heard.push(value)).catch(({ message }) => heard.push(message));
  const thrown = inOrder(Promise.resolve(), () => { throw new Error("refused"); }).catch(({ message }) => heard.push(message));
  const last = inOrder(Promise.resolve("last"), (value) => heard.push(value));
  await broken;
  equal(heard, ["damaged"]);
  finish("first");
  await Promise.all([first, thrown, last]);
  equal(heard, ["damaged", "first", "refused", "last"]);
});
