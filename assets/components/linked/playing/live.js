// Announces to screen readers what the keyboard has moved to; never on hover, and at most once per PAUSE.

const PAUSE = 700; // ms

export const newLive = (host) => {
  let timer = 0;
  let last = -PAUSE;
  return {
    announce(text) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        last = performance.now();
        host.textContent = text;
      }, Math.max(0, last + PAUSE - performance.now()));
    },
  };
};
