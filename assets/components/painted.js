// Tests and benchmarks wait for this: the frame in which what is new is on the screen.

export const countPaint = (root) => {
  cancelAnimationFrame(root.pending);
  root.pending = requestAnimationFrame(() => { root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1); });
};
