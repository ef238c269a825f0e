// Hands on the results of promises in the order in which these were given: a compressed part takes longer to read
// than a small one that was sent after it.
export const newInOrder = () => {
  let last = Promise.resolve();
  // Returns a promise that fails if the given one or `act` does. A failure doesn't hold up those that follow.
  return (promise, act) => {
    const done = Promise.all([promise, last]).then(([value]) => act(value));
    last = Promise.allSettled([last, done]);
    return done;
  };
};
