// Something that is done once nothing more has happened for a while (ms), or at once where that cannot be waited for.
export const newLater = (act, after) => {
  let timer = 0;
  const cancel = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const now = () => {
    if (!timer) return;
    cancel();
    act();
  };
  return {
    cancel,
    now,
    get isComing() { return timer !== 0; },
    soon() {
      cancel();
      timer = setTimeout(now, after);
    },
  };
};
