import { newLargeChannel } from "/assets/components/linked/large_channel.js";
import { equal, test } from "./harness.js";

const REST = 20;
const rested = () => new Promise((done) => setTimeout(done, 3 * REST));

// A choice among channels whose first is 0; what it shows and tells is written down.
const inHand = () => {
  const [shown, told] = [[], []];
  const choice = newLargeChannel((channel) => shown.push(channel), (channel) => told.push(channel), REST);
  choice.know({ of: "conv 2", channel: null });
  return { ...choice, shown, told, answer: (channel) => choice.know({ of: "conv 2", channel }), press: (channel) => choice.press(channel, 0) };
};

test("what comes with the address is shown, and a page without channels has none", () => {
  const { know, shown } = inHand();
  know({ of: "conv 2", channel: 5 });
  know(undefined);
  equal(shown, [null, 5, null]);
});

test("of quick presses the last is told", async () => {
  const { press, told } = inHand();
  [3, 7, 4].forEach(press);
  equal(told, []);
  await rested();
  equal(told, [4]);
});

test("no answer takes back what was pressed after it", async () => {
  const { press, answer, shown, told } = inHand();
  press(3);
  await rested();
  answer(null); // of a run that began before
  press(7);
  answer(3);
  await rested();
  answer(3);
  answer(7);
  equal([shown, told], [[null], [3, 7]]);
  answer(2); // the browser's way back
  equal(shown, [null, 2]);
});

test("going back to the first is told, but nothing that Python knows", async () => {
  const { press, answer, shown, told } = inHand();
  press(0);
  await rested();
  equal(told, []);
  press(3);
  await rested();
  press(0);
  await rested();
  equal(told, [3, 0]);
  answer(3);
  answer(null);
  answer(9);
  equal(shown, [null, 9]);
});

test("a choice ends with what it was made in", async () => {
  const { press, know, shown, told } = inHand();
  press(3);
  know({ of: "conv 3", channel: null });
  await rested();
  equal([shown, told], [[null, null], []]);
  press(4);
  await rested();
  know({ of: "dense", channel: null });
  know({ of: "dense", channel: 6 });
  equal([shown, told], [[null, null, null, 6], [4]]);
});
