// Announces to screen readers what the keyboard has moved to; never on hover, and at most once per pause.

const PAUSE = 700; // ms

export const newLive = (host, pause = PAUSE) => {
  let timer = 0;
  let last = -pause;
  return {
    announce(text) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        last = performance.now();
        host.textContent = text;
      }, Math.max(0, last + pause - performance.now()));
    },
  };
};
