// Colours of numbers with a sign, for what is small and drawn without a palette from Python.

// A colour of tokens.css as [red, green, blue], as it is in the theme of now; in forced colours, too, which would put one of few colours
// in its place, the same below and above zero.
export const tokenIn = (root) => (name) => {
  const { outlineColor, forcedColorAdjust } = root.style;
  Object.assign(root.style, { outlineColor: `var(--${name})`, forcedColorAdjust: "none" });
  const found = getComputedStyle(root).outlineColor.match(/[\d.]+/g).slice(0, 3).map(Number);
  Object.assign(root.style, { outlineColor, forcedColorAdjust });
  return found;
};

// Colours of numbers with a sign: 0 has the page's colour, the ends are equally strong. share: −1 … 1.
export const signedIn = (root) => {
  const [paper, below, above] = ["paper", "neg", "pos"].map(tokenIn(root));
  return (share) => paper.map((from, i) => Math.round(from + ((share < 0 ? below : above)[i] - from) * Math.abs(share)));
};
