// Hands on what promises come to in the order in which they were given, whichever is ready first: a compressed part takes
// longer to read than a small one that was sent after it.
export const newInOrder = () => {
  let last = Promise.resolve();
  // Returns a promise that fails if the given one or `act` does. It holds up nobody behind it.
  return (promise, act) => {
    const done = Promise.all([promise, last]).then(([value]) => act(value));
    last = Promise.allSettled([last, done]);
    return done;
  };
};
